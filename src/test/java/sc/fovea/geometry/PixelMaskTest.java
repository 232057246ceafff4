package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class PixelMaskTest {

	private static final int WIDTH = 40;
	private static final int HEIGHT = 30;

	private static BitSet inImage(PixelMask mask, int width) {
		BitSet pixels = new BitSet();
		for (int index : mask.indices(width)) {
			pixels.set(index);
		}
		return pixels;
	}

	/** java.awt decides about each pixel's centre by the same rule. */
	@Test
	void a_polygon_holds_the_pixels_whose_centres_lie_inside_even_odd_also_where_it_leaves_the_image() {
		Random random = new Random(1);
		for (int round = 0; round < 200; round++) {
			List<double[]> rings = new ArrayList<>();
			Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
			for (int r = 0; r < 1 + round % 3; r++) {
				double[] ring = random.doubles(2L * (3 + random.nextInt(6)), -15, 55).toArray();
				rings.add(ring);
				path.moveTo(ring[0], ring[1]);
				for (int i = 2; i < ring.length; i += 2) {
					path.lineTo(ring[i], ring[i + 1]);
				}
				path.closePath();
			}
			BitSet expected = new BitSet();
			for (int i = 0; i < WIDTH * HEIGHT; i++) {
				expected.set(i, path.contains(i % WIDTH + 0.5, i / WIDTH + 0.5));
			}
			PixelMask mask = PixelMask.ofPolygon(rings, WIDTH, HEIGHT);
			assertThat(inImage(mask, WIDTH)).isEqualTo(expected);
			assertThat(mask.area()).isEqualTo(expected.cardinality());
		}
	}

	@Test
	void whole_numbers_enclose_whole_pixels() {
		PixelMask square = PixelMask.ofPolygon(List.of(new double[] { 2, 3, 5, 3, 5, 7, 2, 7 }), WIDTH, HEIGHT);
		assertThat(square.bounds()).isEqualTo(new Box(2, 3, 3, 4));
		assertThat(square.area()).isEqualTo(12);
		assertThat(square.covers(PixelMask.ofBox(new Box(2, 3, 3, 4), WIDTH, HEIGHT))).isTrue();
		assertThat(square.covers(PixelMask.ofBox(new Box(3, 3, 3, 4), WIDTH, HEIGHT))).isFalse();
	}

	@Test
	void what_has_no_pixel_in_the_image_is_empty() {
		PixelMask outside = PixelMask.ofPolygon(List.of(new double[] { 50, 3, 55, 3, 55, 7 }), WIDTH, HEIGHT);
		assertThat(outside.area()).isZero();
		assertThat(outside.bounds().area()).isZero();
		assertThat(PixelMask.ofPolygon(List.of(new double[] { 1, 1, 2, 2 }), WIDTH, HEIGHT).area()).isZero();
		assertThat(PixelMask.ofPolygon(List.of(new double[0]), WIDTH, HEIGHT).area()).isZero();
	}

	@Test
	void both_together_hold_the_pixels_of_each() {
		PixelMask a = PixelMask.ofBox(new Box(1, 2, 5, 5), WIDTH, HEIGHT);
		PixelMask b = PixelMask.ofBox(new Box(20, 0, 3, 4), WIDTH, HEIGHT);
		BitSet expected = inImage(a, WIDTH);
		expected.or(inImage(b, WIDTH));
		assertThat(inImage(PixelMask.union(List.of(a, b)), WIDTH)).isEqualTo(expected);
		assertThat(PixelMask.union(List.of(a, b)).bounds()).isEqualTo(new Box(1, 0, 22, 7));
		assertThat(PixelMask.union(List.of()).area()).isZero();
	}

	@Test
	void ids_of_a_label_image_have_the_pixels_that_bear_them_in_the_smallest_rectangle() {
		SplittableRandom random = new SplittableRandom(1);
		int[] labels = random.ints(7 * 5, 0, 4).toArray();
		Map<Integer, PixelMask> masks = PixelMask.ofLabels(labels, 7);
		assertThat(masks).containsOnlyKeys(1, 2, 3);
		masks.forEach((id, mask) -> {
			for (int i = 0; i < labels.length; i++) {
				int x = i % 7 - mask.x(), y = i / 7 - mask.y();
				boolean isIn = x >= 0 && y >= 0 && x < mask.width() && y < mask.height() && mask.pixels().get(y * mask.width() + x);
				assertThat(isIn).as("id %d at %d", id, i).isEqualTo(labels[i] == id);
			}
		});
		assertThat(PixelMask.ofLabels(new int[] { 0, 0, 0, 0, 9, 0 }, 3)).containsExactly(Map.entry(9, PixelMask.ofBox(new Box(1, 1, 1, 1), 3, 2)));
		assertThat(PixelMask.ofLabels(new int[6], 3)).isEmpty();
	}
}
