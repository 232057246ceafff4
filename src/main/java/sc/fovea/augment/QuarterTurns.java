package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/**
 * Turns by 0 to 3 right angles, each equally often, and perhaps mirrors: with mirrors the eight symmetries of the square. No pixel is interpolated; width and
 * height are exchanged by odd turns.
 *
 * @param isMirrored whether half of the results are mirrored
 */
public record QuarterTurns(boolean isMirrored) implements Augmentation {

	static AugmentationFactory turns() {
		return new BuiltIn("quarter_turns", "Turns by 0, 90, 180 or 270 degrees without interpolating.", List.of(), s -> new QuarterTurns(false));
	}

	static AugmentationFactory symmetry() {
		return new BuiltIn("symmetry", "Turns by right angles and mirrors, all eight ways equally often.", List.of(), s -> new QuarterTurns(true));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		int turns = random.nextInt(4);
		return Change.moved(geometry(turns, isMirrored && random.nextBoolean(), extent));
	}

	/** Turned clockwise on the screen, of what is mirrored before. */
	static Geometry geometry(int turns, boolean mirrored, Extent extent) {
		boolean isOdd = turns % 2 != 0;
		int width = isOdd ? extent.height() : extent.width();
		int height = isOdd ? extent.width() : extent.height();
		Affine turn = mirrored ? Affine.quarterTurns(turns).then(Affine.mirror()) : Affine.quarterTurns(turns);
		Affine placement = Affine.shift(-width / 2.0, -height / 2.0).then(turn).then(Affine.shift(extent.width() / 2.0, extent.height() / 2.0));
		return new Geometry(placement, width, height, false);
	}
}
