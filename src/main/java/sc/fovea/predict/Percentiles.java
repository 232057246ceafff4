package sc.fovea.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fovea.model.Normalisation;
import sc.fovea.tile.TileSource;

/**
 * Percentiles of an image's values, channel by channel, with linear interpolation between ranks as NumPy does: rank r = p / 100 ·
 * (n − 1).
 * <p>
 * Whole numbers from 0 to 65,535 (8 and 16-bit images) are counted in a histogram: exact at any size. Other values are sorted, of
 * more than 4 million an even sample of about that many, in which a percentile's rank is off by about 0.05 % at most.
 */
public final class Percentiles {

	private static final int SORTED_AT_MOST = 1 << 22;

	private final TileSource source;
	private final RowBands bands;
	private final long pixels;

	private Percentiles(TileSource source) {
		this.source = source;
		this.bands = new RowBands(source);
		this.pixels = source.width() * source.height();
	}

	/**
	 * Values of each channel at the given percentiles; values that are not finite are not there.
	 *
	 * @param source the image
	 * @param percent ascending or not, each 0–100
	 * @return for each channel a value for each percentile
	 * @throws IllegalArgumentException if a channel has no finite value
	 */
	static double[][] of(TileSource source, double... percent) {
		return of(source, IntensityCounts.of(source), new Normalisation.Percentile(0, 100), percent).stream().map(ChannelIntensities::percentiles)
			.toArray(double[][]::new);
	}

	/** The same, without the outliers that {@code wanted} leaves out. @param counts of all pixels of the source */
	static List<ChannelIntensities> of(TileSource source, IntensityCounts counts, Normalisation.Percentile wanted, double... percent) {
		Percentiles percentiles = new Percentiles(source);
		if (counts.pixels() != percentiles.pixels) {
			throw new IllegalArgumentException("Expected counts of " + percentiles.pixels + " pixels, got " + counts.pixels() + ".");
		}
		List<ChannelIntensities> channels = new ArrayList<>();
		for (int c = 0; c < source.channels(); c++) {
			channels.add(ChannelIntensities.of(percentiles.ranks(counts, c), counts.isWhole(c), counts.missing(c), wanted, percent));
		}
		return channels;
	}

	private Ranks ranks(IntensityCounts counts, int channel) {
		if (counts.missing(channel) == pixels) {
			throw new IllegalArgumentException("Expected finite pixel values, got none in channel " + (channel + 1) + ".");
		}
		if (counts.isWhole(channel)) {
			return new Ranks(rank -> counts.value(channel, rank), 0, pixels - counts.missing(channel));
		}
		float[] sorted = sample(channel);
		return new Ranks(rank -> sorted[(int) rank], 0, sorted.length);
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
		return finite(sample, channel);
	}

	private float[] finite(float[] sample, int channel) {
		int count = 0;
		for (float value : sample) {
			if (Float.isFinite(value)) {
				sample[count++] = value;
			}
		}
		if (count == 0) {
			throw new IllegalArgumentException("Expected finite pixel values, got hardly any in channel " + (channel + 1) + ".");
		}
		float[] sorted = Arrays.copyOf(sample, count);
		Arrays.sort(sorted);
		return sorted;
	}
}
