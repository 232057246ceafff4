package sc.fovea.detect.proposal;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.net.Tensor;

/**
 * Pixels of an image, channel by channel, from 0 to 1: the value at (x, y) of a channel is {@code plane[y · width + x]}.
 *
 * @param width in pixels
 * @param height in pixels
 * @param planes one for each channel; shared
 */
record Raster(int width, int height, List<float[]> planes) {

	Raster {
		planes = List.copyOf(planes);
	}

	/** The channels of an image (1, H, W, C); values below 0 become 0, values above 1 and what is not a number 1. */
	static Raster of(Tensor image) {
		int channels = image.channels();
		float[] data = image.data();
		List<float[]> planes = new ArrayList<>();
		for (int c = 0; c < channels; c++) {
			float[] plane = new float[image.height() * image.width()];
			for (int i = 0, j = c; i < plane.length; i++, j += channels) {
				float value = data[j];
				plane[i] = value <= 1 ? Math.max(0, value) : 1;
			}
			planes.add(plane);
		}
		return new Raster(image.width(), image.height(), planes);
	}

	int pixels() {
		return width * height;
	}

	int channels() {
		return planes.size();
	}

	/** Means of squares of pixels; at the far edges of what is left of them. */
	Raster reduced(int factor) {
		if (factor == 1) {
			return this;
		}
		int w = (width + factor - 1) / factor;
		int h = (height + factor - 1) / factor;
		return new Raster(w, h, planes.stream().map(plane -> mean(plane, factor, w, h)).toList());
	}

	/** By how much it must be {@link #reduced}, so that no side is longer than given. */
	int factor(int longest) {
		return (Math.max(width, height) + longest - 1) / longest;
	}

	private float[] mean(float[] plane, int factor, int w, int h) {
		float[] means = new float[w * h];
		for (int row = 0; row < h; row++) {
			int bottom = Math.min(height, (row + 1) * factor);
			for (int y = row * factor; y < bottom; y++) {
				for (int x = 0; x < width; x++) {
					means[row * w + x / factor] += plane[y * width + x];
				}
			}
			for (int column = 0; column < w; column++) {
				int right = Math.min(width, (column + 1) * factor);
				means[row * w + column] /= (bottom - row * factor) * (right - column * factor);
			}
		}
		return means;
	}
}
