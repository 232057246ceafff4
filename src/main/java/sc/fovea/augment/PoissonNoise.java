package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Replaces every value by a count of photons, as light does. Below {@value #FEW} expected photons the count is drawn exactly, by inversion; above, it is
 * ⌊λ + √λ·z + (z² − 1)/6 + ½⌋ with z standard normal (Cornish and Fisher's expansion, 1937), whose cumulative distribution is within 0.004 of Poisson's.
 *
 * @param photons at the high end of the value range, evenly distributed on a logarithmic scale
 */
public record PoissonNoise(Range photons) implements Augmentation {

	private static final int FEW = 12;
	private static final double LOG2_E = 1 / Math.log(2);

	/** Shot noise for a number of photons at the high end of the value range, from a seed. */
	record Shots(double photons, long seed) implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			float[] values = pixels.values();
			float low = pixels.range().low();
			double perPhoton = pixels.range().span() / photons;
			double scale = 1 / perPhoton;
			Gaussian random = new Gaussian(seed);
			for (int i = 0; i < values.length; i++) {
				double expected = (values[i] - low) * scale;
				if (expected > 0) {
					values[i] = (float) (low + perPhoton * (expected < FEW ? few(expected, random) : many(expected, random)));
				}
			}
			pixels.range().clamp(values);
		}
	}

	/** Counts up to the first k whose cumulative probability exceeds an even random number. */
	static int few(double expected, Gaussian random) {
		double probability = Powers.exp2((float) (-expected * LOG2_E));
		double rest = random.uniform() - probability;
		int count = 0;
		while (rest > 0 && count < 100) {
			count++;
			probability *= expected / count;
			rest -= probability;
		}
		return count;
	}

	static double many(double expected, Gaussian random) {
		double z = random.next();
		return Math.max(0, Math.floor(expected + Math.sqrt(expected) * z + (z * z - 1) / 6 + 0.5));
	}

	static AugmentationFactory factory() {
		return new BuiltIn("poisson_noise", "Adds the noise of few photons: stronger where it is brighter.",
			List.of(Parameter.range("photon_range", "Photons at the high end of the value range", new Range(1, 1e6), new Range(50, 1000))),
			s -> new PoissonNoise(s.range("photon_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		double count = photons.drawFactor(random);
		return Change.valued(new Shots(count, random.nextLong()), extent);
	}
}
