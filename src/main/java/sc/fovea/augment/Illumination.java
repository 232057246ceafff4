package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Multiplies by a smooth field, as uneven illumination does: 1 + strength · q(u, v), with q a random polynomial of second degree between −1 and 1 and u, v the
 * place in the picture, −1 to 1.
 *
 * @param strengths largest deviation from 1
 */
public record Illumination(Range strengths) implements Augmentation {

	/** The factor 1 + x·u + y·v + xx·u² + xy·u·v + yy·v² about the low end of the value range. */
	record Field(double x, double y, double xx, double xy, double yy) implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			Extent extent = pixels.extent();
			float[] factors = new float[extent.width()];
			for (int line = 0; line < extent.depth() * extent.height(); line++) {
				fill(factors, (2.0 * (line % extent.height()) + 1) / extent.height() - 1);
				multiply(pixels, line * extent.width() * extent.channels(), factors);
			}
			pixels.range().clamp(pixels.values());
		}

		private void fill(float[] factors, double v) {
			double constant = 1 + y * v + yy * v * v;
			double slope = x + xy * v;
			double step = 2.0 / factors.length;
			for (int i = 0; i < factors.length; i++) {
				double u = (i + 0.5) * step - 1;
				factors[i] = (float) (constant + u * (slope + xx * u));
			}
		}

		private static void multiply(Pixels pixels, int from, float[] factors) {
			float[] values = pixels.values();
			float low = pixels.range().low();
			int channels = pixels.extent().channels();
			if (channels == 1) {
				for (int i = 0; i < factors.length; i++) {
					values[from + i] = low + factors[i] * (values[from + i] - low);
				}
				return;
			}
			for (int i = 0, at = from; i < factors.length; i++) {
				for (int k = 0; k < channels; k++, at++) {
					values[at] = low + factors[i] * (values[at] - low);
				}
			}
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("illumination", "Makes some parts of the picture brighter than others.",
			List.of(Parameter.range("strength_range", "Largest deviation, as share of the brightness", new Range(0, 1), new Range(0, 0.3))),
			s -> new Illumination(s.range("strength_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		double strength = strengths.draw(random);
		double[] c = random.doubles(5, -1, 1).toArray();
		double scale = strength / Math.max(1e-9, DoubleStream.of(c).map(Math::abs).sum());
		return Change.valued(new Field(scale * c[0], scale * c[1], scale * c[2], scale * c[3], scale * c[4]), extent);
	}
}
