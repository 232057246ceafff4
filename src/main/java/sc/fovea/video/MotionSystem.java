package sc.fovea.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import sc.fovea.tile.Progress;

/**
 * What moves on its own (Papazoglou and Ferrari 2013, "Fast object segmentation in unconstrained video"): dense flow of each pair of frames, outlines where it changes, the pixels inside
 * them, superpixels as nodes of a graph over space and time, models of colour and place, and cuts of the graph in turns with learning the colours.
 *
 * <pre>{@code
 * VideoLabels found = new MotionSystem().segment(film, 0, Progress.none());
 * int[] ids = found.labels(3);
 * }</pre>
 *
 * Outlines need not be closed, objects may rest for some frames, and the camera may move. What fills more than about half of a frame is its background. Differently from the paper,
 * superpixels are cut by colour and flow, and their features are colours, deviation and slope, so that a texture can be told from another one in grey films. A frame takes 2 bytes for each pixel
 * and about 600 for each superpixel until the end.
 */
public final class MotionSystem implements VideoSystem {

	/** Superpixels of a frame; their sides are 6 to 16 pixels. */
	private static final int SUPERPIXELS = 1500;
	private static final int LEAST_SIDE = 6;
	private static final int MOST_SIDE = 16;
	/** Numbers of superpixels must fit into 16 bits, with room for parts that are not connected. */
	private static final int MOST_SUPERPIXELS = 30_000;
	private static final int NODE_BYTES = 600;
	/** As in GrabCut and the paper, a few turns are enough: of 2, 3 and 5 the mean IoU of rendered films differs by less than 0.01. */
	private static final int TURNS = 3;
	/** Nothing moves in a frame, if less of its pixels are inside outlines, or less of what moves in the busier frames. */
	private static final double LEAST_INSIDE = 0.001;
	private static final double LEAST_OF_BUSY = 0.25;
	private static final double BUSY = 0.75;

	private final FilmLimits limits;

	/** Takes at most half of the memory. */
	public MotionSystem() {
		this(FilmLimits.ofMachine());
	}

	MotionSystem(FilmLimits limits) {
		this.limits = limits;
	}

	/** Side of a regular superpixel. */
	static int side(int width, int height) {
		double pixels = (double) width * height;
		long side = Math.max(LEAST_SIDE, Math.min(MOST_SIDE, Math.round(Math.sqrt(pixels / SUPERPIXELS))));
		return (int) Math.max(side, Math.ceil(Math.sqrt(pixels / MOST_SUPERPIXELS)));
	}

	@Override
	public VideoLabels segment(Film film, int objects, Progress progress) {
		double pixels = (double) film.width() * film.height();
		int side = side(film.width(), film.height());
		limits.require(film, pixels * Character.BYTES + pixels / (side * side) * NODE_BYTES);
		int steps = film.frames() + TURNS;
		List<FrameNodes> frames = read(film, side, progress, steps);
		boolean[] isMoving = moving(frames);
		float[][] location = LocationModel.of(frames, isMoving);
		float[][] foreground = location;
		for (int turn = 0; turn < TURNS && isAny(isMoving); turn++) {
			foreground = new SuperpixelCut(frames, location, side, 1).cut(foreground, progress::isCancelled);
			progress.progress(film.frames() + turn + 1L, steps);
		}
		progress.progress(steps, steps);
		if (!isAny(isMoving)) return new VideoLabels(0, film.frames(), t -> new int[film.width() * film.height()]);
		ConnectedObjects found = ConnectedObjects.of(frames, foreground, objects);
		return new VideoLabels(found.count(), film.frames(), t -> painted(frames.get(t), found.ids()[t]));
	}

	private static List<FrameNodes> read(Film film, int side, Progress progress, int steps) {
		FrameReader reader = new FrameReader(film, side);
		List<FrameNodes> frames = new ArrayList<>();
		for (int t = 0; t < film.frames(); t++) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + t + " of " + film.frames() + " frames.");
			frames.add(reader.read(t));
			progress.progress(t + 1L, steps);
		}
		return frames;
	}

	/** In which frames something moves. */
	private static boolean[] moving(List<FrameNodes> frames) {
		double[] areas = new double[frames.size()];
		for (int t = 0; t < areas.length; t++) {
			FrameNodes frame = frames.get(t);
			for (int k = 0; k < frame.count(); k++) {
				areas[t] += frame.inside()[k] * frame.sizes()[k];
			}
		}
		double[] sorted = areas.clone();
		Arrays.sort(sorted);
		double least = Math.max(LEAST_INSIDE * frames.get(0).labels().length, LEAST_OF_BUSY * sorted[(int) (BUSY * (sorted.length - 1))]);
		boolean[] isMoving = new boolean[areas.length];
		for (int t = 0; t < areas.length; t++) {
			isMoving[t] = areas[t] > least;
		}
		return isMoving;
	}

	private static boolean isAny(boolean[] values) {
		for (boolean value : values) {
			if (value) return true;
		}
		return false;
	}

	private static int[] painted(FrameNodes frame, int[] ids) {
		int[] labels = new int[frame.labels().length];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = ids[frame.labels()[i]];
		}
		return labels;
	}
}
