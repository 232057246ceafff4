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
 * @param labels ids (H, W), 0 for background; shared
 */
public record Sample(String name, int width, int height, int channels, float[] pixels, int[] labels) {

	/** @throws IllegalArgumentException if an array has not the length that width, height and channels ask for */
	public Sample {
		int count = Math.multiplyExact(width, height);
		if (pixels.length != Math.multiplyExact(count, channels) || labels.length != count) {
			throw new IllegalArgumentException("Expected " + count + " labels and " + channels + " times as many values in sample '" + name + "', got "
				+ labels.length + " and " + pixels.length + ".");
		}
	}

	/** Number of objects, that is of different ids above 0. */
	public long objects() {
		return Arrays.stream(labels).filter(id -> id > 0).distinct().count();
	}
}
