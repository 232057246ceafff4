package sc.fovea.augment;

/**
 * Fast random numbers of a seed: evenly distributed ones (Steele, Lea and Flood's SplitMix64, OOPSLA 2014) and standard normal ones (Marsaglia and Tsang,
 * "The ziggurat method", J. Stat. Software 5, 2000; 128 layers, with layer and place from different bits).
 */
final class Gaussian {

	private static final int LAYERS = 128;
	private static final double TAIL = 3.442619855899;
	private static final double LAYER_AREA = 9.91256303526217e-3;
	private static final double SCALE = 1L << 31;
	private static final int[] INSIDE = new int[LAYERS];
	private static final double[] WIDTH = new double[LAYERS];
	private static final double[] DENSITY = new double[LAYERS];

	static {
		double x = TAIL;
		double last = TAIL;
		double base = LAYER_AREA / Math.exp(-0.5 * x * x);
		INSIDE[0] = (int) (x / base * SCALE);
		WIDTH[0] = base / SCALE;
		WIDTH[LAYERS - 1] = x / SCALE;
		DENSITY[0] = 1;
		DENSITY[LAYERS - 1] = Math.exp(-0.5 * x * x);
		for (int i = LAYERS - 2; i > 0; i--) {
			x = Math.sqrt(-2 * Math.log(LAYER_AREA / x + Math.exp(-0.5 * x * x)));
			INSIDE[i + 1] = (int) (x / last * SCALE);
			last = x;
			DENSITY[i] = Math.exp(-0.5 * x * x);
			WIDTH[i] = x / SCALE;
		}
	}

	private long state;

	Gaussian(long seed) {
		state = seed;
	}

	private long nextLong() {
		long z = state += 0x9e3779b97f4a7c15L;
		z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
		z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
		return z ^ z >>> 31;
	}

	/** Evenly distributed in 0 to 1, both exclusive. */
	double uniform() {
		return ((nextLong() >>> 11) + 0.5) * 0x1p-53;
	}

	/** Standard normal. */
	double next() {
		long bits = nextLong();
		int place = (int) (bits >> 32);
		int layer = (int) bits & LAYERS - 1;
		return Math.abs(place) < INSIDE[layer] && place != Integer.MIN_VALUE ? place * WIDTH[layer] : beyond(place, layer);
	}

	private double beyond(int firstPlace, int firstLayer) {
		int place = firstPlace;
		int layer = firstLayer;
		while (true) {
			double x = place * WIDTH[layer];
			if (layer == 0) {
				return tail(place > 0);
			}
			if (DENSITY[layer] + uniform() * (DENSITY[layer - 1] - DENSITY[layer]) < Math.exp(-0.5 * x * x)) {
				return x;
			}
			long bits = nextLong();
			place = (int) (bits >> 32);
			layer = (int) bits & LAYERS - 1;
			if (place != Integer.MIN_VALUE && Math.abs(place) < INSIDE[layer]) {
				return place * WIDTH[layer];
			}
		}
	}

	private double tail(boolean isPositive) {
		double x;
		double y;
		do {
			x = -Math.log(uniform()) / TAIL;
			y = -Math.log(uniform());
		} while (2 * y < x * x);
		return isPositive ? TAIL + x : -TAIL - x;
	}
}
