package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/**
 * Slides rows or columns over each other, the middle staying; half of the results one, half the other.
 *
 * @param angles in degrees, by which the sides of a square lean
 */
public record Shear(Range angles) implements Augmentation {

	static AugmentationFactory factory() {
		return new BuiltIn("shear", "Slides rows or columns over each other.",
			List.of(Parameter.range("angle_range", "Angle in degrees by which upright lines lean", new Range(-80, 80), new Range(-10, 10))),
			s -> new Shear(s.range("angle_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		double angle = Math.toRadians(angles.draw(random));
		return Change.moved(Geometry.centred(random.nextBoolean() ? Affine.shear(angle, 0) : Affine.shear(0, angle), extent));
	}
}
