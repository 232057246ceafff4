package sc.fovea.data;

/**
 * Random numbers that belong to a pixel: {@link #at} sets the state from seed and position, so that a pixel's noise does not
 * depend on which pixels were drawn before it. The generator is SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), as in
 * {@link java.util.SplittableRandom}, but can be moved without an allocation. All results are the same on every platform:
 * only {@link StrictMath} is used.
 */
final class Noise {

	private static final long GOLDEN = 0x9e3779b97f4a7c15L;
	private static final double[] GAUSSIAN = gaussianQuantiles(1 << 16);

	private final long seed;
	private long state;

	Noise(long seed) {
		this.seed = seed;
	}

	/** Moves to the numbers of pixel (x, y). */
	void at(int x, int y) {
		state = hash(seed, x, y);
	}

	/** A well mixed 64-bit number for (seed, x, y). */
	static long hash(long seed, int x, int y) {
		return mix(mix(seed) ^ ((long) y << 32 | x & 0xffffffffL));
	}

	static long mix(long z) {
		z += GOLDEN;
		z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
		z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
		return z ^ z >>> 31;
	}

	/** Uniform in (0, 1). */
	double uniform() {
		long bits = mix(state);
		state += GOLDEN;
		return ((bits >>> 11) + 0.5) * 0x1p-53;
	}

	/** Standard normal, from 65,536 equally likely quantiles: finer than a grey value, limited to about ±4.3. */
	double gaussian() {
		return GAUSSIAN[(int) (uniform() * GAUSSIAN.length)];
	}

	/** Poisson distributed with the given mean (at least 0). */
	int poisson(double mean) {
		return mean < 10 ? byMultiplication(mean) : byTransformedRejection(mean);
	}

	/** Knuth, The Art of Computer Programming 2, 3.4.1: count uniform factors until their product is below exp(−mean). */
	private int byMultiplication(double mean) {
		double limit = StrictMath.exp(-mean);
		int count = 0;
		for (double product = uniform(); product > limit; product *= uniform())
			count++;
		return count;
	}

	/** Hörmann, The transformed rejection method for generating Poisson random variables, 1993, algorithm PTRS. */
	private int byTransformedRejection(double mean) {
		double b = 0.931 + 2.53 * Math.sqrt(mean), a = -0.059 + 0.02483 * b;
		double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4), quick = 0.9277 - 3.6224 / (b - 2);
		while (true) {
			double u = uniform() - 0.5, v = uniform(), us = 0.5 - Math.abs(u);
			double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
			if (us >= 0.07 && v <= quick) return (int) k;
			if (k < 0 || us < 0.013 && v > us) continue;
			double log = StrictMath.log(v * inverseAlpha / (a / (us * us) + b));
			if (log <= k * StrictMath.log(mean) - mean - logFactorial(k)) return (int) k;
		}
	}

	/** ln k!: summed below 10, from there Stirling's series, whose error is below 1e-9. */
	private static double logFactorial(double k) {
		if (k < 10) {
			double product = 1;
			for (int i = 2; i <= k; i++)
				product *= i;
			return StrictMath.log(product);
		}
		double n = k + 1;
		return (n - 0.5) * StrictMath.log(n) - n + 0.9189385332046727 + (1 / 12.0 - (1 / 360.0 - 1 / (1260 * n * n)) / (n * n)) / n;
	}

	/** The midpoints' quantiles of the standard normal distribution, by summing its density in steps of 1e-4. */
	private static double[] gaussianQuantiles(int count) {
		double[] quantiles = new double[count];
		double step = 1e-4, sum = 0, height = step / Math.sqrt(2 * Math.PI);
		int next = 0;
		for (int i = -60_000; next < count && i < 60_000; i++) {
			double x = (i + 0.5) * step;
			sum += height * StrictMath.exp(-x * x / 2);
			while (next < count && sum >= (next + 0.5) / count)
				quantiles[next++] = (i + 1) * step;
		}
		return quantiles;
	}
}
