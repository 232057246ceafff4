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
			for (int i = 0; i < values.length; i++) {
				values[i] = f * values[i] + o;
			}
			pixels.range().clamp(values);
		}

		private static double mean(float[] values) {
			double sum = 0;
			for (float value : values) {
				sum += value;
			}
			return sum / values.length;
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
