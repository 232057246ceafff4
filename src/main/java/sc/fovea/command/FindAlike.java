package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.command.ObjectOutputs.Outputs;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.table.MeasuredChannel;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.Platform;
import sc.fovea.job.StackObjects;
import sc.fovea.job.alike.AlikeJob;
import sc.fovea.job.alike.Exemplars;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.Tasks;
import sc.fovea.task.shape.ShapePrior;

/**
 * Finds what looks like a few outlined objects, without training: {@code run("Find Alike...", "measure")}.
 * <p>
 * The exemplars are one to five areas in the ROI Manager, or else in the overlay, or else the selection; or those of a file, in this image or another. Every slice and frame is looked at; the image itself
 * is left as it is. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Find Alike...")
public final class FindAlike extends FoveaCommand {

	@Parameter(label = "Image", required = false, persist = false, description = "The image to look at; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Exemplars (empty = outlined here)", required = false, persist = false,
		description = "File with 1 to 5 outlined exemplars: ROIs, a label image, or another annotation; empty for the areas of the ROI Manager, or else of the overlay, or else the selection.")
	private String exemplars = "";

	@Parameter(label = "Exemplar_image (empty = this one)", required = false, persist = false,
		description = "File of the image in which the exemplars of the file were outlined; empty if it is the image that is looked at.")
	private String exemplar_image = "";

	@Parameter(label = "Model", required = false, persist = false,
		description = "Name of a model, or path of a model archive, whose layers are looked at; automatic chooses a bundled one by the colours and texture of the exemplars' image.")
	private String model = AutomaticModel.AUTOMATIC;

	@Parameter(label = "Probability (0 = automatic)", required = false, persist = false,
		description = "Objects that are less alike are left out, 0 to 1; 0 takes 0.5 where the model knows such objects, and 0.3 where it does not.")
	private double probability;

	@Parameter(label = "Overlap (0 = automatic)", required = false, persist = false,
		description = "Of two objects that share more of their union, one is left out, 0 to 1; 0 takes 0.1.")
	private double overlap;

	@Parameter(label = "Channel (0 = the only one)", required = false, persist = false,
		description = "Which channel of several the model looks at: its number from 1, its name, or its colour such as blue; 0 is the only one that is not empty, or else the current one.")
	private String channel = "0";

	@Parameter(label = "Slices of a stack", choices = { StackObjects.INDEPENDENT, StackObjects.LINKED }, required = false, persist = false,
		description = "Slices of a stack are images of their own, or linked: objects that overlap from slice to slice are one, with one id and a volume.")
	private String slices = StackObjects.INDEPENDENT;

	@Parameter(label = "Rois to the ROI Manager", required = false, persist = false,
		description = "Adds the outlines to the ROI Manager; without a display they become the overlay of the result.")
	private boolean rois;

	@Parameter(label = "Measure objects", required = false, persist = false,
		description = "Adds a row for each object to the Results table, with the columns of Analyze Particles; of linked slices, with volumes and surfaces.")
	private boolean measure;

	@Parameter(label = "Measured channels (empty = the one that is looked at)", required = false, persist = false,
		description = "Channels by number, name or colour, with commas between, such as dapi,gfp: the table has the mean, standard deviation, minimum, maximum and "
			+ "integrated density of each object in each of them, too.")
	private String measured = "";

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where the model runs: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	@Parameter(label = "Labels", type = ItemIO.OUTPUT)
	private ImagePlus output;

	private List<MeasuredChannel> channels = List.of();

	@Override
	protected void execute() throws IOException {
		ImagePlus image = OpenImage.require(input);
		CommandInput.of(FindAlike.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		channels = MeasuredChannel.of(measured, image);
		SegmentationOptions options = new SegmentationOptions(probability, overlap, 1, 0);
		ImagePlus outlined = exemplar_image.isBlank() ? image : ImageFiles.open(Path.of(exemplar_image));
		Exemplars examples = exemplars(outlined);
		AutomaticModel chosen = AutomaticModel.forFeatures(model, outlined, OpenImage.channel(channel, outlined, 1));
		ModelRequest request = ModelRequest.of(chosen.name(), Device.valueOf(device.toUpperCase(Locale.ROOT)), backend);
		StatusProgress progress = new StatusProgress("Looking at " + image.getTitle(), this::isCanceled);
		try (AlikeJob job = AlikeJob.open(request)) {
			int seen = job.model().input().channels();
			try (Segmenter segmenter = job.learn(examples, OpenImage.channel(channel, outlined, seen), progress)) {
				segment(new PlaneSegmentation(segmenter, options.withChannel(OpenImage.channel(channel, image, seen))), job.device(), progress);
			}
		}
	}

	private Exemplars exemplars(ImagePlus outlined) throws IOException {
		if (!exemplars.isBlank()) return Exemplars.of(Path.of(exemplars.strip()), outlined);
		if (!exemplar_image.isBlank()) throw new IllegalArgumentException("\"exemplar_image\" goes with a file of \"exemplars\", but that is empty.");
		List<Roi> areas = new ArrayList<>(RoiSample.drawn(outlined));
		if (areas.isEmpty() && outlined.getRoi() != null) areas.add(outlined.getRoi());
		return Exemplars.of(outlined, areas);
	}

	private void segment(PlaneSegmentation segmentation, String ranOn, StatusProgress progress) {
		long start = System.nanoTime();
		Hyperstack image = Hyperstack.of(input);
		StackObjects bodies = new StackObjects(input, Math.max(0, segmentation.options().channel() - 1), channels);
		boolean isLinked = StackObjects.isLinked(slices) && bodies.applies(segmentation);
		List<int[]> planes = Segment.planes(image);
		PlaneSegmentation.Done done = segmentation.run(image, planes.stream().map(ids -> LabelRows.of(ids, image.width())).toList(), progress);
		int count = isLinked && done.isComplete() ? bodies.link(planes) : done.count();
		output = LabelWindow.of(input, planes, count);
		output.setProperty("Info", provenance(segmentation.segmenter(), ranOn));
		ObjectOutputs outputs = new ObjectOutputs(input, segmentation.options().channel(), channels);
		boolean hasRows = measure || !channels.isEmpty();
		for (int i = 0; i < planes.size(); i++) {
			outputs.give(new PlaneIndex(0, i % image.slices(), i / image.slices()), planes.get(i), new Outputs(rois, hasRows && !isLinked),
				output);
		}
		if (isLinked && hasRows) outputs.giveBodies(planes);
		IJ.showStatus(String.format(Locale.ROOT, "%d objects in %.1f s on %s%s", count, (System.nanoTime() - start) / 1e9, ranOn,
			done.isComplete() ? "" : " (stopped after " + done.planes() + " of " + done.of() + " planes)"));
	}

	private String provenance(Segmenter segmenter, String ranOn) {
		return "Fovea " + Platform.version() + "\nModel: " + segmenter.model().card().name() + " " + segmenter.model().card().version() + "\nImage: "
			+ input.getTitle() + "\nExemplars: "
			+ (exemplars.isBlank() ? "outlined in the image" : exemplars) + "\nExemplar image: " + exemplar_image + "\nDevice: " + ranOn + "\nProbability: "
			+ probability + "\nOverlap: " + overlap
			+ "\nChannel: " + channel + "\nSlices: " + slices + "\n";
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		List<String> names = ModelChoices.of(setting, task -> !(task instanceof ShapePrior) && Tasks.installed().of(task).verb().equals("segment"));
		return ModelChoices.withAutomatic(names);
	}
}
