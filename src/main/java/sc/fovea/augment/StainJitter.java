package sc.fovea.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Changes how strongly a section is stained with haematoxylin and with eosin. Colours are separated by their optical densities (Ruifrok and Johnston, Anal.
 * Quant. Cytol. Histol. 23, 2001), the amount of each stain and of what is neither is multiplied and shifted (Tellez et al., IEEE TMI 37, 2018), and the colours
 * are put together again: with OD = −log₁₀ T and the stains' unit vectors as rows of S, OD' = (OD·S⁻¹·diag(α) + β)·S.
 *
 * @param factors of the amounts, α
 * @param shifts of the amounts, β, in optical densities
 */
public record StainJitter(Range factors, Range shifts) implements Augmentation {

	/** Unit vectors of haematoxylin, eosin, and what is at right angles to both. */
	private static final double[] STAINS = stains();

	/** OD' = OD·weights + shift, for three channels. */
	record Restaining(List<Double> weights, List<Double> shift) implements IntensityMap {

		private static final float DARKEST = 1f / 256;
		private static final double LOG2_10 = Math.log(10) / Math.log(2);

		@Override
		public void apply(Pixels pixels) {
			float[] w = floats(weights);
			float[] s = floats(shift);
			float low = pixels.range().low();
			float span = pixels.range().span();
			float[] v = pixels.values();
			for (int i = 0; i < v.length; i += 3) {
				float r = density((v[i] - low) / span);
				float g = density((v[i + 1] - low) / span);
				float b = density((v[i + 2] - low) / span);
				for (int k = 0; k < 3; k++) {
					v[i + k] = low + span * Powers.exp2(r * w[k] + g * w[3 + k] + b * w[6 + k] - s[k]);
				}
			}
			pixels.range().clamp(v);
		}

		/** log₂ of what is let through: the optical density up to a negative factor. */
		private static float density(float transmitted) {
			return Powers.log2(Math.max(DARKEST, transmitted));
		}

		private static float[] floats(List<Double> numbers) {
			float[] floats = new float[numbers.size()];
			for (int i = 0; i < floats.length; i++) {
				floats[i] = numbers.get(i).floatValue();
			}
			return floats;
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("stain_jitter", "Changes how strongly a section is stained with haematoxylin and eosin; needs three channels.", List.of(
			Parameter.range("factor_range", "Factor of each stain's amount", new Range(0.05, 20), new Range(0.8, 1.25)),
			Parameter.range("shift_range", "Shift of each stain's amount, in optical densities", new Range(-1, 1), new Range(-0.02, 0.02))),
			s -> new StainJitter(s.range("factor_range"), s.range("shift_range")));
	}

	private static double[] stains() {
		double[] h = unit(0.650, 0.704, 0.286);
		double[] e = unit(0.072, 0.990, 0.105);
		double[] rest = unit(h[1] * e[2] - h[2] * e[1], h[2] * e[0] - h[0] * e[2], h[0] * e[1] - h[1] * e[0]);
		return new double[] { h[0], h[1], h[2], e[0], e[1], e[2], rest[0], rest[1], rest[2] };
	}

	private static double[] unit(double x, double y, double z) {
		double length = Math.sqrt(x * x + y * y + z * z);
		return new double[] { x / length, y / length, z / length };
	}

	/** @throws IllegalArgumentException if the picture has not three channels */
	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		if (extent.channels() != 3) {
			throw new IllegalArgumentException("Expected 3 channels (red, green, blue) for stain_jitter, got " + extent.channels() + ".");
		}
		double[] scales = new double[9];
		double[] shift = new double[3];
		for (int stain = 0; stain < 3; stain++) {
			scales[4 * stain] = factors.drawFactor(random);
			double amount = shifts.draw(random);
			for (int k = 0; k < 3; k++) {
				shift[k] += amount * STAINS[3 * stain + k] * Restaining.LOG2_10;
			}
		}
		double[] weights = ColourJitter.product(ColourJitter.product(inverse(STAINS), scales), STAINS);
		return Change.valued(new Restaining(list(weights), list(shift)), extent);
	}

	private static List<Double> list(double[] numbers) {
		List<Double> list = new ArrayList<>();
		for (double number : numbers) {
			list.add(number);
		}
		return List.copyOf(list);
	}

	/** Inverse of a matrix of three rows: the cofactors, turned over, by the determinant. */
	static double[] inverse(double[] m) {
		double[] inverse = new double[9];
		for (int i = 0; i < 9; i++) {
			int r = i / 3;
			int c = i % 3;
			int r1 = (r + 1) % 3;
			int r2 = (r + 2) % 3;
			int c1 = (c + 1) % 3;
			int c2 = (c + 2) % 3;
			inverse[3 * c + r] = m[3 * r1 + c1] * m[3 * r2 + c2] - m[3 * r1 + c2] * m[3 * r2 + c1];
		}
		double determinant = m[0] * inverse[0] + m[1] * inverse[3] + m[2] * inverse[6];
		for (int i = 0; i < 9; i++) {
			inverse[i] /= determinant;
		}
		return inverse;
	}
}
