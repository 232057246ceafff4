package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.command.ObjectOutputs.Outputs;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PlaneIndex;
import sc.fovea.job.Platform;
import sc.fovea.job.video.FilmImage;
import sc.fovea.job.video.VideoJob;
import sc.fovea.video.VideoLabels;

/**
 * Finds the objects of a film that move on their own, without training and without a click: {@code run("Moving Objects...", "system=motion measure")}.
 * <p>
 * An object has one id in all frames; the film itself is left as it is. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Moving Objects...")
public final class MovingObjects extends FoveaCommand {

	@Parameter(label = "Film", required = false, persist = false, description = "The film, a stack; the current image unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "System", choices = { VideoJob.MOTION, VideoJob.REGIONS }, required = false, persist = false,
		description = "How objects are found: motion takes all that moves otherwise than what is around it, regions the best chains of regions through all frames.")
	private String system = VideoJob.MOTION;

	@Parameter(label = "Objects (0 = all)", required = false, persist = false,
		description = "How many objects at most, of motion the largest first, of regions the best; 0 for all.")
	private int objects;

	@Parameter(label = "Channel (0 = all)", required = false, persist = false,
		description = "Which channel of several is looked at: its number from 1, its name, or its colour such as blue; 0 for all.")
	private String channel = "0";

	@Parameter(label = "Slice (0 = the only one)", required = false, persist = false,
		description = "Which slice of a stack with slices and frames is looked at, from 1; 0 if there is only one.")
	private int slice;

	@Parameter(label = "Rois to the ROI Manager", required = false, persist = false,
		description = "Adds the outlines to the ROI Manager, each with its frame; without a display they become the overlay of the result.")
	private boolean rois;

	@Parameter(label = "Measure objects", required = false, persist = false,
		description = "Adds a row for each object and frame to the Results table, with the columns of Analyze Particles.")
	private boolean measure;

	@Parameter(label = "Labels", type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Override
	protected void execute() throws IOException {
		FilmImage film = new FilmImage(OpenImage.require(input), slice, channel);
		long start = System.nanoTime();
		VideoLabels found = new VideoJob(system, objects).run(film, new StatusProgress("Looking at " + input.getTitle(), this::isCanceled));
		output = LabelWindow.of(input, planes(film, found), found.objects());
		output.setProperty("Info",
			"Fovea " + Platform.version() + "\nFilm: " + input.getTitle() + "\nSystem: " + system + "\nObjects: " + objects + "\nChannel: " + channel
				+ "\nSlice: " + slice + "\n");
		give(film, found);
		IJ.showStatus(String.format(Locale.ROOT, "%d objects in %d frames in %.1f s", found.objects(), found.frames(), (System.nanoTime() - start) / 1e9));
	}

	private void give(FilmImage film, VideoLabels found) {
		for (int t = 0; t < found.frames() && (rois || measure); t++) {
			PlaneIndex place = film.place(t);
			new ObjectOutputs(input, place.c() + 1).give(new PlaneIndex(0, place.z(), place.t()), found.labels(t), new Outputs(rois, measure), output);
		}
	}

	/** Labels of all planes, made one after the other; slices that were not looked at have none. */
	private static List<int[]> planes(FilmImage film, VideoLabels found) {
		Hyperstack stack = Hyperstack.of(film.image());
		return new AbstractList<>() {

			@Override
			public int[] get(int plane) {
				int t = stack.frames() > 1 ? plane / stack.slices() : plane;
				PlaneIndex place = film.place(t);
				boolean isSeen = place.z() == plane % stack.slices();
				return isSeen ? found.labels(t) : new int[stack.width() * stack.height()];
			}

			@Override
			public int size() {
				return stack.slices() * stack.frames();
			}
		};
	}
}
