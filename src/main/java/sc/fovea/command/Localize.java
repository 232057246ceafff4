package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.backend.BackendOptions;
import sc.fovea.image.Hyperstack;
import sc.fovea.job.BoxRois;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.predict.Detection;
import sc.fovea.task.localization.Localization;
import sc.fovea.task.localization.Localizer;

/**
 * Says what the one object of an image is, and where: {@code run("Localize...", "model=[/my/white-cell.zip]")}.
 * <p>
 * The box becomes the overlay of the image, in place of that of an earlier run, and each slice and frame gives a row in the Results table: class,
 * score, place and size in the unit of the image. The score is the intersection over union with the true box that is to be expected. The names of
 * the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Localize...")
public final class Localize extends FoveaCommand {

	private static final ModelCache CACHE = new ModelCache();
	/** Marks rectangles of this command in an overlay. */
	private static final String MARK = "fovea.localization";

	@Parameter(label = "Image", required = false, persist = false, description = "The image to look at; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Model", required = false, persist = false, description = "Name of a localization model, or path of a model archive.")
	private String model = "";

	@Parameter(label = "Channel (0 = the only one)", required = false, persist = false,
		description = "Which channel of several the model looks at: its number from 1, its name, or its colour such as blue; 0 is the only one that is not "
			+ "empty, or else the current one.")
	private String channel = "0";

	@Parameter(label = "Rois to the ROI Manager", required = false, persist = false,
		description = "Adds the boxes to the ROI Manager as well, if there is a display.")
	private boolean rois;

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where the model runs: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	@Override
	protected void execute() throws IOException {
		ImagePlus image = OpenImage.require(input);
		CommandInput.of(Localize.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		if (model.isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a localization model or the path of one, but is empty.");
		ModelRequest request = ModelRequest.of(model, Device.valueOf(device.toUpperCase(Locale.ROOT)), backend);
		StatusProgress progress = new StatusProgress("Looking at " + image.getTitle(), this::isCanceled);
		IJ.showStatus(CACHE.use(request, "localize", Localizer.class, (localizer, ranOn) -> {
			long start = System.nanoTime();
			int chosen = OpenImage.channel(channel, image, localizer.model().input().channels());
			BoxRois boxes = boxes(image, localizer, localizer.localize(Hyperstack.of(image), chosen, progress));
			give(boxes);
			return summary(boxes.found(), ranOn, (System.nanoTime() - start) / 1e9);
		}));
	}

	private static BoxRois boxes(ImagePlus image, Localizer localizer, List<Localization> found) {
		return new BoxRois(image, localizer.classes(), found.stream().map(Localization::detection).toList());
	}

	private void give(BoxRois boxes) {
		new BoxOverlay(boxes.image(), MARK).show(boxes.rois(), model);
		if (rois) BoxOverlay.toManager(boxes.rois());
		boxes.addTo(ResultsTable.getResultsTable());
		if (!GraphicsEnvironment.isHeadless()) ResultsTable.getResultsTable().show("Results");
	}

	private static String summary(List<Detection> found, String ranOn, double seconds) {
		Detection first = found.get(0);
		String what = found.size() == 1 ? String.format(Locale.ROOT, "%s (%.2f)", first.label(), first.score()) : found.size() + " localized";
		return String.format(Locale.ROOT, "%s in %.1f s on %s", what, seconds, ranOn);
	}

	@Override
	protected Optional<String> missing() throws IOException {
		return ModelChoices.missing("localize");
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return ModelChoices.of(setting, "localize");
	}
}
