package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.image.ChannelChoice;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.tracking.Film;
import sc.fovea.job.tracking.FrameObjects;
import sc.fovea.job.tracking.GivenObjects;
import sc.fovea.job.tracking.SegmentedObjects;
import sc.fovea.job.tracking.TrackFile;
import sc.fovea.job.tracking.TrackFiles;
import sc.fovea.job.tracking.TrackRequest;
import sc.fovea.job.tracking.TrackedFilm;
import sc.fovea.job.tracking.TrackingJob;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.Progress;

/**
 * Follows objects through a film: {@code run("Track...", "model=nuclei")}, or with labels that are there, {@code run("Track...", "labels=[my labels]")}.
 * <p>
 * Each frame is segmented, and its objects are linked to those of the frames before. The label image has the ids of tracks, so that colours stay; the table Tracks has a
 * row for each track. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Track...")
public final class Track extends FoveaCommand {

	private static final ModelCache CACHE = new ModelCache();

	@Parameter(label = "Image", required = false, persist = false, description = "The film; the current image unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Model", required = false, persist = false,
		description = "Name of a model, or path of a model archive; automatic chooses the bundled one that fits the film by its colours and texture.")
	private String model = AutomaticModel.AUTOMATIC;

	@Parameter(label = "Labels (instead of a model)", required = false, persist = false,
		description = "Labels that are there already, in place of a model: a stack or a folder of frames, or in ImageJ the title of an open image.")
	private String labels = "";

	@Parameter(label = "Distance (0 = learned from the film)", required = false, persist = false,
		description = "Farthest that an object moves from frame to frame beside what all move, in the unit of the image; 0 learns it from the film.")
	private double distance;

	@Parameter(label = "Gap", required = false, persist = false,
		description = "Most frames in a row in which an object may be missing without its track ending, 0 to 10.")
	private int gap = 2;

	@Parameter(label = "Divisions", choices = { TrackRequest.FOUND, TrackRequest.NONE }, required = false, persist = false,
		description = "Whether objects may divide in two: found, or none.")
	private String divisions = TrackRequest.FOUND;

	@Parameter(label = "Slice (0 = the only one)", required = false, persist = false,
		description = "Which slice of a stack with slices and frames is tracked, from 1; 0 if there is only one.")
	private int slice;

	@Parameter(label = "Probability (0 = as the model says)", required = false, persist = false,
		description = "Objects that are less probable are left out, 0 to 1; 0 takes the model's own threshold.")
	private double probability;

	@Parameter(label = "Overlap (0 = as the model says)", required = false, persist = false,
		description = "Of two objects that share more of their union, one is left out, 0 to 1; 0 takes the model's own threshold.")
	private double overlap;

	@Parameter(label = "Scale (0 = automatic, 1 = none)", required = false, persist = false,
		description = "Factor by which frames are resampled for the model, 1/16 to 16; 0 finds it by the size of the objects, or the pixel sizes of film and model; "
			+ "1 is none.")
	private double scale;

	@Parameter(label = "Channel (0 = the only one)", required = false, persist = false,
		description = "Which channel of several the model looks at: its number from 1, its name, or its colour such as blue; 0 is the only one that is not empty.")
	private String channel = "0";

	@Parameter(label = "Output folder (empty = none)", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Folder for files: labels, tables, Cell Tracking Challenge, TrackMate, outlines, film and tree; empty writes none.")
	private String output = "";

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where the model runs: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	@Parameter(label = "Tracks", type = ItemIO.OUTPUT)
	private ImagePlus tracks;

	@Override
	protected void execute() throws IOException {
		ImagePlus image = OpenImage.require(input);
		CommandInput.of(Track.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		Film film = Film.of(image, slice);
		TrackRequest request = new TrackRequest(distance, gap, divisions);
		StatusProgress progress = new StatusProgress("Tracking " + image.getTitle(), this::isCanceled);
		if (!labels.isBlank()) {
			track(film, new GivenObjects(film, givenLabels()), request, new Run(ChannelChoice.of(channel, image), "", progress));
			return;
		}
		AutomaticModel chosen = AutomaticModel.of(model, image, ChannelChoice.of(channel, image));
		ModelRequest wanted = ModelRequest.of(chosen.name(), Device.valueOf(device.toUpperCase(Locale.ROOT)), backend);
		CACHE.use(wanted, "segment", Segmenter.class, (segmenter, ranOn) -> {
			SegmentationOptions options = new SegmentationOptions(probability, overlap, scale, 0)
				.withChannel(ChannelChoice.of(channel, image, segmenter.model().input().channels()));
			SegmentedObjects objects = new SegmentedObjects(film, new PlaneSegmentation(segmenter, options));
			track(film, objects, request, new Run(options.channel(), " on " + ranOn + "; model " + chosen.sentence(), progress));
			return ranOn;
		});
	}

	/** What is told and shown. @param channel from 1, or 0 @param how in words */
	private record Run(int channel, String how, Progress progress) {}

	private void track(Film film, FrameObjects objects, TrackRequest request, Run run) throws IOException {
		long start = System.nanoTime();
		boolean hasIntensities = WindowManager.getImage(labels) != input || labels.isBlank();
		TrackingJob job = new TrackingJob(film, objects, new TrackingJob.Measured(Math.max(0, run.channel() - 1), hasIntensities), request.options(film));
		try (TrackedFilm tracked = job.run(run.progress())) {
			List<String> notes = output.isBlank()
				? List.of()
				: new TrackFiles(tracked, run.channel() - 1, Set.of(TrackFile.values())).write(folder(output), run.progress());
			tracks = TrackWindow.of(tracked, input);
			TrackWindow.showTable(tracked, tracks);
			IJ.showStatus(String.format(Locale.ROOT, "%d tracks in %d frames, %.1f s%s%s%s", tracked.tracks().tracks().size(), film.frames(),
				(System.nanoTime() - start) / 1e9, run.how(), said(film.notes()), said(notes)));
		}
	}

	private static String said(List<String> sentences) {
		return sentences.isEmpty() ? "" : "; " + String.join(" ", sentences);
	}

	private Film givenLabels() throws IOException {
		ImagePlus open = WindowManager.getImage(labels);
		return open == null ? Film.of(folder(labels), slice) : Film.of(open, slice);
	}

	private static Path folder(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException e) {
			throw new IllegalArgumentException("Expected a file or a folder, got \"" + text + "\".", e);
		}
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		List<String> names = ModelChoices.of(setting, "segment");
		return ModelChoices.withAutomatic(names);
	}
}
