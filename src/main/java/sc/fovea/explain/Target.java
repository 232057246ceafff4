package sc.fovea.explain;

import java.util.List;
import java.util.Optional;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;

/**
 * A score that a model gave to a plane of an image, with what is needed to explain it.
 *
 * @param label of the class, or of the object
 * @param score as the model tells it, 0–1
 * @param box of the object in pixels of the plane; empty if the score is of the whole image
 * @param mask pixels of the object, where they are known
 * @param views in which the network saw the image; the explanation is the mean of theirs
 * @param frame the rectangle of the plane that the views show, in pixels of the plane
 */
public record Target(String label, double score, Optional<Box> box, Optional<PixelMask> mask, List<View> views, Box frame) {

	/** Copies the views. @throws IllegalArgumentException if there is none */
	public Target {
		views = List.copyOf(views);
		if (views.isEmpty()) throw new IllegalArgumentException("Expected at least one view of the image, got none.");
	}

	/**
	 * One look of the network at the image.
	 *
	 * @param question with the pixels as the network sees them
	 * @param origin for a view that is turned or mirrored, for each of its pixels the index {@code y · width + x} of the pixel of the first view that it shows; empty for one
	 *        that is not
	 */
	public record View(Question question, int[] origin) {

		/** As the image is. */
		public static View plain(Question question) {
			return new View(question, new int[0]);
		}

		/** A map of this view, turned as the first view is, whose size it has then. */
		public Heat upright(Heat map, int width, int height) {
			if (origin.length == 0) return map;
			float[] values = new float[map.values().length];
			for (int i = 0; i < values.length; i++) {
				values[origin[i]] = map.values()[i];
			}
			return new Heat(width, height, values, map.error());
		}
	}

	/** A score of a whole image that the network sees once. */
	public static Target ofImage(String label, double score, Question question, Box frame) {
		return new Target(label, score, Optional.empty(), Optional.empty(), List.of(View.plain(question)), frame);
	}
}
