package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Blurs with a Gaussian in x and y.
 *
 * @param sigmas standard deviation in pixels
 */
public record Blur(Range sigmas) implements Augmentation {

	/** A Gaussian of a standard deviation in pixels, cut at three of them; the picture is continued by its mirror image. */
	record Smoothing(double sigma) implements IntensityMap {

		private static final double SMALLEST = 0.15;

		@Override
		public void apply(Pixels pixels) {
			if (sigma >= SMALLEST) {
				float[] kernel = kernel(sigma);
				for (int z = 0; z < pixels.extent().depth(); z++) {
					new SliceSmoothing(pixels, z, kernel).apply();
				}
			}
		}

		/** Weights from the middle outwards, of sum 1 with both sides. */
		private static float[] kernel(double sigma) {
			int radius = (int) Math.max(1, Math.ceil(3 * sigma));
			double[] weights = new double[radius + 1];
			double sum = 0;
			for (int k = 0; k <= radius; k++) {
				weights[k] = Math.exp(-0.5 * k * k / (sigma * sigma));
				sum += k == 0 ? weights[k] : 2 * weights[k];
			}
			float[] kernel = new float[radius + 1];
			for (int k = 0; k <= radius; k++) {
				kernel[k] = (float) (weights[k] / sum);
			}
			return kernel;
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("blur", "Blurs, as a picture out of focus is.",
			List.of(Parameter.range("sigma_range", "Standard deviation of the Gaussian in pixels", new Range(0, 50), new Range(0.3, 1.5))),
			s -> new Blur(s.range("sigma_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return Change.valued(new Smoothing(sigmas.draw(random)), extent);
	}
}
