package sc.fovea.data;

import java.util.Arrays;

/**
 * An annotated image, ready for training: normalised pixels and the id of the object at each pixel.
 *
 * @param name file name, for reports
 * @param width columns
 * @param height rows
 * @param channels channels per pixel
 * @param pixels values (H, W, C), normalised; shared
 * @param labels ids (H, W), 0 for background, {@link #IGNORED} where nobody annotated; shared
 */
public record Sample(String name, int width, int height, int channels, float[] pixels, int[] labels) {

	/** The label of a pixel that is not annotated: what is there neither teaches nor counts. */
	public static final int IGNORED = -1;

	/** @throws IllegalArgumentException if an array has not the length that width, height and channels ask for */
	public Sample {
		int count = Math.multiplyExact(width, height);
		if (pixels.length != Math.multiplyExact(count, channels) || labels.length != count) {
			throw new IllegalArgumentException("Expected " + count + " labels and " + channels + " times as many values in sample '" + name + "', got "
				+ labels.length + " and " + pixels.length + ".");
		}
	}

	/** The same picture with other labels. @throws IllegalArgumentException if there is not one for each pixel */
	public Sample labelled(int[] newLabels) {
		return new Sample(name, width, height, channels, pixels, newLabels);
	}

	/** Number of objects, that is of different ids above 0. */
	public long objects() {
		return Arrays.stream(labels).filter(id -> id > 0).distinct().count();
	}

	/**
	 * The sample continued by its mirror image to the right and below until it has at least the given size; itself if it has. Pixels and labels are mirrored
	 * alike, so that what is seen is also annotated.
	 */
	public Sample atLeast(int newWidth, int newHeight) {
		int w = Math.max(width, newWidth);
		int h = Math.max(height, newHeight);
		if (w == width && h == height) {
			return this;
		}
		float[] morePixels = new float[Math.multiplyExact(Math.multiplyExact(w, h), channels)];
		int[] moreLabels = new int[w * h];
		for (int y = 0, i = 0; y < h; y++) {
			for (int x = 0; x < w; x++, i++) {
				int from = mirror(y, height) * width + mirror(x, width);
				moreLabels[i] = labels[from];
				System.arraycopy(pixels, from * channels, morePixels, i * channels, channels);
			}
		}
		return new Sample(name, w, h, channels, morePixels, moreLabels);
	}

	/** 0 1 … n−1 | n−1 n−2 … 0 | 0 1 …: the edge pixel is repeated once. */
	private static int mirror(int index, int extent) {
		int folded = index % (2 * extent);
		return folded < extent ? folded : 2 * extent - 1 - folded;
	}
}
