package sc.fovea.augment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Covers rectangles with one value (DeVries and Taylor, arXiv:1708.04552). What is annotated below stays annotated.
 *
 * @param counts number of rectangles
 * @param sizes width and height of each, as share of the picture's
 * @param fill the value, as share of its range
 */
public record Cutout(Range counts, Range sizes, double fill) implements Augmentation {

	/** A rectangle in pixels. */
	record Hole(int x, int y, int width, int height) {}

	/** Covers rectangles with a value, given as share of the value range. */
	record Cover(List<Hole> holes, double fill) implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			float value = pixels.range().clamp((float) (pixels.range().low() + fill * pixels.range().span()));
			for (Hole hole : holes) {
				cover(pixels, hole, value);
			}
		}

		private static void cover(Pixels pixels, Hole hole, float value) {
			Extent extent = pixels.extent();
			for (int z = 0; z < extent.depth(); z++) {
				for (int y = hole.y; y < hole.y + hole.height; y++) {
					int from = ((z * extent.height() + y) * extent.width() + hole.x) * extent.channels();
					Arrays.fill(pixels.values(), from, from + hole.width * extent.channels(), value);
				}
			}
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("cutout", "Covers rectangles with one value.", List.of(
			Parameter.range("count_range", "Number of rectangles", new Range(0, 100), new Range(1, 4)),
			Parameter.range("size_range", "Width and height, as share of the picture's", new Range(0.005, 1), new Range(0.05, 0.2)),
			Parameter.number("fill", "Value, as share of the value range", new Range(0, 1), 0)),
			s -> new Cutout(s.range("count_range"), s.range("size_range"), s.number("fill")));
	}

	/** @throws IllegalArgumentException if there is no whole number in the range of counts */
	public Cutout {
		if (Math.ceil(counts.low()) > Math.floor(counts.high())) {
			throw new IllegalArgumentException("Expected a whole number in count_range, got " + counts + ".");
		}
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		List<Hole> holes = new ArrayList<>();
		for (int count = counts.drawWhole(random); count > 0; count--) {
			int width = (int) Math.max(1, Math.rint(sizes.draw(random) * extent.width()));
			int height = (int) Math.max(1, Math.rint(sizes.draw(random) * extent.height()));
			holes.add(new Hole(random.nextInt(extent.width() - width + 1), random.nextInt(extent.height() - height + 1), width, height));
		}
		return Change.valued(new Cover(List.copyOf(holes), fill), extent);
	}
}
