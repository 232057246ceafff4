package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/**
 * Exchanges the ends of an axis. Exact.
 *
 * @param axis which
 */
public record Flip(Axis axis) implements Augmentation {

	/** The axis whose ends are exchanged. */
	public enum Axis {
		/** Left and right. */
		X,
		/** Up and down. */
		Y,
		/** First and last slice. */
		Z
	}

	static AugmentationFactory horizontal() {
		return new BuiltIn("horizontal_flip", "Exchanges left and right.", List.of(), s -> new Flip(Axis.X));
	}

	static AugmentationFactory vertical() {
		return new BuiltIn("vertical_flip", "Exchanges up and down.", List.of(), s -> new Flip(Axis.Y));
	}

	static AugmentationFactory slices() {
		return new BuiltIn("slice_flip", "Exchanges the first and the last slice of a stack.", List.of(), s -> new Flip(Axis.Z));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return Change.moved(switch (axis) {
			case X -> Geometry.centred(Affine.mirror(), extent);
			case Y -> Geometry.centred(Affine.quarterTurns(2).then(Affine.mirror()), extent);
			case Z -> new Geometry(Affine.IDENTITY, extent.width(), extent.height(), true);
		});
	}
}
