package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
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
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.ClassLabels;
import sc.fovea.job.ClassPlaces;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.PlaneClassification;
import sc.fovea.job.Selection;
import sc.fovea.job.preview.ClassificationPreview;
import sc.fovea.job.preview.Preview;
import sc.fovea.job.preview.VisiblePart;
import sc.fovea.task.classification.Classification;
import sc.fovea.task.classification.Classifier;
import sc.fovea.task.classification.LargeImages;
import sc.fovea.tile.Progress;

/**
 * Says what an image is with a trained model: {@code run("Classify...", "model=[/my/white-cells.zip]")}.
 * <p>
 * Every slice and frame of the image, each ROI of the ROI Manager or the overlay, or each object of a label image gives a row in the Results table: its name, the class, its
 * probability as Score, and the probability of every class. Objects are also shown in the colours of their classes. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Classify...")
public final class Classify extends FoveaCommand implements Previewed {

	private static final ModelCache CACHE = new ModelCache();
	private static final String MODEL = "model";
	private static final String MANAGER = "ROI Manager";

	@Parameter(label = "Image", required = false, persist = false, description = "The image to classify; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Model", required = false, persist = false, description = "Name of a classification model, or path of a model archive.")
	private String model = "";

	@Parameter(label = "Rois instead of whole images", required = false, persist = false,
		description = "Classifies each ROI of the ROI Manager, or of the overlay, by the square around it.")
	private boolean rois;

	@Parameter(label = "Labels (title of a label image)", required = false, persist = false,
		description = "Classifies each object of an open label image of this title, or each ROI with \"ROI Manager\", by the square around it; none if it is empty.")
	private String labels = "";

	@Parameter(label = "Margin (share of the square)", required = false, persist = false,
		description = "Squares around ROIs and objects are wider on every side by this share of their side, 0 to 10.")
	private double margin;

	@Parameter(label = "Larger images", choices = { MODEL, "resize", "crop", "tile" }, required = false, persist = false,
		description = "How what is larger than the input of the network is seen: shrunk, by its middle, or tile by tile, all tiles voting; model does as the model says.")
	private String larger = MODEL;

	@Parameter(label = "Channel (0 = the only one)", required = false, persist = false,
		description = "Which channel of several the model looks at: its number from 1, its name, or its colour such as blue; 0 is the only one that is not "
			+ "empty, or else the current one.")
	private String channel = "0";

	@Parameter(label = "Roi (a selection)", choices = { Selection.RESTRICT, Selection.IGNORE }, required = false, persist = false,
		description = "An area that is selected is what is classified, by the square around it, or restricts rois to those whose centre lies in it; ignore takes the whole "
			+ "image.")
	private String roi = Selection.RESTRICT;

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where the model runs: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	@Parameter(label = "Classes of objects", type = ItemIO.OUTPUT)
	private ImagePlus output;

	/** What a word for larger images means; empty for what the model says. @throws IllegalArgumentException if it is none */
	public static Optional<LargeImages> larger(String word) {
		return word.equals(MODEL) ? Optional.empty() : Optional.of(LargeImages.of(word));
	}

	@Override
	protected void execute() throws IOException {
		ImagePlus image = OpenImage.require(input);
		CommandInput.of(Classify.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		CommandInput.of(Classify.class).stream().filter(i -> i.name().equals("larger")).forEach(i -> i.parse(larger));
		ModelRequest request = request();
		Selection selection = Selection.of(image, roi);
		StatusProgress progress = new StatusProgress("Classifying " + image.getTitle(), this::isCanceled);
		IJ.showStatus(CACHE.use(request, "classify", Classifier.class, (classifier, ranOn) -> {
			long start = System.nanoTime();
			PlaneClassification classification = new PlaneClassification(classifier, classifier.larger(larger(larger)));
			List<PlaneClassification.Row> rows = classification.classify(image, places(classifier, selection), progress);
			if (hasLabels()) output = ClassLabels.of(labels(), rows, classifier.classes());
			rows.forEach(row -> add(ResultsTable.getResultsTable(), row));
			return summary(rows, ranOn, (System.nanoTime() - start) / 1e9);
		}));
		if (!GraphicsEnvironment.isHeadless()) {
			ResultsTable.getResultsTable().show("Results");
		}
	}

	private ModelRequest request() {
		if (model.isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a classification model or the path of one, but is empty.");
		return ModelRequest.of(model, Device.valueOf(device.toUpperCase(Locale.ROOT)), backend);
	}

	/** What is classified. */
	private List<ClassPlaces.Place> places(Classifier classifier, Selection selection) {
		ClassPlaces places = new ClassPlaces(OpenImage.channel(channel, input, classifier.model().input().channels()), margin);
		if (rois || labels.equals(MANAGER)) {
			if (hasLabels()) throw new IllegalArgumentException("Either ROIs or the objects of \"" + labels + "\" can be classified, but both are asked for.");
			return places.rois(input, selection.keepRois(RoiSample.of(input).rois()));
		}
		if (hasLabels()) return places.objects(input, labels(), selection);
		if (margin > 0) throw new IllegalArgumentException("\"margin\" goes around ROIs and objects, but whole images are classified.");
		return places.planes(input, selection);
	}

	private boolean hasLabels() {
		return !labels.isBlank() && !labels.equals(MANAGER);
	}

	private ImagePlus labels() {
		ImagePlus ids = WindowManager.getImage(labels);
		if (ids == null) throw new IllegalArgumentException("An open label image is needed, but there is none with the title \"" + labels + "\".");
		return ids;
	}

	/** What lies in the slice and frame that are shown. */
	@Override
	public Preview preview(VisiblePart part, Progress progress) throws IOException {
		Selection selection = Selection.of(input, roi);
		return CACHE.use(request(), "classify", Classifier.class,
			(classifier,
				ranOn) -> new ClassificationPreview(new PlaneClassification(classifier, classifier.larger(larger(larger))), places(classifier, selection))
					.of(part, progress));
	}

	private static void add(ResultsTable table, PlaneClassification.Row row) {
		Classification answer = row.answer();
		table.incrementCounter();
		table.addLabel(row.place().name());
		row.place().object().ifPresent(id -> table.addValue("Object", id));
		table.addValue("Class", answer.label());
		table.addValue("Score", answer.score());
		for (int c = 0; c < answer.classes().size(); c++) {
			table.addValue("P(" + answer.classes().get(c) + ")", answer.probabilities().get(c));
		}
	}

	private static String summary(List<PlaneClassification.Row> rows, String ranOn, double seconds) {
		Classification first = rows.get(0).answer();
		String what = rows.size() == 1 ? String.format(Locale.ROOT, "%s (%.2f)", first.label(), first.score()) : rows.size() + " classified";
		return String.format(Locale.ROOT, "%s in %.1f s on %s", what, seconds, ranOn);
	}

	@Override
	protected Optional<String> missing() throws IOException {
		return ModelChoices.missing("classify");
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return ModelChoices.of(setting, "classify");
	}
}
