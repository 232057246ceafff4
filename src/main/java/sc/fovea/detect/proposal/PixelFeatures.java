package sc.fovea.detect.proposal;

/**
 * Bins of each pixel in the histograms by which regions are compared: for each channel one of {@value #COLOURS} of its value, and one of
 * {@value #STRENGTHS} of its gradient in each of {@value #DIRECTIONS} directions. Gradients are those of a Gaussian of deviation 1; only what rises
 * in a direction counts there, and bins grow with the square of the gradient, since most gradients are small.
 */
final class PixelFeatures {

	static final int COLOURS = 25;
	static final int DIRECTIONS = 8;
	static final int STRENGTHS = 10;

	/** Gradients of values from 0 to 1 between the two neighbours of a pixel after the blur; larger ones are in the last bin. */
	private static final float STEEPEST = 0.25f;
	private static final int STEPS = 1024;
	private static final byte[] BINS = bins();
	private static final float DIAGONAL = (float) Math.sqrt(0.5);

	private final int channels;
	private final byte[] colours;
	private final byte[] gradients;

	/** Of all pixels of an image. */
	PixelFeatures(Raster image) {
		channels = image.channels();
		colours = new byte[image.pixels() * channels];
		gradients = new byte[image.pixels() * channels * DIRECTIONS];
		Gaussian blur = new Gaussian(1);
		for (int c = 0; c < channels; c++) {
			float[] plane = image.planes().get(c);
			for (int i = 0, j = c; i < plane.length; i++, j += channels) {
				colours[j] = (byte) Math.min(COLOURS - 1, (int) (plane[i] * COLOURS));
			}
			float[] smooth = blur.blur(plane, image.width(), image.height());
			for (int y = 0; y < image.height(); y++) {
				gradients(smooth, image.width(), image.height(), y, c);
			}
		}
	}

	private static byte[] bins() {
		byte[] bins = new byte[STEPS + 1];
		for (int i = 0; i < bins.length; i++) {
			bins[i] = (byte) Math.min(STRENGTHS - 1, (int) (Math.sqrt((double) i / STEPS) * STRENGTHS));
		}
		return bins;
	}

	private void gradients(float[] plane, int width, int height, int y, int channel) {
		int above = Math.max(0, y - 1) * width;
		int below = Math.min(height - 1, y + 1) * width;
		int at = (y * width * channels + channel) * DIRECTIONS;
		for (int x = 0; x < width; x++, at += channels * DIRECTIONS) {
			float right = plane[y * width + Math.min(width - 1, x + 1)] - plane[y * width + Math.max(0, x - 1)];
			float down = plane[below + x] - plane[above + x];
			float falling = (right + down) * DIAGONAL;
			float rising = (right - down) * DIAGONAL;
			put(right, at);
			put(falling, at + 1);
			put(down, at + 2);
			put(-rising, at + 3);
		}
	}

	/** A gradient in one direction or, if it is below 0, in the opposite one. */
	private void put(float gradient, int at) {
		int step = (int) (Math.min(1, Math.abs(gradient) / STEEPEST) * STEPS);
		gradients[gradient > 0 ? at : at + DIRECTIONS / 2] = BINS[step];
	}

	/**
	 * Histograms of regions.
	 *
	 * @param measure colour or texture
	 * @param room number of histograms, of which the first are those of the regions
	 */
	Histograms histograms(Similarity measure, Segments segments, int room) {
		boolean isColour = measure == Similarity.COLOUR;
		byte[] values = isColour ? colours : gradients;
		int kinds = isColour ? channels : channels * DIRECTIONS;
		int size = isColour ? COLOURS : STRENGTHS;
		float[][] counts = new float[room][];
		for (int region = 0; region < segments.count(); region++) {
			counts[region] = new float[kinds * size];
		}
		int[] labels = segments.labels();
		for (int i = 0, at = 0; i < labels.length; i++) {
			float[] histogram = counts[labels[i]];
			for (int k = 0; k < kinds * size; k += size, at++) {
				histogram[k + values[at]]++;
			}
		}
		return new Histograms(counts);
	}
}
