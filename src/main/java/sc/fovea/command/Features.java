package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.image.RgbPicture;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.feature.FeatureJob;
import sc.fovea.job.feature.FeaturePictures;
import sc.fovea.job.feature.FeatureVector;
import sc.fovea.net.Tensor;
import sc.fovea.predict.SegmentationOptions;

/**
 * Shows what a layer of a model sees: {@code run("Features...", "model=blood-cells layer=bottomb_relu regions=objects")}.
 * <p>
 * The feature maps of the layer become a 32-bit stack, the first filters a picture, and the mean of each channel over the image, or over each object, ROI or label, a row in the
 * Results table. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Features...")
public final class Features extends FoveaCommand {

	@Parameter(label = "Image", required = false, persist = false, description = "The image; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Model", required = false, persist = false,
		description = "Name of a model, or path of a model archive; automatic chooses the bundled one that fits the image by its colours and texture.")
	private String model = AutomaticModel.AUTOMATIC;

	@Parameter(label = "Layer (empty = automatic)", required = false, persist = false,
		description = "The layer that is looked at; empty for the last one before the scores.")
	private String layer = "";

	@Parameter(label = "Regions", choices = { "image", "objects", "rois", "labels" }, required = false, persist = false,
		description = "Of what there are vectors: the whole image, the objects that the model finds, the ROIs of the overlay, or the objects of a label image.")
	private String regions = "image";

	@Parameter(label = "Labels", required = false, persist = false,
		description = "For regions=labels: title of the open label image; on the command line a label image, or a folder of them named as the images.")
	private String labels = "";

	@Parameter(label = "Scale (0 = by pixel size, 1 = none)", required = false, persist = false,
		description = "Factor by which the image is resampled for the model, 1/16 to 16; 0 compares the pixel sizes of image and model, 1 is none.")
	private double scale;

	@Parameter(label = "Channel (0 = the only one)", required = false, persist = false,
		description = "Which channel of several the model looks at: its number from 1, its name, or its colour such as blue; 0 is the only one that is not empty.")
	private String channel = "0";

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where the model runs: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	@Parameter(label = "Filters", type = ItemIO.OUTPUT)
	private ImagePlus filters;

	@Parameter(label = "Maps", type = ItemIO.OUTPUT)
	private ImagePlus maps;

	@Override
	protected void execute() throws IOException {
		ImagePlus image = OpenImage.require(input);
		CommandInput.of(Features.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		FeatureJob.Settings settings = new FeatureJob.Settings(layer.strip(), regions, SegmentationOptions.STANDARD.withScale(scale), channel);
		StatusProgress progress = new StatusProgress("Looking at " + image.getTitle(), this::isCanceled);
		long start = System.nanoTime();
		AutomaticModel chosen = AutomaticModel.forFeatures(model, image, OpenImage.channel(channel, image, 1));
		try (FeatureJob job = FeatureJob.open(ModelRequest.of(chosen.name(), Device.valueOf(device.toUpperCase(Locale.ROOT)), backend), settings)) {
			List<FeatureVector> vectors = job.vectors(image.getTitle(), "", image, ids(image), progress);
			vectors.forEach(vector -> add(vector, chosen.name(), job.layer()));
			maps = stack(job.maps(image), job.layer());
			filters = job.filters().map(kernel -> new ImagePlus("First filters", RgbPicture.processor(FeaturePictures.filters(kernel)))).orElse(null);
			IJ.showStatus(String.format(Locale.ROOT, "%d vectors of layer %s in %.1f s on %s%s", vectors.size(), job.layer(), (System.nanoTime() - start) / 1e9,
				job.device(), chosen.reason().isEmpty() ? "" : "; model " + chosen.sentence()));
		}
		if (!GraphicsEnvironment.isHeadless()) ResultsTable.getResultsTable().show("Results");
	}

	private Optional<ImagePlus> ids(ImagePlus image) {
		if (!regions.equals("labels")) return Optional.empty();
		ImagePlus found = WindowManager.getImage(labels);
		if (found == null) throw new IllegalArgumentException("\"labels\" must be the title of an open label image, but is \"" + labels + "\".");
		return Optional.of(found);
	}

	private static void add(FeatureVector vector, String model, String layer) {
		ResultsTable table = ResultsTable.getResultsTable();
		table.incrementCounter();
		table.addLabel(vector.image() + (vector.region().isEmpty() ? "" : ":" + vector.region()));
		table.addValue("model", model);
		table.addValue("layer", layer);
		for (int c = 0; c < vector.values().length; c++) {
			table.addValue("f" + (c + 1), vector.values()[c]);
		}
	}

	private static ImagePlus stack(Tensor maps, String layer) {
		ImageStack stack = new ImageStack(maps.width(), maps.height());
		for (int c = 0; c < maps.channels(); c++) {
			stack.addSlice(layer + " " + (c + 1), FeaturePictures.channel(maps, c));
		}
		ImagePlus image = new ImagePlus("Feature maps of " + layer, stack);
		image.resetDisplayRange();
		return image;
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return ModelChoices.withAutomatic(ModelChoices.of(setting, task -> true));
	}
}
