package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/**
 * Enlarges or shrinks about the middle, evenly distributed on a logarithmic scale; the size of the picture stays.
 *
 * @param factors above 1 things appear larger
 */
public record Scale(Range factors) implements Augmentation {

	static AugmentationFactory factory() {
		return new BuiltIn("scale", "Enlarges or shrinks about the middle.",
			List.of(Parameter.range("factor_range", "Factor; above 1 things appear larger", new Range(0.05, 20), new Range(0.75, 1.4))),
			s -> new Scale(s.range("factor_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return Change.moved(Geometry.centred(Affine.zoom(factors.drawFactor(random)), extent));
	}
}
