package sc.fovea.detect.proposal;

import java.util.Arrays;

/**
 * Colour contrast (Alexe, Deselaers and Ferrari 2012, section 3.2): the window has other colours than what is around it. With the histograms a of the
 * window and b of a ring around it, as wide as a quarter of the window's sides and cut off at the image's edges,
 *
 * <pre>
 * CC(window) = ½ Σ (aᵢ − bᵢ)² / (aᵢ + bᵢ)
 * </pre>
 *
 * from 0 to 1. Each of the first three channels is cut where it has equally many pixels on either side, so that pale colours are told apart too.
 */
final class ContrastCue implements WindowCue {

	/** Bins along each axis of a histogram, for one, two and three channels. */
	private static final int[] BINS = { 16, 8, 4 };

	private final Raster image;
	private final LabelCounts counts;
	private final int[] inner;
	private final int[] outer;

	ContrastCue(Raster image) {
		this.image = image;
		int channels = Math.min(3, image.channels());
		int bins = BINS[channels - 1];
		int[] colours = new int[image.pixels()];
		int size = 1;
		for (int c = 0; c < channels; c++) {
			float[] plane = image.planes().get(c);
			float[] limits = limits(plane, bins);
			for (int i = 0; i < colours.length; i++) {
				colours[i] += size * bin(plane[i], limits);
			}
			size *= bins;
		}
		counts = new LabelCounts(colours, size, image.width(), image.height());
		inner = new int[size];
		outer = new int[size];
	}

	private static float[] limits(float[] plane, int bins) {
		float[] sorted = plane.clone();
		Arrays.sort(sorted);
		float[] limits = new float[bins - 1];
		for (int i = 0; i < limits.length; i++) {
			limits[i] = sorted[(int) ((long) (i + 1) * sorted.length / bins)];
		}
		return limits;
	}

	private static int bin(float value, float[] limits) {
		int bin = 0;
		while (bin < limits.length && value >= limits[bin]) {
			bin++;
		}
		return bin;
	}

	@Override
	public double of(PixelBox window) {
		PixelBox around = around(window);
		if (around.equals(window)) {
			return 0;
		}
		counts.count(window, inner);
		counts.count(around, outer);
		double inside = 1 / window.area();
		double outside = 1 / (around.area() - window.area());
		double distance = 0;
		for (int i = 0; i < inner.length; i++) {
			double a = inner[i] * inside;
			double b = (outer[i] - inner[i]) * outside;
			if (outer[i] > 0) distance += (a - b) * (a - b) / (a + b);
		}
		return distance / 2;
	}

	private PixelBox around(PixelBox window) {
		int dx = (window.right() - window.left() + 3) / 4;
		int dy = (window.bottom() - window.top() + 3) / 4;
		return new PixelBox(Math.max(0, window.left() - dx), Math.max(0, window.top() - dy), Math.min(image.width(), window.right() + dx),
			Math.min(image.height(), window.bottom() + dy));
	}
}
