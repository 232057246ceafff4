package sc.fovea.track;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Links the objects of a film, frame by frame, to tracks.
 * <ol>
 * <li>An object is expected where the common drift and its own last step lead. How far objects are from there, and how much better than others the same object
 * agrees with itself in area, contrast, shape after compensation of the motion, and texture, is learned from the film itself: first on its first frames, again and
 * again, then as it goes on ({@link FilmStatistics}).</li>
 * <li>The gain of a link is the logarithm of how much likelier both are one object than that one ends and another begins, which is usual near the border and rare elsewhere.
 * One exact assignment for each frame takes the links of the largest total gain, to tracks of the frame before and to those that ended up to {@code gap} frames before
 * ({@link Assignment}).</li>
 * <li>A mother and two daughters are taken where that gains more than links alone, the links around them assigned again ({@link Divisions}); also where one daughter is
 * seen a frame later ({@link LateDaughters}). What the frames after it speak against is taken back ({@link FalseDivisions}).</li>
 * </ol>
 * Tracks are kept; of the pixels nothing but the looks of objects that may still be linked, so that films of any length take little memory. For one thread.
 *
 * <pre>{@code
 * Linker linker = new Linker(512, 512, TrackOptions.STANDARD);
 * for (Frame frame : film) linker.add(frame.labels(), frame.values());
 * Tracks tracks = linker.finish();
 * }</pre>
 *
 * Links in frames and divisions after them follow Jaqaman et al., "Robust single-particle tracking in live-cell time-lapse sequences", Nature Methods 5, 2008; gains are likelihood ratios in
 * place of distances.
 */
public final class Linker {

	/** Frames from which is learned before the first link is made. */
	private static final int LESSONS = 8;
	private static final int ROUNDS = 4;

	private final TrackOptions options;
	private final ObjectReader reader;
	private final Deque<List<FrameObject>> waiting = new ArrayDeque<>();
	private final LinkingState.Film film;
	private LinkingState state;
	private int frames;

	/**
	 * Begins a film.
	 *
	 * @param width of a frame, pixels
	 * @param height of a frame, pixels
	 * @throws IllegalArgumentException if the size is not positive
	 */
	public Linker(int width, int height, TrackOptions options) {
		if (width < 1 || height < 1) throw new IllegalArgumentException("Expected frames of a positive size, got " + width + "x" + height + ".");
		this.options = options;
		this.film = new LinkingState.Film(width, height);
		this.reader = new ObjectReader(width);
	}

	/**
	 * Adds the next frame.
	 *
	 * @param labels ids in rows from the top, 0 for background; read at once, not kept
	 * @param values intensities in the same order; of length 0 if there are none
	 * @throws IllegalArgumentException if the size is not that of the film, or an id is negative
	 */
	public void add(int[] labels, float[] values) {
		if (labels.length != film.width() * film.height()) {
			throw new IllegalArgumentException("Expected " + film.width() + "x" + film.height() + " ids, got " + labels.length + ".");
		}
		List<FrameObject> objects = reader.read(frames++, labels, values);
		if (state != null) {
			state.add(objects);
			return;
		}
		waiting.add(objects);
		if (waiting.size() == LESSONS) begin();
	}

	/** Learns from the frames that wait, and links them. */
	private void begin() {
		StatisticsCollector statistics = new StatisticsCollector();
		List<List<FrameObject>> lessons = new ArrayList<>(waiting);
		for (int i = 0; i < ROUNDS; i++) {
			LinkingState trial = new LinkingState(film, options, statistics, reader.radius());
			lessons.forEach(trial::add);
		}
		state = new LinkingState(film, options, statistics, reader.radius());
		while (!waiting.isEmpty()) {
			state.add(waiting.remove());
		}
	}

	/** The tracks of all frames that were added. */
	public Tracks finish() {
		if (state == null) begin();
		return state.tracks(frames);
	}
}
