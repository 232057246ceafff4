package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Adds independent normal noise to every value, as a camera's read-out does.
 *
 * @param deviations standard deviation as share of the value range
 */
public record GaussianNoise(Range deviations) implements Augmentation {

	/** Normal noise of a standard deviation, as share of the value range, from a seed. */
	record Noise(double deviation, long seed) implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			if (deviation == 0) {
				return;
			}
			float[] values = pixels.values();
			double sigma = deviation * pixels.range().span();
			Gaussian noise = new Gaussian(seed);
			for (int i = 0; i < values.length; i++) {
				values[i] += (float) (sigma * noise.next());
			}
			pixels.range().clamp(values);
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("gaussian_noise", "Adds noise that does not depend on brightness.",
			List.of(Parameter.range("deviation_range", "Standard deviation, as share of the value range", new Range(0, 1), new Range(0, 0.05))),
			s -> new GaussianNoise(s.range("deviation_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		double deviation = deviations.draw(random);
		return Change.valued(new Noise(deviation, random.nextLong()), extent);
	}
}
