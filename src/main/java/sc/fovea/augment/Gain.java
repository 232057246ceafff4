package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/**
 * Stretches values about the low end of their range and shifts them, as another exposure and another dark level do.
 *
 * @param gains factors, evenly distributed on a logarithmic scale
 * @param offsets as share of the value range
 */
public record Gain(Range gains, Range offsets) implements Augmentation {

	static AugmentationFactory factory() {
		return new BuiltIn("gain", "Multiplies values and shifts them, as another exposure does.", List.of(
			Parameter.range("gain_range", "Factor", new Range(0.01, 100), new Range(0.7, 1.5)),
			Parameter.range("offset_range", "Shift, as share of the value range", new Range(-1, 1), new Range(-0.1, 0.1))),
			s -> new Gain(s.range("gain_range"), s.range("offset_range")));
	}

	/** Brightness alone is a shift. */
	static AugmentationFactory brightness() {
		return new BuiltIn("brightness", "Makes everything brighter or darker by the same amount.",
			List.of(Parameter.range("offset_range", "Shift, as share of the value range", new Range(-1, 1), new Range(-0.2, 0.2))),
			s -> new Gain(new Range(1, 1), s.range("offset_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		double gain = gains.drawFactor(random);
		return Change.valued(new Linear(gain, offsets.draw(random)), extent);
	}
}
