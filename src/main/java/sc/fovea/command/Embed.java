package sc.fovea.command;

import ij.IJ;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.embed.SuspiciousLabels;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.feature.Embedding;
import sc.fovea.job.feature.EmbeddingJob;
import sc.fovea.job.feature.FeatureJob;
import sc.fovea.predict.SegmentationOptions;

/**
 * Shows the images of a folder as a map on which like lies by like, and lists labels that the neighbours contradict:
 * {@code run("Embed...", "data=[/my/cells] model=blood-cells output=[/my/map]")}.
 * <p>
 * With windows, a click on a picture of the map opens its image. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Embed...")
public final class Embed extends FoveaCommand {

	@Parameter(label = "Data", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Folder of images, or of a folder of images for each class.")
	private String data = "";

	@Parameter(label = "Model", required = false, persist = false,
		description = "Name of a model, or path of a model archive; automatic chooses the bundled one that fits the first image by its colours and texture.")
	private String model = AutomaticModel.AUTOMATIC;

	@Parameter(label = "Output", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Folder for tables and pictures; made if it is not there.")
	private String output = "";

	@Parameter(label = "Layer (empty = automatic)", required = false, persist = false,
		description = "The layer that is looked at; empty for the last one before the scores.")
	private String layer = "";

	@Parameter(label = "Seed", required = false, persist = false, description = "Of the beginning of t-SNE; the same seed gives the same map.")
	private int seed = 1;

	@Parameter(label = "Scale (0 = by pixel size, 1 = none)", required = false, persist = false,
		description = "Factor by which images are resampled for the model, 1/16 to 16; 0 compares the pixel sizes of image and model, 1 is none.")
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

	@Override
	protected void execute() throws IOException {
		CommandInput.of(Embed.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		if (data.isBlank()) throw new IllegalArgumentException("\"data\" must be a folder of images, but is empty.");
		if (output.isBlank() && GraphicsEnvironment.isHeadless())
			throw new IllegalArgumentException("\"output\" must be a folder for the results, but is empty.");
		FeatureJob.Settings settings = new FeatureJob.Settings(layer.strip(), "image", SegmentationOptions.STANDARD.withScale(scale), channel);
		ModelRequest request = ModelRequest.of(model, Device.valueOf(device.toUpperCase(Locale.ROOT)), backend);
		EmbeddingJob.Result result = new EmbeddingJob(Path.of(data), request, settings, seed).run(new StatusProgress("Embedding " + data, this::isCanceled));
		result.failures().forEach(IJ::log);
		if (!output.isBlank()) result.write(Path.of(output));
		IJ.log(summary(result));
		if (!GraphicsEnvironment.isHeadless()) EmbeddingWindow.show(result);
	}

	/** What came out, in words: number of images, and of labels that most neighbours contradict. */
	public static String summary(EmbeddingJob.Result result) {
		Embedding embedding = result.embedding();
		String chosen = result.model().reason().isEmpty() ? "" : " of model " + result.model().sentence("first image");
		String counted = embedding.vectors().size() + " images by layer " + result.layer() + chosen;
		if (!embedding.isLabelled()) return counted;
		SuspiciousLabels suspicious = embedding.suspicious();
		int first = suspicious.order()[0];
		long many = java.util.Arrays.stream(suspicious.suspicion()).filter(share -> share > 0.5).count();
		return String.format(Locale.ROOT, "%s: the neighbours contradict %d labels; first %s, which is %s to them", counted, many, embedding.name(first),
			suspicious.proposed().get(first));
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return ModelChoices.withAutomatic(ModelChoices.of(setting, task -> true));
	}
}
