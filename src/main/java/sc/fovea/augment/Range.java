package sc.fovea.augment;

import java.util.SplittableRandom;

/**
 * Numbers to draw from.
 *
 * @param low smallest
 * @param high largest, drawn too where numbers are whole
 */
public record Range(double low, double high) {

	/** @throws IllegalArgumentException unless low ≤ high are finite */
	public Range {
		if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
			throw new IllegalArgumentException("Expected a range [low, high] with low <= high, got [" + low + ", " + high + "].");
		}
	}

	/** Evenly distributed. */
	public double draw(SplittableRandom random) {
		return low + (high - low) * random.nextDouble();
	}

	/** Evenly distributed on a logarithmic scale, for factors. */
	double drawFactor(SplittableRandom random) {
		return low * Math.pow(high / low, random.nextDouble());
	}

	/** A whole number, evenly distributed. */
	int drawWhole(SplittableRandom random) {
		return random.nextInt((int) Math.ceil(low), (int) Math.floor(high) + 1);
	}
}
