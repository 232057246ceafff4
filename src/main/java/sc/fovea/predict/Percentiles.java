package sc.fovea.predict;

import java.util.Arrays;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * Percentiles of an image's values, channel by channel, with linear interpolation between ranks as NumPy does: rank r = p / 100 ·
 * (n − 1).
 * <p>
 * Whole numbers from 0 to 65,535 (8 and 16-bit images) are counted in a histogram: exact at any size. Other values are sorted, of
 * more than 4 million an even sample of about that many, in which a percentile's rank is off by about 0.05 % at most.
 */
public final class Percentiles {

	private static final int BINS = 1 << 16;
	private static final int SORTED_AT_MOST = 1 << 22;

	private final TileSource source;
	private final RowBands bands;
	private final long pixels;
	private final long[][] counts;
	private final boolean[] whole;

	private Percentiles(TileSource source) {
		this.source = source;
		this.bands = new RowBands(source);
		this.pixels = source.width() * source.height();
		this.counts = new long[source.channels()][BINS];
		this.whole = new boolean[source.channels()];
		Arrays.fill(whole, true);
	}

	/**
	 * Values of each channel at the given percentiles.
	 *
	 * @param source the image
	 * @param percent ascending or not, each 0–100
	 * @return for each channel a value for each percentile
	 * @throws IllegalArgumentException if a value is not a finite number, with the first place of such a value
	 */
	static double[][] of(TileSource source, double... percent) {
		Percentiles percentiles = new Percentiles(source);
		percentiles.count();
		double[][] values = new double[source.channels()][];
		for (int c = 0; c < values.length; c++) {
			boolean isCounted = percentiles.whole[c] || percent.length == 0;
			values[c] = isCounted ? percentiles.fromCounts(c, percent) : fromSorted(percentiles.sample(c), percent);
		}
		return values;
	}

	private void count() {
		for (int band = 0; band < bands.count(); band++) {
			float[] values = bands.read(band);
			for (int c = 0; c < counts.length; c++) {
				whole[c] &= count(values, c);
			}
			if (contains(whole, false)) {
				checkFinite(values, bands.region(band));
			}
		}
	}

	/** Counts the values of a channel; whether all were whole numbers. */
	private boolean count(float[] values, int channel) {
		long[] bins = counts[channel];
		boolean all = true;
		for (int i = channel; i < values.length; i += counts.length) {
			int bin = (int) values[i];
			if (bin == values[i] && bin >= 0 && bin < BINS) {
				bins[bin]++;
			}
			else {
				all = false;
			}
		}
		return all;
	}

	private static boolean contains(boolean[] flags, boolean wanted) {
		for (boolean flag : flags) {
			if (flag == wanted) {
				return true;
			}
		}
		return false;
	}

	private void checkFinite(float[] values, Region region) {
		for (int i = 0; i < values.length; i++) {
			if (!Float.isFinite(values[i])) {
				int pixel = i / source.channels();
				String channel = source.channels() > 1 ? ", channel " + (i % source.channels() + 1) : "";
				throw new IllegalArgumentException("Expected finite pixel values, got " + values[i] + " at x="
					+ (region.x() + pixel % region.width()) + ", y=" + (region.y() + pixel / region.width()) + channel + ".");
			}
		}
	}

	private double[] fromCounts(int channel, double[] percent) {
		return Arrays.stream(percent).map(p -> {
			double rank = p / 100 * (pixels - 1);
			double below = valueAt(counts[channel], (long) Math.floor(rank));
			return below + (rank - Math.floor(rank)) * (valueAt(counts[channel], (long) Math.ceil(rank)) - below);
		}).toArray();
	}

	private static int valueAt(long[] bins, long rank) {
		long seen = 0;
		int bin = -1;
		while (seen <= rank) {
			seen += bins[++bin];
		}
		return bin;
	}

	private float[] sample(int channel) {
		// Odd, so that a step never follows the rows of images whose width is a power of two.
		long step = pixels <= SORTED_AT_MOST ? 1 : pixels / SORTED_AT_MOST | 1;
		float[] sample = new float[(int) ((pixels + step - 1) / step)];
		int index = 0;
		for (int band = 0; band < bands.count(); band++) {
			float[] values = bands.read(band);
			long first = bands.region(band).y() * source.width();
			long end = first + bands.region(band).area();
			for (long pixel = index * step; pixel < end; pixel += step) {
				sample[index++] = values[(int) (pixel - first) * source.channels() + channel];
			}
		}
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
}
