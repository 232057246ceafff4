package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/**
 * Deforms smoothly and without folds; see {@link Displacement}.
 *
 * @param spacing of the control points, as share of the shorter side
 * @param amplitudes largest displacement of a control point, as share of the spacing
 */
public record Elastic(double spacing, Range amplitudes) implements Augmentation {

	static AugmentationFactory factory() {
		return new BuiltIn("elastic", "Deforms smoothly, as tissue does.", List.of(
			Parameter.number("spacing", "Distance of the control points, as share of the shorter side", new Range(0.02, 1), 0.125),
			Parameter.range("amplitude_range", "Largest displacement, as share of that distance", new Range(0, Displacement.LARGEST_SHARE),
				new Range(0.05, 0.25))),
			s -> new Elastic(s.number("spacing"), s.range("amplitude_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		double pixels = Math.max(1, spacing * Math.min(extent.width(), extent.height()));
		Displacement.Lattice lattice = new Displacement.Lattice(extent.width(), extent.height(), pixels);
		double amplitude = Math.min(Displacement.LARGEST_SHARE, amplitudes.draw(random)) * pixels;
		return Change.moved(new Geometry(new Displacement(lattice, amplitude, random), extent.width(), extent.height(), false));
	}
}
