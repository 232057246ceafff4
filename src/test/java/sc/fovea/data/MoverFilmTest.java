package sc.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoverFilmTest {

	private static MoverScene scene(MoverScene.Shape shape, double noise, MoverScene.Rest rest) {
		MoverScene.Motion motion = new MoverScene.Motion(0.3, 0.5, new MoverScene.Velocity(3, -2), 0, rest);
		return new MoverScene(List.of(new MoverScene.Mover(shape, 14, motion)), new MoverScene.Velocity(1, 2), new MoverScene.Look(true, 6, 0.6, noise));
	}

	@ParameterizedTest
	@EnumSource(MoverScene.Shape.class)
	void pixels_move_with_what_they_belong_to(MoverScene.Shape shape) {
		List<MoverFilm.Frame> film = new MoverFilm(scene(shape, 0, MoverScene.Rest.NONE)).film(90, 70, 3, 4);
		int thing = 0;
		for (int y = 5; y < 60; y++) {
			for (int x = 5; x < 80; x++) {
				int here = y * 90 + x;
				boolean isThing = film.get(0).labels()[here] == 1;
				int there = isThing ? (y - 2) * 90 + x + 3 : (y + 2) * 90 + x + 1;
				if (isThing) assertThat(film.get(1).labels()[there]).as("label at %d, %d", x, y).isEqualTo(1);
				if (film.get(1).labels()[there] != film.get(0).labels()[here]) continue;
				thing += isThing ? 1 : 0;
				for (int c = 0; c < 3; c++) {
					assertThat(film.get(1).channels().get(c)[there] & 0xff).as("channel %d at %d, %d", c, x, y).isBetween(
						(film.get(0).channels().get(c)[here] & 0xff) - 1,
						(film.get(0).channels().get(c)[here] & 0xff) + 1);
				}
			}
		}
		assertThat(thing).isGreaterThan(150);
	}

	@Test
	void a_thing_that_rests_is_where_it_was() {
		List<MoverFilm.Frame> film = new MoverFilm(scene(MoverScene.Shape.DISC, 0, new MoverScene.Rest(2, 2))).film(90, 70, 6, 4);
		assertThat(film.get(2).labels()).containsExactly(film.get(1).labels());
		assertThat(film.get(3).labels()).containsExactly(film.get(1).labels());
		assertThat(film.get(4).labels()).isNotEqualTo(film.get(1).labels());
		assertThat(middle(film.get(4).labels())).isEqualTo(middle(film.get(1).labels()) + 3);
	}

	private static long middle(int[] labels) {
		double sum = 0;
		for (int i = 0; i < labels.length; i++) {
			sum += labels[i] * (i % 90);
		}
		return Math.round(sum / Arrays.stream(labels).sum());
	}

	@Test
	void the_seed_chooses_the_pixels_but_not_the_truth() {
		MoverFilm simulator = new MoverFilm(scene(MoverScene.Shape.BLOB, 0.02, MoverScene.Rest.NONE));
		MoverFilm.Frame once = simulator.film(60, 40, 2, 1).get(1);
		MoverFilm.Frame again = simulator.film(60, 40, 2, 1).get(1);
		MoverFilm.Frame other = simulator.film(60, 40, 2, 2).get(1);
		assertThat(again.channels().get(2)).containsExactly(once.channels().get(2));
		assertThat(other.channels().get(2)).isNotEqualTo(once.channels().get(2));
		assertThat(other.labels()).containsExactly(once.labels());
	}

	@Test
	void what_cannot_be_rendered_is_refused() {
		assertThatThrownBy(() -> new MoverScene.Look(false, 1, 0.5, 0)).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> new MoverScene.Mover(MoverScene.Shape.DISC, 1, null)).isInstanceOf(IllegalArgumentException.class);
	}
}
