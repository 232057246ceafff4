package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How well the foreground of a film was found, frame by frame. All ids above 0 are foreground.
 *
 * <pre>{@code
 * new VideoScore(List.of(VideoScore.Frame.of(new int[] { 1, 1, 0 }, new int[] { 0, 7, 7 }))).meanIou(); // 1 / 3
 * }</pre>
 *
 * @param frames in their order, at least one
 */
public record VideoScore(List<Frame> frames) {

	/** Copies the list. @throws IllegalArgumentException if there is no frame */
	public VideoScore {
		frames = List.copyOf(frames);
		if (frames.isEmpty()) throw new IllegalArgumentException("Expected at least one frame, got none.");
	}

	/**
	 * Pixels of a frame.
	 *
	 * @param both true and found
	 * @param missed true and not found
	 * @param invented found and not true
	 */
	public record Frame(int both, int missed, int invented) {

		/**
		 * Compares labels.
		 *
		 * @throws IllegalArgumentException if the numbers of pixels differ
		 */
		public static Frame of(int[] truth, int[] found) {
			if (truth.length != found.length) throw new IllegalArgumentException("Expected " + truth.length + " pixels, got " + found.length + ".");
			int both = 0;
			int missed = 0;
			int invented = 0;
			for (int i = 0; i < truth.length; i++) {
				if (truth[i] > 0 && found[i] > 0) both++;
				else if (truth[i] > 0) missed++;
				else if (found[i] > 0) invented++;
			}
			return new Frame(both, missed, invented);
		}

		/** Intersection over union, the region similarity J of Perazzi et al. 2016; 1 where there is nothing and nothing was found. */
		public double iou() {
			int either = both + missed + invented;
			return either == 0 ? 1 : (double) both / either;
		}

		/** Number of wrong pixels, as Tsai et al. 2012 count them. */
		public int wrong() {
			return missed + invented;
		}
	}

	/** Mean intersection over union of the frames. */
	public double meanIou() {
		return frames.stream().mapToDouble(Frame::iou).average().orElseThrow();
	}

	/** Mean number of wrong pixels in a frame. */
	public double wrongPixels() {
		return frames.stream().mapToInt(Frame::wrong).average().orElseThrow();
	}

	/** A row for each frame, counted from 1. @param film its name */
	public List<List<Object>> rows(String film) {
		List<List<Object>> rows = new ArrayList<>();
		for (int t = 0; t < frames.size(); t++) {
			Frame frame = frames.get(t);
			rows.add(List.of(film, t + 1, frame.iou(), frame.wrong(), frame.missed(), frame.invented()));
		}
		return rows;
	}
}
