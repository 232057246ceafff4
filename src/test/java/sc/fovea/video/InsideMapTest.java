package sc.fovea.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InsideMapTest {

	private static final int[][] RAYS = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 }, { 1, 1 }, { -1, -1 }, { 1, -1 }, { -1, 1 } };

	/** Each ray walked on its own. A run of outline is crossed by the ray at its end that comes first along the line from the left, or from above. */
	private static boolean[] slowly(boolean[] isBoundary, int width) {
		int height = isBoundary.length / width;
		boolean[] isInside = new boolean[isBoundary.length];
		for (int i = 0; i < isInside.length; i++) {
			int votes = 0;
			for (int[] ray : RAYS) {
				votes += crossings(isBoundary, width, height, i, ray) & 1;
			}
			isInside[i] = votes >= 5;
		}
		return isInside;
	}

	private static int crossings(boolean[] isBoundary, int width, int height, int start, int[] ray) {
		boolean isForward = ray[1] > 0 || ray[1] == 0 && ray[0] > 0;
		int crossings = 0;
		int x = start % width;
		int y = start / width;
		if (isForward) {
			x += ray[0];
			y += ray[1];
		}
		while (x >= 0 && y >= 0 && x < width && y < height) {
			int beforeX = isForward ? x - ray[0] : x + ray[0];
			int beforeY = isForward ? y - ray[1] : y + ray[1];
			boolean hasBefore = beforeX >= 0 && beforeY >= 0 && beforeX < width && beforeY < height;
			boolean begins = isBoundary[y * width + x] && !(hasBefore && isBoundary[beforeY * width + beforeX]);
			if (begins) crossings++;
			x += ray[0];
			y += ray[1];
		}
		return crossings;
	}

	@Test
	void random_maps_are_as_if_each_ray_was_walked() {
		for (int seed = 0; seed < 200; seed++) {
			SplittableRandom random = new SplittableRandom(seed);
			int width = 1 + random.nextInt(20);
			boolean[] isBoundary = new boolean[width * (1 + random.nextInt(20))];
			for (int i = 0; i < isBoundary.length; i++) {
				isBoundary[i] = random.nextInt(4) == 0;
			}
			assertThat(InsideMap.of(isBoundary, width)).as("seed %d", seed).containsExactly(slowly(isBoundary, width));
		}
	}

	private static boolean[] ring(double gap) {
		boolean[] ring = new boolean[60 * 50];
		for (int i = 0; i < ring.length; i++) {
			double x = i % 60 - 30;
			double y = i / 60 - 25;
			double distance = Math.hypot(x, y);
			ring[i] = distance > 15 && distance < 18 && !(Math.abs(Math.atan2(y, x) - 1) < gap);
		}
		return ring;
	}

	@Test
	void what_a_ring_encloses_is_inside_also_if_it_has_a_gap() {
		for (double gap : new double[] { 0, 0.25 }) {
			boolean[] isInside = InsideMap.of(ring(gap), 60);
			for (int i = 0; i < isInside.length; i++) {
				double distance = Math.hypot(i % 60 - 30, i / 60 - 25);
				if (distance < 10) assertThat(isInside[i]).as("pixel %d, gap %s", i, gap).isTrue();
				if (distance > 21) assertThat(isInside[i]).as("pixel %d, gap %s", i, gap).isFalse();
			}
		}
	}
}
