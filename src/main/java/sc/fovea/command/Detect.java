package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.backend.BackendOptions;
import sc.fovea.image.Hyperstack;
import sc.fovea.job.BoxRois;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.Selection;
import sc.fovea.job.preview.DetectionPreview;
import sc.fovea.job.preview.Preview;
import sc.fovea.job.preview.VisiblePart;
import sc.fovea.predict.Detector;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.Option;
import sc.fovea.task.Tasks;
import sc.fovea.tile.Progress;

/**
 * Finds objects of several classes as boxes: {@code run("Detect...", "model=blood-cells measure")}.
 * <p>
 * The boxes become the overlay of the image, in a colour for each class, in place of those of an earlier run; its pixels are left as they are. How many there are of
 * each class is added to the table "Counts", without a display to the log. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Detect...")
public final class Detect extends FoveaCommand implements Previewed {

	private static final ModelCache CACHE = new ModelCache();
	private static final String COUNTS = "Counts";
	/** Marks rectangles of this command in an overlay. */
	private static final String MARK = "fovea.detection";

	@Parameter(label = "Image", required = false, persist = false, description = "The image to look at; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Model", persist = false, description = "Name of a detection model, or path of a model archive.")
	private String model = "blood-cells";

	@Parameter(label = "Probability (0 = as the model says)", required = false, persist = false,
		description = "Boxes that are less probable are left out, 0 to 1; 0 takes the model's own threshold.")
	private double probability;

	@Parameter(label = "Overlap (0 = as the model says)", required = false, persist = false,
		description = "Of two boxes of a class that share more of their union, one is left out, 0 to 1; 0 takes the model's own threshold.")
	private double overlap;

	@Parameter(label = "Scale (0 = by pixel size, 1 = none)", required = false, persist = false,
		description = "Factor by which the image is resampled for the model, 1/16 to 16; 0 compares the pixel sizes of image and model, 1 is none.")
	private double scale;

	@Parameter(label = "Channel (0 = the only one)", required = false, persist = false,
		description = "Which channel of several the model looks at: its number from 1, its name, or its colour such as blue; 0 is the only one that is not "
			+ "empty, or else the current one.")
	private String channel = "0";

	@Parameter(label = "Rois to the ROI Manager", required = false, persist = false,
		description = "Adds the boxes to the ROI Manager as well, if there is a display.")
	private boolean rois;

	@Parameter(label = "Measure boxes", required = false, persist = false,
		description = "Adds a row for each box to the Results table: class, score, place and size in the unit of the image.")
	private boolean measure;

	@Parameter(label = "Roi (a selection)", choices = { Selection.RESTRICT, Selection.IGNORE }, required = false, persist = false,
		description = "An area that is selected restricts the result to objects whose centre lies in it; ignore takes the whole image.")
	private String roi = Selection.RESTRICT;

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where the model runs: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	@Parameter(label = "Options of the task", required = false, persist = false,
		description = "Options that only some tasks have, written as in a macro, for example refinement=iterative; dialogs and macros have them one by one.")
	private String options = "";

	@Parameter(label = "Counts", type = ItemIO.OUTPUT)
	private ResultsTable counts;

	@Override
	protected void execute() throws IOException {
		if (input == null) throw new IllegalArgumentException("An image is needed, but none is open.");
		if (input.getWidth() == 0 || input.getHeight() == 0) {
			throw new IllegalArgumentException("An image is needed, but \"" + input.getTitle() + "\" is not one that is open.");
		}
		if (model.isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a detection model or the path of one, but is empty.");
		CommandInput.of(Detect.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		ModelRequest request = request();
		Selection selection = Selection.of(input, roi);
		SegmentationOptions thresholds = thresholds();
		StatusProgress progress = new StatusProgress("Looking at " + input.getTitle(), this::isCanceled);
		long start = System.nanoTime();
		IJ.showStatus(CACHE.use(request, "detect", Detector.class, (detector, ranOn) -> {
			BoxRois boxes = new BoxRois(input, detector.classes(),
				selection.keep(detector.detect(Hyperstack.of(input), chosen(thresholds, detector), progress)));
			give(boxes);
			return String.format(Locale.ROOT, "%d objects%s in %.1f s on %s", boxes.found().size(), selection.words(), (System.nanoTime() - start) / 1e9,
				ranOn);
		}));
	}

	private ModelRequest request() {
		return ModelRequest.of(model, Device.valueOf(device.toUpperCase(Locale.ROOT)), backend).with(taskValues());
	}

	private SegmentationOptions thresholds() {
		return new SegmentationOptions(probability, overlap, scale, 0);
	}

	private SegmentationOptions chosen(SegmentationOptions thresholds, Detector detector) {
		return thresholds.withChannel(OpenImage.channel(channel, input, detector.model().input().channels()));
	}

	/** What the slice and frame that are shown would give. */
	@Override
	public Preview preview(VisiblePart part, Progress progress) throws IOException {
		Selection selection = Selection.of(input, roi);
		SegmentationOptions thresholds = thresholds();
		return CACHE.use(request(), "detect", Detector.class,
			(detector, ranOn) -> new DetectionPreview(detector, chosen(thresholds, detector), selection).of(part, progress));
	}

	private void give(BoxRois boxes) {
		List<Roi> rectangles = boxes.rois();
		new BoxOverlay(input, MARK).show(rectangles, model);
		if (rois) BoxOverlay.toManager(rectangles);
		if (measure) {
			boxes.addTo(ResultsTable.getResultsTable());
			if (!GraphicsEnvironment.isHeadless()) ResultsTable.getResultsTable().show("Results");
		}
		count(boxes.counts());
	}

	private void count(Map<String, Integer> numbers) {
		boolean isHeadless = GraphicsEnvironment.isHeadless();
		counts = Optional.ofNullable(isHeadless ? null : ResultsTable.getResultsTable(COUNTS)).orElseGet(ResultsTable::new);
		counts.incrementCounter();
		counts.addLabel(input.getTitle());
		numbers.forEach(counts::addValue);
		if (isHeadless) {
			IJ.log(input.getTitle() + ": " + numbers.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", ")));
		}
		else {
			counts.show(COUNTS);
		}
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return ModelChoices.of(setting, "detect");
	}

	@Override
	protected List<Option> taskOptions() {
		return Tasks.installed().options(task -> task.verb().equals("detect") ? task.usageOptions() : List.of());
	}

	@Override
	protected List<Option> fittingOptions(Map<String, Object> chosen) throws IOException {
		return ModelChoices.usageOptions((String) chosen.get("model"));
	}
}
