package sc.fovea.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fovea.data.MoverScene;
import sc.fovea.data.MoverScene.Look;
import sc.fovea.data.MoverScene.Shape;
import sc.fovea.data.MoverScene.Velocity;
import sc.fovea.tile.Progress;

class RegionSystemTest {

	static Stream<Arguments> scenes() {
		return Stream.of(
			Arguments.of("an ellipse that turns, with a camera that pans", RenderedFilm.mover(Shape.ELLIPSE, 32, new Velocity(2.5, -1), 0.03),
				new Velocity(-1, 0.5),
				Look.grey()),
			Arguments.of("a slow blob", RenderedFilm.mover(Shape.BLOB, 30, new Velocity(1, 0), 0), Velocity.STILL, Look.grey()),
			Arguments.of("a star in colour", RenderedFilm.mover(Shape.STAR, 36, new Velocity(4, 2), 0.05), new Velocity(-2, 0), Look.colour()));
	}

	/** Measured 0.89, 0.87 and 0.81 with 10 frames. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("scenes")
	void the_primary_object_is_found(String name, MoverScene.Mover mover, Velocity pan, Look look) {
		RenderedFilm film = RenderedFilm.of(RenderedFilm.scene(mover, pan, look), 6, 5);
		VideoLabels found = new RegionSystem().segment(film, 1, Progress.none());
		assertThat(found.objects()).isEqualTo(1);
		assertThat(film.iou(found)).isGreaterThan(0.72);
	}

	@Tag("slow")
	@Test
	void a_thing_that_rests_for_some_frames_is_carried_on() {
		MoverScene.Motion motion = new MoverScene.Motion(0.4, 0.45, new Velocity(2, 1), 0.02, new MoverScene.Rest(3, 3));
		RenderedFilm film = RenderedFilm.of(RenderedFilm.scene(new MoverScene.Mover(Shape.BLOB, 30, motion), Velocity.STILL, Look.grey()), 8, 6);
		VideoLabels found = new RegionSystem().segment(film, 1, Progress.none());
		for (int t = 0; t < 8; t++) {
			assertThat(film.iou(found, t)).as("frame %d", t).isGreaterThan(0.7);
		}
	}

	@Tag("slow")
	@Test
	void the_next_object_is_found_after_the_first_and_no_third() {
		MoverScene.Mover one = new MoverScene.Mover(Shape.DISC, 18, new MoverScene.Motion(0.25, 0.3, new Velocity(2, 0.5), 0, MoverScene.Rest.NONE));
		MoverScene.Mover other = new MoverScene.Mover(Shape.DISC, 24, new MoverScene.Motion(0.7, 0.65, new Velocity(-1.5, -1), 0, MoverScene.Rest.NONE));
		RenderedFilm film = RenderedFilm.of(new MoverScene(List.of(one, other), Velocity.STILL, Look.colour()), 5, 7);
		VideoLabels found = new RegionSystem().segment(film, 0, Progress.none());
		assertThat(found.objects()).isEqualTo(2);
		assertThat(film.iou(found)).isGreaterThan(0.7);
		assertThat(new RegionSystem().segment(film, 1, Progress.none()).objects()).isEqualTo(1);
	}

	@Test
	void nothing_is_found_where_all_rests_or_the_camera_alone_moves() {
		MoverScene still = new MoverScene(List.of(), Velocity.STILL, Look.grey());
		MoverScene pan = new MoverScene(List.of(), new Velocity(2.3, -1), Look.colour());
		assertThat(new RegionSystem().segment(RenderedFilm.of(still, 5, 1), 0, Progress.none()).objects()).isZero();
		assertThat(new RegionSystem().segment(RenderedFilm.of(pan, 5, 1), 0, Progress.none()).objects()).isZero();
	}

	@Test
	void a_film_that_does_not_fit_is_refused_in_a_sentence() {
		RenderedFilm film = RenderedFilm.of(new MoverScene(List.of(), Velocity.STILL, Look.grey()), 2, 1);
		assertThatThrownBy(() -> new RegionSystem(new FilmLimits(1_000_000)).segment(film, 0, Progress.none())).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("2 frames of 160x120 pixels need");
	}

	/** All paths tried, on random layers. */
	@Test
	void the_heaviest_path_is_found() {
		Random random = new Random(4);
		for (int turn = 0; turn < 50; turn++) {
			List<List<Region>> layers = Stream.generate(() -> Stream.generate(() -> new Region(new BitSet(), 1, 2 * random.nextDouble(), 0)).limit(3).toList())
				.limit(4).toList();
			double[][][] links = new double[3][3][3];
			for (double[][] pair : links) {
				for (double[] row : pair) {
					Arrays.setAll(row, i -> random.nextDouble());
				}
			}
			double best = 0;
			int[] chosen = new int[4];
			for (int path = 0; path < 81; path++) {
				int[] at = { path % 3, path / 3 % 3, path / 9 % 3, path / 27 };
				double weight = layers.get(0).get(at[0]).score();
				for (int t = 1; t < 4; t++) {
					weight += layers.get(t).get(at[t]).score() + 2 * links[t - 1][at[t - 1]][at[t]];
				}
				if (weight > best) {
					best = weight;
					chosen = at;
				}
			}
			List<Region> found = RegionChain.heaviest(layers, links).regions();
			for (int t = 0; t < 4; t++) {
				assertThat(found.get(t)).isSameAs(layers.get(t).get(chosen[t]));
			}
		}
	}
}
