package sc.fovea.task;

import java.util.Arrays;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * Percentiles of an image's values, channel by channel, with linear interpolation between ranks as NumPy does: rank r = p / 100 · (n − 1).
 * <p>
 * Whole numbers from 0 to 65,535 (8 and 16-bit images) are counted in a histogram: exact at any size. Other values are sorted, of more than 4 million an even
 * sample of about that many.
 */
final class Percentiles {

	private static final int BINS = 1 << 16;
	private static final int SORTED_AT_MOST = 1 << 22;
	private static final int BAND_VALUES = 1 << 20;

	private final TileSource source;
	private final int channel;
	private final int[] counts = new int[BINS];
	private boolean whole = true;

	private Percentiles(TileSource source, int channel) {
		this.source = source;
		this.channel = channel;
	}

	/**
	 * Values at the given percentiles.
	 *
	 * @param source the image
	 * @param channel from 0
	 * @param percent ascending or not, each 0–100
	 * @throws IllegalArgumentException if a value is not a finite number, with its place and the number of such values
	 */
	static double[] of(TileSource source, int channel, double... percent) {
		Percentiles percentiles = new Percentiles(source, channel);
		percentiles.count();
		return percentiles.whole ? Arrays.stream(percent).map(percentiles::fromCounts).toArray() : fromSorted(percentiles.sample(), percent);
	}

	private void count() {
		bands((values, y) -> {
			for (int i = channel; i < values.length; i += source.channels()) {
				float v = values[i];
				int bin = (int) v;
				if (bin == v && bin >= 0 && bin < BINS) {
					counts[bin]++;
				}
				else {
					whole = false;
					checkFinite(v, i / source.channels(), y);
				}
			}
		});
	}

	private void checkFinite(float value, int index, long y) {
		if (!Float.isFinite(value)) {
			throw new IllegalArgumentException("Expected finite pixel values, got " + value + " at x " + index % source.width() + ", y "
				+ (y + index / source.width()) + ".");
		}
	}

	private double fromCounts(double percent) {
		long n = source.width() * source.height();
		double rank = percent / 100 * (n - 1);
		double below = valueAt((long) Math.floor(rank));
		double above = valueAt((long) Math.ceil(rank));
		return below + (rank - Math.floor(rank)) * (above - below);
	}

	private int valueAt(long rank) {
		long seen = 0;
		for (int bin = 0; bin < BINS; bin++) {
			seen += counts[bin];
			if (seen > rank) {
				return bin;
			}
		}
		return BINS - 1;
	}

	private float[] sample() {
		long n = source.width() * source.height();
		// Odd, so that a step never follows the rows of images whose width is a power of two.
		long step = n <= SORTED_AT_MOST ? 1 : n / SORTED_AT_MOST | 1;
		float[] sample = new float[(int) ((n + step - 1) / step)];
		bands((values, y) -> {
			long first = y * source.width();
			long index = (first + step - 1) / step;
			for (long pixel = index * step; pixel < first + values.length / source.channels(); pixel += step) {
				sample[(int) index++] = values[(int) (pixel - first) * source.channels() + channel];
			}
		});
		Arrays.sort(sample);
		return sample;
	}

	private static double[] fromSorted(float[] sorted, double[] percent) {
		return Arrays.stream(percent).map(p -> {
			double rank = p / 100 * (sorted.length - 1);
			double below = sorted[(int) Math.floor(rank)];
			return below + (rank - Math.floor(rank)) * (sorted[(int) Math.ceil(rank)] - below);
		}).toArray();
	}

	/** Takes the values of some rows. */
	private interface Band {

		void accept(float[] values, long y);
	}

	private void bands(Band band) {
		int width = Math.toIntExact(source.width());
		int rows = (int) Math.max(1, Math.min(source.height(), BAND_VALUES / ((long) width * source.channels())));
		float[] values = new float[rows * width * source.channels()];
		for (long y = 0; y < source.height(); y += rows) {
			int count = (int) Math.min(rows, source.height() - y);
			float[] part = count == rows ? values : new float[count * width * source.channels()];
			source.read(new Region(0, y, width, count), part);
			band.accept(part, y);
		}
	}
}
