package sc.fovea.job.video;

import ij.ImagePlus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sc.fovea.image.ImageFileException;
import sc.fovea.tile.Progress;
import sc.fovea.video.MotionSystem;
import sc.fovea.video.RegionSystem;
import sc.fovea.video.VideoLabels;
import sc.fovea.video.VideoSystem;

/**
 * Finds the objects of a film that move on their own.
 *
 * <pre>{@code
 * FilmImage film = new FilmImage(VideoJob.open(Path.of("film.tif")), 0, "0");
 * VideoLabels found = new VideoJob("motion", 0).run(film, Progress.none());
 * }</pre>
 *
 * @param system name of the system
 * @param objects how many at most, the first ones being the largest of motion, and the best of regions; 0 for all
 */
public record VideoJob(String system, int objects) {

	/** The system that takes all that moves. */
	public static final String MOTION = "motion";

	/** The system that takes the best chains of regions through time. */
	public static final String REGIONS = "regions";

	private static final Map<String, Supplier<VideoSystem>> SYSTEMS = systems();

	/** @throws IllegalArgumentException with a sentence, if there is no such system or the number is negative */
	public VideoJob {
		if (!SYSTEMS.containsKey(system))
			throw new IllegalArgumentException("\"system\" must be one of " + String.join(", ", names()) + ", but is \"" + system + "\".");
		if (objects < 0) throw new IllegalArgumentException("\"objects\" must be at least 0, but is " + objects + ".");
	}

	private static Map<String, Supplier<VideoSystem>> systems() {
		Map<String, Supplier<VideoSystem>> systems = new LinkedHashMap<>();
		systems.put(MOTION, MotionSystem::new);
		systems.put(REGIONS, RegionSystem::new);
		return systems;
	}

	/** Names of the systems. */
	public static List<String> names() {
		return List.copyOf(SYSTEMS.keySet());
	}

	/** Opens a film: a file that is a stack, or a folder of single images in the natural order of their names. @throws ImageFileException with one sentence, if it cannot be read */
	public static ImagePlus open(Path place) throws ImageFileException {
		return FrameFolder.open(place);
	}

	/**
	 * Does it.
	 *
	 * @throws IOException with one sentence, if a frame cannot be read, or nothing moves on its own
	 * @throws IllegalArgumentException with one sentence, if the film is too short, too small or too long
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public VideoLabels run(FilmImage film, Progress progress) throws IOException {
		VideoLabels found;
		try {
			found = SYSTEMS.get(system).get().segment(film, objects, progress);
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
		if (found.objects() == 0) {
			throw new IOException("Nothing moves on its own in \"" + film.image().getTitle() + "\": in none of its " + film.frames()
				+ " frames the motion changes along the outline of a thing.");
		}
		return found;
	}
}
