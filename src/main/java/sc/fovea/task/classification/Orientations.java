package sc.fovea.task.classification;

import sc.fovea.net.Tensor;

/**
 * The eight orientations of an image: as it is, turned by quarters, and each of these mirrored. Objects under a microscope lie in any of them.
 */
public final class Orientations {

	private Orientations() {}

	/**
	 * A batch in one of its orientations. Odd numbers are the mirror image of the number before; sides change places in 2, 3, 6 and 7.
	 *
	 * @param batch (N, H, W, C)
	 * @param number 0 for the batch itself, up to 7
	 * @return (N, H, W, C) or (N, W, H, C)
	 * @throws IllegalArgumentException if the number is not in 0-7
	 */
	public static Tensor of(Tensor batch, int number) {
		if (number < 0 || number >= ImageClasses.ALL_ORIENTATIONS) {
			throw new IllegalArgumentException("Expected an orientation of 0 to 7, got " + number + ".");
		}
		if (number == 0) return batch;
		Steps steps = Steps.of(batch, number);
		boolean isTurned = number / 2 % 2 == 1;
		Tensor view = Tensor.zeros(batch.batch(), isTurned ? batch.width() : batch.height(), isTurned ? batch.height() : batch.width(), batch.channels());
		int channels = batch.channels();
		int image = batch.height() * batch.width();
		int to = 0;
		for (int n = 0; n < batch.batch(); n++) {
			for (int y = 0; y < view.height(); y++) {
				int from = n * image + steps.first + y * steps.down;
				for (int x = 0; x < view.width(); x++, from += steps.right, to += channels) {
					System.arraycopy(batch.data(), from * channels, view.data(), to, channels);
				}
			}
		}
		return view;
	}

	/**
	 * How to walk through the pixels of an image.
	 *
	 * @param first pixel
	 * @param right to the next pixel of a row
	 * @param down to the next row
	 */
	private record Steps(int first, int right, int down) {

		/** Turns by 0, 90, 180 or 270 degrees, and mirrors rows for odd numbers. */
		static Steps of(Tensor batch, int number) {
			int w = batch.width();
			int last = batch.height() * w - 1;
			Steps turned = switch (number / 2) {
				case 0 -> new Steps(0, 1, w);
				case 1 -> new Steps(w - 1, w, -1);
				case 2 -> new Steps(last, -1, -w);
				default -> new Steps(last - (w - 1), -w, 1);
			};
			int length = number / 2 % 2 == 1 ? batch.height() : w;
			return number % 2 == 0 ? turned : new Steps(turned.first + (length - 1) * turned.right, -turned.right, turned.down);
		}
	}
}
