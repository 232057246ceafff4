package sc.fovea.predict;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * How often each value occurs in an image, channel by channel: whole numbers from 0 to 65,535, as 8 and 16-bit images have. Counts of parts add up to exactly those of
 * the whole, so that several computers may count one image.
 */
public final class IntensityCounts implements Serializable {

	private static final long serialVersionUID = 1;
	private static final int BINS = 1 << 16;

	/** For each channel how often each value occurs. */
	private transient long[][] bins;
	private final long[] missing;
	private final boolean[] whole;
	private long pixels;

	private IntensityCounts(int channels) {
		bins = new long[channels][BINS];
		missing = new long[channels];
		whole = new boolean[channels];
		Arrays.fill(whole, true);
	}

	/** Counts an image. */
	public static IntensityCounts of(TileSource image) {
		return of(image, new Region(0, 0, Math.toIntExact(image.width()), Math.toIntExact(image.height())));
	}

	/** Counts a part of an image. */
	public static IntensityCounts of(TileSource image, Region part) {
		IntensityCounts counts = new IntensityCounts(image.channels());
		RowBands bands = new RowBands(image, part);
		for (int band = 0; band < bands.count(); band++) {
			float[] values = bands.read(band);
			for (int c = 0; c < counts.missing.length; c++) {
				counts.whole[c] &= counts.add(values, c);
			}
		}
		counts.pixels = part.area();
		return counts;
	}

	/** Adds the values of a channel; whether all that are finite were whole numbers. */
	private boolean add(float[] values, int channel) {
		long[] own = bins[channel];
		boolean all = true;
		for (int i = channel; i < values.length; i += bins.length) {
			int bin = (int) values[i];
			if (bin == values[i] && bin >= 0 && bin < BINS) {
				own[bin]++;
			}
			else if (Float.isFinite(values[i])) {
				all = false;
			}
			else {
				missing[channel]++;
			}
		}
		return all;
	}

	/** Adds those of another part of the image. @return this @throws IllegalArgumentException if it has another number of channels */
	public IntensityCounts add(IntensityCounts other) {
		if (other.bins.length != bins.length) {
			throw new IllegalArgumentException("Expected counts of " + bins.length + " channels, got " + other.bins.length + ".");
		}
		for (int c = 0; c < bins.length; c++) {
			for (int value = 0; value < BINS; value++) {
				bins[c][value] += other.bins[c][value];
			}
			missing[c] += other.missing[c];
			whole[c] &= other.whole[c];
		}
		pixels += other.pixels;
		return this;
	}

	long pixels() {
		return pixels;
	}

	long missing(int channel) {
		return missing[channel];
	}

	/** Whether all values of a channel that are finite are whole numbers that are counted. */
	boolean isWhole(int channel) {
		return whole[channel];
	}

	/** The value of a rank among those that are counted, from 0. */
	int value(int channel, long rank) {
		long seen = 0;
		int value = -1;
		while (seen <= rank) {
			seen += bins[channel][++value];
		}
		return value;
	}

	/** Most values of a part do not occur: only those that do are written, as pairs of value and count. */
	private void writeObject(ObjectOutputStream out) throws IOException {
		out.defaultWriteObject();
		for (long[] own : bins) {
			out.writeInt((int) Arrays.stream(own).filter(count -> count > 0).count());
			for (int value = 0; value < BINS; value++) {
				if (own[value] == 0) continue;
				out.writeInt(value);
				out.writeLong(own[value]);
			}
		}
	}

	private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
		in.defaultReadObject();
		bins = new long[missing.length][BINS];
		for (long[] own : bins) {
			for (int rest = in.readInt(); rest > 0; rest--) {
				own[in.readInt()] = in.readLong();
			}
		}
	}
}
