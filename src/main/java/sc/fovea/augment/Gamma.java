package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * v → v^gamma, with v as share of its range; values below its low stay.
 *
 * @param gammas exponents, evenly distributed on a logarithmic scale
 */
public record Gamma(Range gammas) implements Augmentation {

	/** @param exponent of values as shares of their range */
	record Power(double exponent) implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			float[] values = pixels.values();
			float low = pixels.range().low();
			float span = pixels.range().span();
			float scale = 1 / span;
			float floor = pixels.range().floor();
			float ceiling = pixels.range().ceiling();
			PowerTable powers = new PowerTable(exponent);
			for (int i = 0; i < values.length; i++) {
				float share = (values[i] - low) * scale;
				float value = share < 0 ? values[i] : low + span * powers.of(share);
				values[i] = value > ceiling ? ceiling : value < floor ? floor : value;
			}
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("gamma", "Brightens or darkens the middle of the value range.",
			List.of(Parameter.range("gamma_range", "Exponent; below 1 brighter", new Range(0.05, 20), new Range(0.7, 1.4))),
			s -> new Gamma(s.range("gamma_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return Change.valued(new Power(gammas.drawFactor(random)), extent);
	}
}
