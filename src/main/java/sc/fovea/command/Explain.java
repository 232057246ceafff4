package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
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
import sc.fovea.explain.Method;
import sc.fovea.image.RgbPicture;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.Explanation;
import sc.fovea.job.ExplanationJob;
import sc.fovea.job.ExplanationSettings;
import sc.fovea.job.ModelRequest;
import sc.fovea.predict.SegmentationOptions;

/**
 * Shows where a model looked: {@code run("Explain...", "model=blood-cells method=integrated-gradients class=WBC")}.
 * <p>
 * For the class of an image, each box, each object or each class of pixels there is a slice in a stack of 32-bit maps, one in a stack of pictures with a legend, and a row in
 * the Results table. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Explain...")
public final class Explain extends FoveaCommand {

	@Parameter(label = "Image", required = false, persist = false, description = "The image to explain; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Model", required = false, persist = false,
		description = "Name of a model, or path of a model archive; automatic chooses the bundled one that fits the image by its colours and texture.")
	private String model = AutomaticModel.AUTOMATIC;

	@Parameter(label = "Method", choices = { "gradcam", "occlusion", "integrated-gradients" }, required = false, persist = false,
		description = "gradcam weighs the maps of a layer by gradients; occlusion covers parts of the image and sees how the score falls; integrated-gradients "
			+ "says what each pixel contributes, together the score.")
	private String method = "gradcam";

	@Parameter(label = "Layer (empty = automatic)", required = false, persist = false,
		description = "For gradcam: the layer whose maps are weighed; empty for the last one on the coarsest grid.")
	private String layer = "";

	@Parameter(label = "Class (empty = what was found)", required = false, persist = false,
		description = "The class whose score is explained; empty for the one that was found, and for every class of boxes and pixels.")
	private String class_ = "";

	@Parameter(label = "Most objects (0 = all)", required = false, persist = false,
		description = "Most boxes or objects of a plane that are explained, those with the highest scores; 0 explains all.")
	private int most = 10;

	@Parameter(label = "Baseline", choices = { "median", "zero", "blur" }, required = false, persist = false,
		description = "What an image without content is, for occlusion and integrated-gradients: its median, zero, or itself blurred.")
	private String baseline = "median";

	@Parameter(label = "Patch (0 = automatic)", required = false, persist = false,
		description = "For occlusion: side of the squares that are covered, in pixels that the network sees; 0 takes a twelfth of the longer side.")
	private int patch;

	@Parameter(label = "Sanity check with random heads", required = false, persist = false,
		description = "Compares each map with those of five networks whose last layer is random, by rank correlation: near 0 is good, near 1 means that the map does not depend on what was learned.")
	private boolean sanity;

	@Parameter(label = "Scale (0 = automatic, 1 = none)", required = false, persist = false,
		description = "Factor by which the image is resampled for the model, 1/16 to 16; 0 as Segment and Detect do, 1 is none.")
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

	@Parameter(label = "Maps", type = ItemIO.OUTPUT)
	private ImagePlus maps;

	@Parameter(label = "Pictures", type = ItemIO.OUTPUT)
	private ImagePlus pictures;

	@Override
	protected void execute() throws IOException {
		ImagePlus image = OpenImage.require(input);
		CommandInput.of(Explain.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		Method how = ExplanationSettings.method(method, layer, baseline, patch);
		Optional<String> label = class_.isBlank() ? Optional.empty() : Optional.of(class_.strip());
		ExplanationSettings settings = new ExplanationSettings(how, label, most, sanity, SegmentationOptions.STANDARD.withScale(scale), channel);
		StatusProgress progress = new StatusProgress("Explaining " + image.getTitle(), this::isCanceled);
		long start = System.nanoTime();
		try (ExplanationJob job = ExplanationJob.open(ModelRequest.of(model, Device.valueOf(device.toUpperCase(Locale.ROOT)), backend), settings)) {
			Collected collected = new Collected(image);
			AutomaticModel chosen = AutomaticModel.ofAnyTask(model, image, OpenImage.channel(channel, image, 1));
			int count = job.explain(chosen, image, progress, collected::add);
			if (count > 0) {
				maps = collected.maps();
				pictures = collected.pictures();
			}
			IJ.showStatus(String.format(Locale.ROOT, "%d explained in %.1f s on %s%s", count, (System.nanoTime() - start) / 1e9, job.device(),
				chosen.reason().isEmpty() ? "" : "; model " + chosen.sentence()));
		}
		if (!GraphicsEnvironment.isHeadless()) {
			ResultsTable.getResultsTable().show("Results");
		}
	}

	/** The explanations as stacks and rows. */
	private static final class Collected {

		private final ImagePlus image;
		private final ImageStack heat;
		private ImageStack shown;

		Collected(ImagePlus image) {
			this.image = image;
			this.heat = new ImageStack(image.getWidth(), image.getHeight());
		}

		void add(Explanation explanation) {
			heat.addSlice(explanation.number() + " " + explanation.title(), explanation.heat().values());
			ColorProcessor picture = RgbPicture.processor(explanation.picture(image));
			shown = shown == null ? new ImageStack(picture.getWidth(), picture.getHeight()) : shown;
			shown.addSlice(explanation.number() + " " + explanation.title(), picture);
			ResultRows.add(Explanation.COLUMNS, explanation.row(), image.getTitle());
		}

		ImagePlus maps() {
			ImagePlus stack = new ImagePlus("Maps of " + image.getTitle(), heat);
			stack.setCalibration(image.getCalibration().copy());
			stack.resetDisplayRange();
			return stack;
		}

		ImagePlus pictures() {
			return new ImagePlus("Explanation of " + image.getTitle(), shown);
		}
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return ModelChoices.withAutomatic(ModelChoices.of(setting, task -> true));
	}
}
