package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/**
 * Turns about the middle; the size of the picture stays.
 *
 * @param angles in degrees, clockwise on the screen
 */
public record Rotation(Range angles) implements Augmentation {

	static AugmentationFactory factory() {
		return new BuiltIn("rotation", "Turns about the middle.",
			List.of(Parameter.range("angle_range", "Angle in degrees, clockwise", new Range(-360, 360), new Range(-180, 180))),
			s -> new Rotation(s.range("angle_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return Change.moved(Geometry.centred(Affine.rotation(Math.toRadians(angles.draw(random))), extent));
	}
}
