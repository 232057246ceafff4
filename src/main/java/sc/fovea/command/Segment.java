package sc.fovea.command;

import ij.ImagePlus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.backend.BackendOptions;
import sc.fovea.command.ObjectOutputs.Outputs;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.table.MeasuredChannel;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.PlaneSegmentation.Done;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.Platform;
import sc.fovea.job.ProbabilityMaps;
import sc.fovea.job.Selection;
import sc.fovea.job.ShapeChoice;
import sc.fovea.job.StackObjects;
import sc.fovea.job.preview.Preview;
import sc.fovea.job.preview.SegmentationPreview;
import sc.fovea.job.preview.VisiblePart;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.shape.ShapeRepair;
import sc.fovea.task.Tasks;
import sc.fovea.task.shape.ShapePrior;
import sc.fovea.tile.Progress;

/**
 * Finds the objects of an image with a trained model: {@code run("Segment...", "model=nuclei measure")}.
 * <p>
 * Every slice and frame is segmented; the image itself is left as it is. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Segment...")
public final class Segment extends FoveaCommand implements Previewed {

	private static final ModelCache CACHE = new ModelCache();

	@Parameter(label = "Image", required = false, persist = false, description = "The image to segment; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Model", persist = false,
		description = "Name of a model, or path of a model archive; automatic chooses the bundled one that fits the image by its colours and texture.")
	private String model = AutomaticModel.AUTOMATIC;

	@Parameter(label = "Probability (0 = as the model says)", required = false, persist = false,
		description = "Objects that are less probable are left out, 0 to 1; 0 takes the model's own threshold.")
	private double probability;

	@Parameter(label = "Overlap (0 = as the model says)", required = false, persist = false,
		description = "Of two objects that share more of their union, one is left out, 0 to 1; 0 takes the model's own threshold.")
	private double overlap;

	@Parameter(label = "Scale (0 = automatic, 1 = none)", required = false, persist = false,
		description = "Factor by which the image is resampled for the model, 1/16 to 16; 0 finds it by the size of the objects, or the pixel sizes of image and model; "
			+ "1 is none.")
	private double scale;

	@Parameter(label = "Channel (0 = the only one)", required = false, persist = false,
		description = "Which channel of several the model looks at: its number from 1, its name, or its colour such as blue; 0 is the only one that is not "
			+ "empty, or else the current one.")
	private String channel = "0";

	@Parameter(label = "Slices of a stack", choices = { StackObjects.INDEPENDENT, StackObjects.LINKED }, required = false, persist = false,
		description = "Slices of a stack are images of their own, or linked: objects that overlap from slice to slice are one, with one id and a volume.")
	private String slices = StackObjects.INDEPENDENT;

	@Parameter(label = "Shape model (none = as they are)", required = false, persist = false,
		description = "Name or path of a shape model (Train... with task shape) that repairs outlines: completes objects of which a part is hidden, separates clumps, "
			+ "and measures how unusual each shape is; none leaves them as they are.")
	private String shape = ShapeChoice.NONE;

	@Parameter(label = "Rois to the ROI Manager", required = false, persist = false,
		description = "Adds the outlines to the ROI Manager; without a display they become the overlay of the result.")
	private boolean rois;

	@Parameter(label = "Measure objects", required = false, persist = false,
		description = "Adds a row for each object to the Results table, with the columns of Analyze Particles; of linked slices, with volumes and surfaces.")
	private boolean measure;

	@Parameter(label = "Measured channels (empty = the segmented one)", required = false, persist = false,
		description = "Channels by number, name or colour, with commas between, such as dapi,gfp: the table has the mean, standard deviation, minimum, maximum and "
			+ "integrated density of each object in each of them, too.")
	private String measured = "";

	@Parameter(label = "Maps of probability", required = false, persist = false,
		description = "Gives the probability of an object, or of each class, at each place as a 32-bit image, on the grid of the network.")
	private boolean maps;

	@Parameter(label = "Roi (a selection)", choices = { Selection.RESTRICT, Selection.IGNORE }, required = false, persist = false,
		description = "An area that is selected restricts the result to objects whose centre lies in it; ignore takes the whole image.")
	private String roi = Selection.RESTRICT;

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where the model runs: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	/** Before the labels, which are then in front. */
	@Parameter(label = "Probability", type = ItemIO.OUTPUT)
	private ImagePlus probabilities;

	@Parameter(label = "Labels", type = ItemIO.OUTPUT)
	private ImagePlus output;

	private List<MeasuredChannel> channels = List.of();

	@Override
	protected void execute() throws IOException {
		ImagePlus image = OpenImage.require(input);
		CommandInput.of(Segment.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		Selection selection = Selection.of(image, roi);
		channels = MeasuredChannel.of(measured, image);
		SegmentationOptions options = new SegmentationOptions(probability, overlap, scale, 0);
		AutomaticModel chosen = AutomaticModel.of(model, image, OpenImage.channel(channel, image, 1));
		Optional<ShapeRepair> repair = ShapeChoice.of(shape);
		StatusProgress progress = new StatusProgress("Segmenting " + image.getTitle(), this::isCanceled);
		StatusLine.say(CACHE.use(request(chosen), "segment", Segmenter.class,
			(segmenter, ranOn) -> segment(segmentation(segmenter, options, repair), ranOn, selection, progress))
			+ (chosen.reason().isEmpty() ? "" : "; model " + chosen.sentence()));
	}

	private ModelRequest request(AutomaticModel chosen) {
		return ModelRequest.of(chosen.name(), Device.valueOf(device.toUpperCase(Locale.ROOT)), backend);
	}

	private PlaneSegmentation segmentation(Segmenter segmenter, SegmentationOptions options, Optional<ShapeRepair> repair) {
		return new PlaneSegmentation(segmenter, options.withChannel(OpenImage.channel(channel, input, segmenter.model().input().channels())), repair);
	}

	/** What the slice and frame that are shown would give; slices are not linked. */
	@Override
	public Preview preview(VisiblePart part, Progress progress) throws IOException {
		SegmentationOptions options = new SegmentationOptions(probability, overlap, scale, 0);
		AutomaticModel chosen = AutomaticModel.of(model, input, OpenImage.channel(channel, input, 1));
		Optional<ShapeRepair> repair = ShapeChoice.of(shape);
		Selection selection = Selection.of(input, roi);
		Preview found = CACHE.use(request(chosen), "segment", Segmenter.class,
			(segmenter, ranOn) -> new SegmentationPreview(segmentation(segmenter, options, repair), selection).of(part, progress));
		return chosen.reason().isEmpty() ? found : new Preview(found.rois(), found.sentence() + " with " + chosen.name());
	}

	/** @return what was done, in words */
	private String segment(PlaneSegmentation segmentation, String ranOn, Selection selection, StatusProgress progress) {
		long start = System.nanoTime();
		Hyperstack image = Hyperstack.of(input);
		StackObjects bodies = new StackObjects(input, Math.max(0, segmentation.options().channel() - 1));
		boolean isLinked = StackObjects.isLinked(slices) && bodies.applies(segmentation);
		List<int[]> planes = planes(image);
		Done done = segmentation.run(image, planes.stream().map(ids -> LabelRows.of(ids, image.width())).toList(), progress);
		int found = isLinked && done.isComplete() ? bodies.link(planes) : done.count();
		int count = restrict(selection, segmentation, planes, found);
		output = LabelWindow.of(input, planes, count);
		output.setProperty("Info", provenance(segmentation.segmenter(), ranOn) + "Resampled by: " + done.scale().factor() + "\n");
		ObjectOutputs outputs = new ObjectOutputs(input, segmentation.options().channel(), channels);
		boolean hasRows = measure || !channels.isEmpty();
		for (int i = 0; i < planes.size(); i++) {
			outputs.give(new PlaneIndex(0, i % image.slices(), i / image.slices()), planes.get(i),
				new Outputs(rois, hasRows && !isLinked, segmentation.shape()), output);
		}
		if (isLinked && hasRows) outputs.giveBodies(planes);
		if (maps && done.isComplete()) {
			probabilities = new ProbabilityMaps(segmentation.segmenter(), segmentation.options().withScale(done.scale().factor())).of(image, progress);
		}
		return summary(done, count, selection, (System.nanoTime() - start) / 1e9) + ranOn(ranOn, done);
	}

	/** @return the number of objects that are left */
	private int restrict(Selection selection, PlaneSegmentation segmentation, List<int[]> planes, int found) {
		if (segmentation.findsObjects()) return selection.keepObjects(planes, input.getWidth(), found);
		selection.keepPixels(planes, input.getWidth());
		return found;
	}

	/** @throws IllegalArgumentException if they would leave no room in memory for the label image */
	static List<int[]> planes(Hyperstack image) {
		int count = image.slices() * image.frames();
		double bytes = (double) image.width() * image.height() * count * Integer.BYTES;
		long memory = Runtime.getRuntime().maxMemory();
		if (bytes > memory / 2.0) {
			throw new IllegalArgumentException(String.format(Locale.ROOT, "The labels of \"%s\" need %.0f MB, but Java may use %.0f MB: give it more in Edit > "
				+ "Options > Memory & Threads, or use fovea segment on the command line, which works in parts.", image.title(), 2 * bytes / 1e6, memory / 1e6));
		}
		List<int[]> planes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			planes.add(new int[image.width() * image.height()]);
		}
		return planes;
	}

	private static String summary(Done done, int count, Selection selection, double seconds) {
		return String.format(Locale.ROOT, "%d objects%s in %.1f s", count, selection.words(), seconds);
	}

	private static String ranOn(String device, Done done) {
		String part = done.isComplete() ? "" : " (stopped after " + done.planes() + " of " + done.of() + " planes)";
		String repaired = done.repaired().isEmpty() ? "" : "; " + done.repaired();
		return " on " + device + part + (done.scale().words().isEmpty() ? "" : "; " + done.scale().words()) + repaired;
	}

	private String provenance(Segmenter segmenter, String ranOn) {
		return "Fovea " + Platform.version() + "\nModel: " + segmenter.model().card().name() + " " + segmenter.model().card().version()
			+ "\nImage: " + input.getTitle() + "\nDevice: " + ranOn + "\nProbability: " + probability + "\nOverlap: " + overlap + "\nScale: " + scale
			+ "\nChannel: " + channel + "\nSlices: " + slices + "\nShape: " + shape + "\nRoi: " + roi + "\n";
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		if (setting.equals("shape")) return Stream.concat(Stream.of(ShapeChoice.NONE), ShapeChoice.names().stream()).toList();
		List<String> names = ModelChoices.of(setting, task -> !(task instanceof ShapePrior) && Tasks.installed().of(task).verb().equals("segment"));
		return ModelChoices.withAutomatic(names);
	}
}
