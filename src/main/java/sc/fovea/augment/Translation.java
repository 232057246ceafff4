package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/**
 * Shifts by whole pixels, so that nothing is interpolated.
 *
 * @param shifts to the right and down, as share of width and height
 */
public record Translation(Range shifts) implements Augmentation {

	static AugmentationFactory factory() {
		return new BuiltIn("translation", "Shifts by whole pixels.",
			List.of(Parameter.range("shift_range", "Shift to the right and down, as share of width and height", new Range(-1, 1), new Range(-0.1, 0.1))),
			s -> new Translation(s.range("shift_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		double dx = Math.rint(shifts.draw(random) * extent.width());
		double dy = Math.rint(shifts.draw(random) * extent.height());
		return Change.moved(new Geometry(Affine.shift(-dx, -dy), extent.width(), extent.height(), false));
	}
}
