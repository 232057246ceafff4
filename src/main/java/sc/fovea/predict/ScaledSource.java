package sc.fovea.predict;

import java.util.Arrays;

import sc.fovea.net.Size;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * An image resampled by a factor, or stretched to a size: pixel position x of the image is x · factor of the result. Enlarging interpolates linearly
 * between pixel centres; shrinking averages with a triangle whose half width is one pixel of the result, so that nothing is lost
 * between samples. Beyond the edge the edge pixel goes on.
 */
public final class ScaledSource implements TileSource {

	/** What a product with a rounded factor may be too large by, relative to a pixel. */
	private static final double ROUNDING = 1e-6;

	private final TileSource source;
	private final double stepX;
	private final double stepY;
	private final long width;
	private final long height;

	/**
	 * @param source the image
	 * @param factor size of the result relative to the image, above 0
	 */
	public ScaledSource(TileSource source, double factor) {
		this.source = source;
		this.stepX = 1 / factor;
		this.stepY = 1 / factor;
		this.width = scaled(source.width(), factor);
		this.height = scaled(source.height(), factor);
	}

	/**
	 * @param source the image
	 * @param size that the whole image gets, whatever its proportions
	 */
	public ScaledSource(TileSource source, Size size) {
		this.source = source;
		this.stepX = (double) source.width() / size.width();
		this.stepY = (double) source.height() / size.height();
		this.width = size.width();
		this.height = size.height();
	}

	/** An extent times a factor, rounded up, so that every pixel of the image is covered. */
	static long scaled(long extent, double factor) {
		return Math.max(1, (long) Math.ceil(extent * factor - ROUNDING));
	}

	@Override
	public int channels() {
		return source.channels();
	}

	@Override
	public long width() {
		return width;
	}

	@Override
	public long height() {
		return height;
	}

	@Override
	public void read(Region region, float[] target) {
		Taps columns = new Taps(region.x(), region.width(), stepX, source.width());
		Taps rows = new Taps(region.y(), region.height(), stepY, source.height());
		RowBands bands = new RowBands(source, new Region(columns.first(), rows.first(), columns.length(), rows.length()));
		int channels = channels();
		float[] narrowed = new float[region.width() * rows.length() * channels];
		for (int band = 0, row = 0; band < bands.count(); band++) {
			float[] pixels = bands.read(band);
			for (int at = 0; at < pixels.length; at += columns.length() * channels, row++) {
				columns.along(pixels, at, narrowed, row * region.width() * channels, channels);
			}
		}
		rows.along(narrowed, 0, target, 0, region.width() * channels);
	}

	/** For each output index of a span: first source index and weights, the same number for all. */
	private static final class Taps {

		private final int taps;
		private final int count;
		private final int[] starts;
		private final float[] weights;
		private final long first;
		private final int length;

		Taps(long from, int count, double step, long extent) {
			double radius = Math.max(1, step);
			this.taps = (int) Math.ceil(2 * radius) + 1;
			this.count = count;
			this.first = Math.max(0, (long) Math.floor((from + 0.5) * step - 0.5 - radius));
			long last = Math.min(extent - 1, (long) Math.ceil((from + count - 0.5) * step - 0.5 + radius));
			this.length = (int) (last - first + 1);
			this.starts = new int[count * taps];
			this.weights = new float[count * taps];
			for (int i = 0; i < count; i++) {
				fill(i, (from + i + 0.5) * step - 0.5, radius);
			}
		}

		private void fill(int i, double centre, double radius) {
			long start = (long) Math.ceil(centre - radius);
			double sum = 0;
			for (int k = 0; k < taps; k++) {
				double weight = Math.max(0, 1 - Math.abs(start + k - centre) / radius);
				weights[i * taps + k] = (float) weight;
				starts[i * taps + k] = (int) Math.max(0, Math.min(length - 1, start + k - first));
				sum += weight;
			}
			for (int k = i * taps; k < (i + 1) * taps; k++) {
				weights[k] /= (float) sum;
			}
		}

		long first() {
			return first;
		}

		int length() {
			return length;
		}

		/** Resamples elements of the given size that follow each other from the given places on. */
		void along(float[] from, int fromAt, float[] to, int toAt, int element) {
			Arrays.fill(to, toAt, toAt + count * element, 0);
			for (int i = 0; i < count; i++) {
				for (int k = i * taps; k < (i + 1) * taps; k++) {
					if (weights[k] != 0) {
						add(from, fromAt + starts[k] * element, to, toAt + i * element, element, weights[k]);
					}
				}
			}
		}

		private static void add(float[] from, int f, float[] to, int t, int element, float weight) {
			for (int e = 0; e < element; e++) {
				to[t + e] += weight * from[f + e];
			}
		}
	}
}
