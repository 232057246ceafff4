package sc.fovea.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fovea.data.MoverScene;
import sc.fovea.data.MoverScene.Look;
import sc.fovea.data.MoverScene.Shape;
import sc.fovea.data.MoverScene.Velocity;
import sc.fovea.tile.Progress;

class MotionSystemTest {

	private static VideoLabels segment(Film film) {
		return new MotionSystem().segment(film, 0, Progress.none());
	}

	static Stream<Arguments> scenes() {
		return Stream.of(
			Arguments.of("a disc before a background at rest", RenderedFilm.mover(Shape.DISC, 25, new Velocity(2, 1), 0), Velocity.STILL, Look.grey()),
			Arguments.of("an ellipse that turns, with a camera that pans", RenderedFilm.mover(Shape.ELLIPSE, 32, new Velocity(2.5, -1), 0.03),
				new Velocity(-1, 0.5),
				Look.grey()),
			Arguments.of("a star in colour", RenderedFilm.mover(Shape.STAR, 36, new Velocity(4, 2), 0.05), new Velocity(-2, 0), Look.colour()));
	}

	/** Measured 0.91, 0.87 and 0.82 with 12 frames. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("scenes")
	void a_thing_of_the_texture_of_the_background_is_found_by_its_motion(String name, MoverScene.Mover mover, Velocity pan, Look look) {
		RenderedFilm film = RenderedFilm.of(RenderedFilm.scene(mover, pan, look), 8, 5);
		VideoLabels found = segment(film);
		assertThat(found.objects()).isEqualTo(1);
		assertThat(found.frames()).isEqualTo(8);
		assertThat(film.iou(found)).isGreaterThan(0.75);
	}

	@Test
	void a_thing_that_rests_for_some_frames_is_still_there() {
		MoverScene.Motion motion = new MoverScene.Motion(0.4, 0.45, new Velocity(2, 1), 0.02, new MoverScene.Rest(3, 3));
		RenderedFilm film = RenderedFilm.of(RenderedFilm.scene(new MoverScene.Mover(Shape.BLOB, 30, motion), Velocity.STILL, Look.grey()), 9, 6);
		VideoLabels found = segment(film);
		for (int t = 0; t < 9; t++) {
			assertThat(film.iou(found, t)).as("frame %d", t).isGreaterThan(0.7);
		}
	}

	@Test
	void two_things_have_two_ids_by_size_that_stay() {
		MoverScene.Mover small = new MoverScene.Mover(Shape.DISC, 16, new MoverScene.Motion(0.25, 0.3, new Velocity(1.5, 0.5), 0, MoverScene.Rest.NONE));
		MoverScene.Mover large = new MoverScene.Mover(Shape.DISC, 24, new MoverScene.Motion(0.7, 0.65, new Velocity(-1.5, -0.5), 0, MoverScene.Rest.NONE));
		RenderedFilm film = RenderedFilm.of(new MoverScene(List.of(small, large), Velocity.STILL, Look.colour()), 6, 7);
		VideoLabels found = segment(film);
		assertThat(found.objects()).isEqualTo(2);
		for (int t = 0; t < 6; t++) {
			assertThat(most(found.labels(t), film.rendered().get(t).labels(), 2)).as("the large one in frame %d", t).isEqualTo(1);
			assertThat(most(found.labels(t), film.rendered().get(t).labels(), 1)).as("the small one in frame %d", t).isEqualTo(2);
		}
		VideoLabels first = new MotionSystem().segment(film, 1, Progress.none());
		assertThat(first.objects()).isEqualTo(1);
		assertThat(Arrays.stream(first.labels(2)).max().getAsInt()).isEqualTo(1);
	}

	/** The id that most pixels of a thing have. */
	private static int most(int[] ids, int[] truth, int thing) {
		int[] counts = new int[10];
		for (int i = 0; i < ids.length; i++) {
			if (truth[i] == thing) counts[ids[i]]++;
		}
		int most = 0;
		for (int id = 1; id < counts.length; id++) {
			if (counts[id] > counts[most]) most = id;
		}
		return most;
	}

	@Test
	void nothing_moves_on_its_own_where_all_rests_or_the_camera_alone_moves() {
		MoverScene still = new MoverScene(List.of(), Velocity.STILL, Look.grey());
		MoverScene pan = new MoverScene(List.of(), new Velocity(2.3, -1), Look.colour());
		assertThat(segment(RenderedFilm.of(still, 5, 1)).objects()).isZero();
		VideoLabels found = segment(RenderedFilm.of(pan, 5, 1));
		assertThat(found.objects()).isZero();
		assertThat(found.labels(4)).containsOnly(0).hasSize(160 * 120);
	}

	@Test
	void the_same_film_gives_the_same_labels() {
		RenderedFilm film = RenderedFilm.of(RenderedFilm.scene(RenderedFilm.mover(Shape.RECTANGLE, 30, new Velocity(2, 2), 0), Velocity.STILL, Look.grey()), 4,
			3);
		VideoLabels once = segment(film);
		VideoLabels again = segment(film);
		for (int t = 0; t < 4; t++) {
			assertThat(again.labels(t)).containsExactly(once.labels(t));
		}
	}

	@Test
	void a_film_that_cannot_be_is_refused_in_a_sentence() {
		MoverScene still = new MoverScene(List.of(), Velocity.STILL, Look.grey());
		RenderedFilm film = RenderedFilm.of(still, 2, 1);
		assertThatThrownBy(() -> segment(RenderedFilm.of(still, 1, 1))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("two frames or more");
		assertThatThrownBy(() -> new MotionSystem(new FilmLimits(100_000)).segment(film, 0, Progress.none())).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("2 frames of 160x120 pixels need").hasMessageContaining("enough for 0 frames");
	}

	@Test
	void it_stops_when_it_is_told_to() {
		Progress stopped = new Progress() {

			private long done;

			@Override
			public void progress(long now, long total) {
				done = now;
			}

			@Override
			public boolean isCancelled() {
				return done == 2;
			}
		};
		MoverScene still = new MoverScene(List.of(), Velocity.STILL, Look.grey());
		assertThatThrownBy(() -> new MotionSystem().segment(RenderedFilm.of(still, 4, 1), 0, stopped)).isInstanceOf(CancellationException.class)
			.hasMessage("Stopped after 2 of 4 frames.");
	}
}
