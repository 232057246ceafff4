package sc.fovea.train.loop;

import java.util.List;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;

/**
 * What weights say of an image to judge by, beside what is true. It shares arrays with what was judged, which are not to be changed.
 *
 * @param image that was looked at
 * @param truth of its annotations
 * @param found by the weights
 */
public record Example(Sample image, Marks truth, Marks found) {

	/** So many are enough to see what is learned, and cost nothing to speak of. */
	public static final int MOST = 4;

	/**
	 * What is said of an image; what a task does not say is empty.
	 *
	 * @param labels an id or class for each pixel (H, W), whose borders are outlines; {@link Sample#IGNORED} where it is not known
	 * @param boxes around objects, with their classes
	 * @param text of the image as a whole
	 */
	public record Marks(int[] labels, List<LabelledBox> boxes, String text) {

		/** Copies the list of boxes. */
		public Marks {
			boxes = List.copyOf(boxes);
		}

		/** Of pixels. */
		public static Marks of(int[] labels) {
			return new Marks(labels, List.of(), "");
		}

		/** Of boxes. */
		public static Marks of(List<LabelledBox> boxes) {
			return new Marks(new int[0], boxes, "");
		}

		/** Of an image as a whole. */
		public static Marks of(String text) {
			return new Marks(new int[0], List.of(), text);
		}
	}
}
