package sc.fovea.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Balls are drawn into slices; each disc gets an id of its own, as a network gives it. */
class SliceLinksTest {

	private static final int SIDE = 40;
	private final List<int[]> slices = new ArrayList<>();
	private final List<float[]> pixels = new ArrayList<>();
	private int pieces;

	@Test
	void discs_of_a_ball_become_one_body() {
		empty(12);
		ball(20, 20, 6, 5);
		assertThat(link(7)).isEqualTo(1);
		assertThat(slices.get(6)[20 * SIDE + 20]).isEqualTo(7);
		assertThat(slices.stream().flatMapToInt(java.util.Arrays::stream).distinct()).containsExactlyInAnyOrder(0, 7);
	}

	@Test
	void balls_beside_each_other_stay_apart() {
		empty(12);
		ball(10, 20, 5, 5);
		ball(21, 20, 6, 5);
		assertThat(link(1)).isEqualTo(2);
		assertThat(slices.get(5)[20 * SIDE + 10]).isNotEqualTo(slices.get(5)[20 * SIDE + 21]);
	}

	@Test
	void balls_on_top_of_each_other_are_cut_where_they_are_narrow() {
		empty(20);
		ball(20, 20, 5, 5);
		ball(20, 20, 13, 5);
		assertThat(link(1)).isEqualTo(2);
		assertThat(slices.get(5)[20 * SIDE + 20]).isEqualTo(1);
		assertThat(slices.get(13)[20 * SIDE + 20]).isEqualTo(2);
	}

	@Test
	void balls_that_are_dark_are_linked_too() {
		empty(20);
		ball(20, 20, 5, 5);
		ball(20, 20, 13, 5);
		pixels.forEach(plane -> {
			for (int i = 0; i < plane.length; i++)
				plane[i] = 100 - plane[i];
		});
		assertThat(link(1)).isEqualTo(2);
	}

	@Test
	void what_one_slice_shows_alone_is_left_out_if_bodies_go_through_many() {
		empty(14);
		ball(12, 12, 6, 5);
		ball(28, 28, 6, 5);
		disc(30, 10, 3, 4);
		assertThat(link(1)).isEqualTo(2);
		assertThat(slices.get(3)[10 * SIDE + 30]).isZero();
	}

	@Test
	void flat_objects_are_kept_where_all_are_flat() {
		empty(3);
		disc(10, 10, 0, 4);
		disc(30, 30, 2, 4);
		assertThat(link(1)).isEqualTo(2);
	}

	@Test
	void ids_that_do_not_occur_are_no_bodies() {
		empty(2);
		disc(10, 10, 0, 4);
		pieces += 3;
		disc(30, 30, 1, 4);
		assertThat(link(1)).isEqualTo(2);
	}

	@Test
	void empty_slices_have_no_body() {
		empty(3);
		assertThat(link(1)).isZero();
	}

	@Test
	void an_id_below_zero_is_refused() {
		empty(1);
		slices.get(0)[3] = -1;
		assertThatThrownBy(() -> link(1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-1");
	}

	private int link(int firstId) {
		return new SliceLinks(SIDE).link(slices, pixels::get, firstId);
	}

	private void empty(int count) {
		for (int z = 0; z < count; z++) {
			slices.add(new int[SIDE * SIDE]);
			pixels.add(new float[SIDE * SIDE]);
		}
	}

	private void ball(int x, int y, int z, int radius) {
		for (int dz = -radius + 1; dz < radius; dz++) {
			if (z + dz >= 0 && z + dz < slices.size()) disc(x, y, z + dz, Math.sqrt(radius * radius - dz * dz));
		}
	}

	private void disc(int x, int y, int z, double radius) {
		pieces++;
		for (int i = 0; i < SIDE * SIDE; i++) {
			if (Math.hypot(i % SIDE - x, i / SIDE - y) <= radius && slices.get(z)[i] == 0) {
				slices.get(z)[i] = pieces;
				pixels.get(z)[i] = 80;
			}
		}
	}
}
