package sc.fovea.image;

import ij.process.LUT;
import java.util.Arrays;

/**
 * 256 colours, each as far as possible from those before it, so that neighbouring objects can be told apart.
 * <p>
 * Colour 0 is black, the background. Each further colour is the one among 4,096 whose distance to the nearest colour chosen before
 * is largest, in CIE L*a*b*; dark colours are left out. The first eight are therefore the most different ones. The colours are the same
 * every time.
 * <p>
 * Method: Glasbey, van der Heijden, Toh, Gray, "Colour displays for categorical images", Color Research and Application 32(4), 2007:
 * choose c<sub>n</sub> = argmax<sub>c</sub> min<sub>i&lt;n</sub> ‖c − c<sub>i</sub>‖.
 */
public final class Glasbey {

	/** Number of colours. */
	public static final int SIZE = 256;

	private static final int STEPS = 16;
	private static final double DARKEST = 35;
	private static final int[] COLOURS = choose();

	private Glasbey() {}

	/** The colour of an id as 0xRRGGBB: black for 0, then the colours 1 to 255 over and over. */
	public static int colour(int id) {
		return id == 0 ? 0 : COLOURS[1 + Math.floorMod(id - 1, SIZE - 1)];
	}

	/** The colours as a look-up table of ImageJ. */
	public static LUT lut() {
		byte[] red = new byte[SIZE];
		byte[] green = new byte[SIZE];
		byte[] blue = new byte[SIZE];
		for (int i = 0; i < SIZE; i++) {
			red[i] = (byte) (COLOURS[i] >> 16);
			green[i] = (byte) (COLOURS[i] >> 8);
			blue[i] = (byte) COLOURS[i];
		}
		return new LUT(red, green, blue);
	}

	private static int[] choose() {
		int[] candidates = new int[STEPS * STEPS * STEPS];
		double[][] places = new double[candidates.length][];
		double[] nearest = new double[candidates.length];
		for (int i = 0; i < candidates.length; i++) {
			candidates[i] = grid(i / (STEPS * STEPS)) << 16 | grid(i / STEPS % STEPS) << 8 | grid(i % STEPS);
			places[i] = lab(candidates[i]);
			nearest[i] = places[i][0] < DARKEST ? 0 : Double.POSITIVE_INFINITY;
		}
		return farthestFirst(candidates, places, nearest);
	}

	private static int[] farthestFirst(int[] candidates, double[][] places, double[] nearest) {
		int[] chosen = new int[SIZE];
		double[] last = lab(chosen[0]);
		for (int n = 1; n < SIZE; n++) {
			int best = 0;
			for (int i = 0; i < candidates.length; i++) {
				nearest[i] = Math.min(nearest[i], squaredDistance(places[i], last));
				if (nearest[i] > nearest[best]) best = i;
			}
			chosen[n] = candidates[best];
			last = places[best];
		}
		return chosen;
	}

	private static int grid(int step) {
		return step * 255 / (STEPS - 1);
	}

	private static double squaredDistance(double[] a, double[] b) {
		double l = a[0] - b[0];
		double u = a[1] - b[1];
		double v = a[2] - b[2];
		return l * l + u * u + v * v;
	}

	/** CIE L*a*b* of an sRGB colour, white point D65. */
	private static double[] lab(int rgb) {
		double[] linear = Arrays.stream(new int[] { rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255 }).mapToDouble(Glasbey::linear).toArray();
		double x = cubeRoot((0.4124 * linear[0] + 0.3576 * linear[1] + 0.1805 * linear[2]) / 0.9505);
		double y = cubeRoot(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]);
		double z = cubeRoot((0.0193 * linear[0] + 0.1192 * linear[1] + 0.9505 * linear[2]) / 1.089);
		return new double[] { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
	}

	private static double linear(int value) {
		double v = value / 255.0;
		return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
	}

	private static double cubeRoot(double t) {
		return t > 216.0 / 24389 ? Math.cbrt(t) : t * 841 / 108 + 4.0 / 29;
	}
}
