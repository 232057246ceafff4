package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StarDistancesTest {

	/** Walks along the ray in small steps. */
	private static float slowly(int[] labels, int size, int x, int y, double dx, double dy) {
		for (double t = 0;; t += 1e-3) {
			int px = (int) Math.floor(x + 0.5 + t * dx), py = (int) Math.floor(y + 0.5 + t * dy);
			if (px < 0 || py < 0 || px >= size || py >= size || labels[py * size + px] != labels[y * size + x])
				return (float) t;
		}
	}

	@Test
	void a_ray_ends_where_it_first_leaves_the_object() {
		Random random = new Random(1);
		StarRays rays = StarRays.of(31);
		float[] distances = new float[40];
		for (int round = 0; round < 10; round++) {
			int[] labels = RandomShapes.discs(random, 40, 8);
			for (int i = 0; i < 40; i++) {
				int x = random.nextInt(40), y = random.nextInt(40);
				StarDistances.at(labels, 40, 40, x, y, rays, distances, 9);
				for (int k = 0; k < 31; k++)
					assertThat(distances[9 + k]).isCloseTo(slowly(labels, 40, x, y, rays.cos(k), rays.sin(k)), Offset.offset(0.003f));
			}
		}
	}

	@Test
	void in_a_square_the_diagonal_goes_through_the_corner() {
		float[] distances = new float[8];
		StarDistances.at(new int[25], 5, 5, 2, 2, StarRays.of(8), distances, 0);
		float diagonal = (float) (2.5 * Math.sqrt(2));
		assertThat(distances).containsExactly(new float[] { 2.5f, diagonal, 2.5f, diagonal, 2.5f, diagonal, 2.5f, diagonal }, Offset.offset(1e-4f));
	}

	@Test
	void a_diagonal_ray_passes_between_two_corners() {
		int[] labels = { 1, 2, 2, 2, 1, 2, 2, 2, 1 };
		float[] distances = new float[8];
		StarDistances.at(labels, 3, 3, 0, 0, StarRays.of(8), distances, 0);
		assertThat(distances[1]).isCloseTo((float) (2.5 * Math.sqrt(2)), Offset.offset(1e-4f));
		assertThat(distances[0]).isCloseTo(0.5f, Offset.offset(1e-6f));
	}

	@Test
	void redrawn_round_objects_keep_their_shape() {
		Random random = new Random(3);
		double sum = 0;
		int rounds = 200;
		for (int i = 0; i < rounds; i++)
			sum += redrawnIou(random, 5 + random.nextDouble() * 15, 0.6 + 0.4 * random.nextDouble());
		assertThat(sum / rounds).isGreaterThan(0.98);
	}

	private static double redrawnIou(Random random, double radius, double flatness) {
		int size = 50;
		double x = 25 + random.nextDouble(), y = 25 + random.nextDouble(), turn = random.nextDouble() * Math.PI;
		int[] labels = new int[size * size], drawn = new int[size * size];
		for (int i = 0; i < labels.length; i++) {
			double dx = i % size + 0.5 - x, dy = i / size + 0.5 - y;
			double u = dx * Math.cos(turn) + dy * Math.sin(turn), v = dy * Math.cos(turn) - dx * Math.sin(turn);
			labels[i] = Math.hypot(u, v / flatness) < radius ? 1 : 0;
		}
		StarCandidates candidates = new StarCandidates(32);
		float[] distances = new float[32];
		StarDistances.at(labels, size, size, (int) x, (int) y, StarRays.of(32), distances, 0);
		candidates.add((int) x + 0.5, (int) y + 0.5, 1, distances, 0);
		new StarRasterizer().draw(candidates, new int[] { 0 }, Box.ofImage(size, size), drawn);
		return InstanceMatching.of(labels, drawn).pairs().iou()[0];
	}

	@Test
	void a_pixel_outside_is_refused() {
		assertThatThrownBy(() -> StarDistances.at(new int[4], 2, 2, 2, 0, StarRays.of(8), new float[8], 0))
			.isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("(2, 0)");
	}
}
