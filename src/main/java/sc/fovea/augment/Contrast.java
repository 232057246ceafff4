package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Stretches values about their mean: v → mean + factor · (v − mean).
 *
 * @param factors evenly distributed on a logarithmic scale
 */
public record Contrast(Range factors) implements Augmentation {

	/** @param factor about the mean of all values of the picture */
	record Stretch(double factor) implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			double mean = mean(pixels.values());
			float f = (float) factor;
			float o = (float) (mean - factor * mean);
			float[] values = pixels.values();
			float floor = pixels.range().floor();
			float ceiling = pixels.range().ceiling();
			for (int i = 0; i < values.length; i++) {
				values[i] = Math.max(floor, Math.min(ceiling, f * values[i] + o));
			}
		}

		/** Four sums at a time, as one alone waits for each addition. */
		private static double mean(float[] values) {
			double a = 0;
			double b = 0;
			double c = 0;
			double d = 0;
			int i = 0;
			for (; i + 3 < values.length; i += 4) {
				a += values[i];
				b += values[i + 1];
				c += values[i + 2];
				d += values[i + 3];
			}
			for (; i < values.length; i++) {
				a += values[i];
			}
			return (a + b + (c + d)) / values.length;
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("contrast", "Stretches values about their mean.",
			List.of(Parameter.range("factor_range", "Factor; above 1 contrast grows", new Range(0.01, 100), new Range(0.7, 1.4))),
			s -> new Contrast(s.range("factor_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return Change.valued(new Stretch(factors.drawFactor(random)), extent);
	}
}
