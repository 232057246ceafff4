package sc.fovea.predict.look;

import java.util.Arrays;
import java.util.Optional;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * Traits of an image, measured on it shrunk by a whole number to 256 to 511 pixels along its longer side (smaller images as they are).
 *
 * @param grey of the mean of its channels
 * @param stain of its colours; empty if all channels are equal but for 2 % of the highest value, or there are not three
 */
public record ImageTraits(Grey grey, Optional<Stain> stain) {

	private static final int SIDE = 256;
	private static final double EQUAL = 0.02;
	private static final int RGB = 3;

	/**
	 * Of values that are 0 at the 1st percentile, 1 at the 99.8th, and limited to these.
	 *
	 * @param median of the values before they are limited
	 * @param skewness third moment over the deviation's cube: above 0 if few pixels are bright
	 * @param roughness deviation of the differences of neighbours in a row, over that of the values
	 */
	public record Grey(double median, double skewness, double roughness) {}

	/**
	 * Which part of the light each channel absorbs, of what all do, in the darker half of the pixels: optical densities, Beer and Lambert.
	 *
	 * @param red 0–1
	 * @param green 0–1
	 * @param blue 0–1
	 * @param ground the lowest of the channels' 95th percentiles, of the highest value in the image
	 */
	public record Stain(double red, double green, double blue, double ground) {}

	/** Looks at an image. @param image not normalised */
	public static ImageTraits of(TileSource image) {
		float[] values = shrunk(image);
		int channels = image.channels();
		int width = (int) (image.width() / step(image));
		Grey grey = grey(means(values, channels), width);
		return new ImageTraits(grey, isColoured(values, channels) ? Optional.of(StainMeasure.of(values)) : Optional.empty());
	}

	private static int step(TileSource image) {
		return (int) Math.max(1, Math.max(image.width(), image.height()) / SIDE);
	}

	/** Means of squares of pixels, row by row; what is left over at the right and below is left out. */
	private static float[] shrunk(TileSource image) {
		int step = step(image);
		int width = Math.max(1, (int) (image.width() / step));
		int height = Math.max(1, (int) (image.height() / step));
		int channels = image.channels();
		float[] shrunk = new float[width * height * channels];
		int rows = (int) Math.min(step, image.height());
		float[] band = new float[(int) image.width() * rows * channels];
		for (int y = 0; y < height; y++) {
			image.read(new Region(0, (long) y * step, (int) image.width(), rows), band);
			for (int row = 0; row < rows; row++) {
				for (int x = 0; x < width * step; x++) {
					for (int c = 0; c < channels; c++) {
						shrunk[(y * width + x / step) * channels + c] += band[(row * (int) image.width() + x) * channels + c] / (step * rows);
					}
				}
			}
		}
		return shrunk;
	}

	private static boolean isColoured(float[] values, int channels) {
		if (channels != RGB) return false;
		float highest = 1;
		float apart = 0;
		for (int i = 0; i < values.length; i += RGB) {
			float mean = (values[i] + values[i + 1] + values[i + 2]) / RGB;
			for (int c = 0; c < RGB; c++) {
				highest = Math.max(highest, values[i + c]);
				apart = Math.max(apart, Math.abs(values[i + c] - mean));
			}
		}
		return apart > EQUAL * highest;
	}

	private static float[] means(float[] values, int channels) {
		if (channels == 1) return values;
		float[] means = new float[values.length / channels];
		for (int i = 0; i < values.length; i++) {
			means[i / channels] += values[i] / channels;
		}
		return means;
	}

	private static Grey grey(float[] plane, int width) {
		float[] sorted = plane.clone();
		Arrays.sort(sorted);
		double low = quantile(sorted, 0.01);
		double range = Math.max(quantile(sorted, 0.998) - low, 1e-6);
		double[] limited = new double[plane.length];
		Arrays.setAll(limited, i -> Math.max(0, Math.min(1, (plane[i] - low) / range)));
		double deviation = Math.sqrt(moment(limited, 2));
		double skewness = deviation > 0 ? moment(limited, 3) / Math.pow(deviation, 3) : 0;
		double roughness = deviation > 0 ? Math.sqrt(moment(differences(limited, width), 2)) / deviation : 0;
		return new Grey((quantile(sorted, 0.5) - low) / range, skewness, roughness);
	}

	/** Between two ranks, linearly. */
	static double quantile(float[] sorted, double share) {
		double rank = share * (sorted.length - 1);
		int below = (int) rank;
		int above = Math.min(sorted.length - 1, below + 1);
		return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
	}

	private static double moment(double[] values, int power) {
		double mean = Arrays.stream(values).average().orElse(0);
		return Arrays.stream(values).map(v -> Math.pow(v - mean, power)).average().orElse(0);
	}

	private static double[] differences(double[] values, int width) {
		double[] differences = new double[values.length / width * (width - 1)];
		for (int i = 0; i < differences.length; i++) {
			int at = i / (width - 1) * width + i % (width - 1);
			differences[i] = values[at + 1] - values[at];
		}
		return differences;
	}
}
