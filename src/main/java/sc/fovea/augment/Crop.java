package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/**
 * Cuts out a part anywhere. Exact. In training, where patches of one size are cut out anyway, it chooses the place.
 *
 * @param sizes share of width and height that remains
 */
public record Crop(Range sizes) implements Augmentation {

	static AugmentationFactory factory() {
		return new BuiltIn("crop", "Cuts out a part anywhere.",
			List.of(Parameter.range("size_range", "Share of width and height that remains", new Range(0.01, 1), new Range(0.5, 1))),
			s -> new Crop(s.range("size_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		double size = sizes.draw(random);
		int width = (int) Math.max(1, Math.rint(size * extent.width()));
		int height = (int) Math.max(1, Math.rint(size * extent.height()));
		int x = random.nextInt(extent.width() - width + 1);
		int y = random.nextInt(extent.height() - height + 1);
		return Change.moved(new Geometry(Affine.shift(x, y), width, height, false));
	}
}
