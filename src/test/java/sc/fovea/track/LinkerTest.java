package sc.fovea.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sc.fovea.data.FilmScene;
import sc.fovea.data.NucleiFilm;
import sc.fovea.data.SimulatedImage;
import sc.fovea.track.score.FrameMatch;
import sc.fovea.track.score.TrackComparison;
import sc.fovea.track.score.TrackScores;

class LinkerTest {

	private static final int SIDE = 256;

	/** Labels of a square for each object and frame. @param places x and y of the left upper corner in turn, by object; negative for none */
	private static Tracks linked(TrackOptions options, int[]... frames) {
		Linker linker = new Linker(64, 64, options);
		for (int[] places : frames) {
			int[] labels = new int[64 * 64];
			for (int i = 0; i < places.length; i += 2) {
				if (places[i] < 0) continue;
				for (int n = 0; n < 36; n++) {
					labels[(places[i + 1] + n / 6) * 64 + places[i] + n % 6] = i / 2 + 1;
				}
			}
			linker.add(labels, new float[0]);
		}
		return linker.finish();
	}

	@Test
	void objects_that_move_are_followed() {
		Tracks tracks = linked(TrackOptions.STANDARD, new int[] { 5, 5, 40, 40 }, new int[] { 8, 6, 38, 43 }, new int[] { 11, 7, 36, 46 });
		assertThat(tracks.tracks()).hasSize(2).allSatisfy(track -> assertThat(track.spots()).hasSize(3));
		assertThat(tracks.track(1).spots()).extracting(Spot::x).containsExactly(8.0, 11.0, 14.0);
	}

	@Test
	void a_gap_of_two_frames_is_closed_and_one_of_three_is_not() {
		int[] still = { 5, 5, 40, 40 };
		int[] without = { 5, 5, -1, -1 };
		assertThat(linked(TrackOptions.STANDARD, still, still, without, without, still).tracks()).hasSize(2);
		assertThat(linked(TrackOptions.STANDARD, still, still, without, without, without, still).tracks()).hasSize(3);
		assertThat(linked(new TrackOptions(0, 0, true), still, still, without, still).tracks()).hasSize(3);
	}

	@Test
	void nothing_is_linked_farther_than_the_user_allows() {
		int[][] jump = { { 5, 5, 30, 40 }, { 5, 5, 30, 40 }, { 5, 5, 36, 40 } };
		assertThat(linked(new TrackOptions(3, 2, false), jump).tracks()).hasSize(3);
		assertThat(linked(new TrackOptions(9, 2, false), jump).tracks()).hasSize(2);
	}

	/** Frames of 64 × 64 pixels with rectangles: left, top, width, height in turn. */
	private static Tracks rectangles(int[]... frames) {
		Linker linker = new Linker(64, 64, TrackOptions.STANDARD);
		for (int[] frame : frames) {
			int[] labels = new int[64 * 64];
			for (int i = 0; i < frame.length; i += 4) {
				for (int n = 0; n < frame[i + 2] * frame[i + 3]; n++) {
					labels[(frame[i + 1] + n / frame[i + 2]) * 64 + frame[i] + n % frame[i + 2]] = i / 4 + 1;
				}
			}
			linker.add(labels, new float[0]);
		}
		return linker.finish();
	}

	private static final int[] WHOLE = { 28, 28, 10, 10, 8, 45, 10, 10 };
	private static final int[] HALVES = { 25, 28, 7, 7, 34, 28, 7, 7, 8, 45, 10, 10 };
	private static final int[] HALF = { 25, 28, 7, 7, 8, 45, 10, 10 };

	@Test
	void two_halves_in_place_of_an_object_are_its_daughters() {
		Tracks tracks = rectangles(WHOLE, WHOLE, WHOLE, HALVES, HALVES, HALVES);
		assertThat(tracks.tracks()).hasSize(4);
		assertThat(tracks.children().get(1)).extracting(Track::first).containsExactly(3, 3);
	}

	@Test
	void a_daughter_that_is_seen_a_frame_later_has_the_same_mother() {
		Tracks tracks = rectangles(WHOLE, WHOLE, WHOLE, HALF, HALVES, HALVES, HALVES);
		assertThat(tracks.track(1).last()).isEqualTo(2);
		assertThat(tracks.children().get(1)).extracting(Track::first).containsExactly(3, 4);
	}

	@Test
	void an_object_that_is_soon_whole_again_did_not_divide() {
		Tracks tracks = rectangles(WHOLE, WHOLE, WHOLE, HALVES, WHOLE, WHOLE, WHOLE);
		assertThat(tracks.children()).isEmpty();
		assertThat(tracks.track(1).spots()).hasSize(7);
	}

	@Test
	void what_leaves_beside_what_enters_did_not_divide() {
		int[][] frames = new int[8][];
		for (int t = 0; t < 8; t++) {
			IntStream all = IntStream.of(8, 8, 10, 10, 30, 50, 10, 10);
			if (t < 5) all = IntStream.concat(all, IntStream.of(54 + 2 * t, 28, 10 - 2 * t, 10));
			if (t > 2) all = IntStream.concat(all, IntStream.of(68 - 2 * t, 39, 2 * t - 4, 10));
			frames[t] = all.toArray();
		}
		assertThat(rectangles(frames).children()).isEmpty();
	}

	@Test
	void empty_films_have_no_tracks() {
		assertThat(new Linker(8, 8, TrackOptions.STANDARD).finish().tracks()).isEmpty();
		assertThat(linked(TrackOptions.STANDARD, new int[0], new int[0]).tracks()).isEmpty();
	}

	@Test
	void frames_have_the_size_of_the_film() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Linker(8, 8, TrackOptions.STANDARD).add(new int[63], new float[0]))
			.withMessage("Expected 8x8 ids, got 63.");
		assertThatIllegalArgumentException().isThrownBy(() -> new TrackOptions(-1, 2, true)).withMessage("\"distance\" must be 0 or more, but is -1.0.");
	}

	@Test
	void nuclei_that_move_half_a_diameter_a_frame_are_followed_through_crossings_and_divisions() {
		TrackScores scores = scores(FilmScene.of(25, 10), 3);
		assertThat(scores.det()).isEqualTo(1);
		assertThat(scores.lnk()).isGreaterThan(0.97);
	}

	@Test
	void divisions_of_rendered_nuclei_are_found() {
		FilmScene scene = FilmScene.of(25, 10);
		TrackScores scores = scores(scene.with(new FilmScene.Events(0.03, 0.1, 0.005, 0)), 4);
		assertThat(scores.divisions()[0].found()).isGreaterThan(5);
		assertThat(scores.divisions()[0].f1()).isGreaterThan(0.85);
	}

	@Test
	void a_dark_frame_and_a_jump_of_all_do_not_end_tracks() {
		FilmScene scene = FilmScene.of(25, 1);
		FilmScene jumping = scene.with(new FilmScene.Motion(1, 0.5, 17, -12)).with(new FilmScene.Events(0, 0, 0, 0.15));
		assertThat(scores(jumping, 5).lnk()).isGreaterThan(0.97);
	}

	/** Of labels whose ids are drawn by lot in each frame. */
	private static TrackScores scores(FilmScene scene, long seed) {
		NucleiFilm film = NucleiFilm.of(scene, new NucleiFilm.Size(SIDE, SIDE, 15), seed);
		Linker linker = new Linker(SIDE, SIDE, TrackOptions.STANDARD);
		List<int[]> truth = new ArrayList<>();
		List<int[]> drawn = new ArrayList<>();
		for (int t = 0; t < film.size().frames(); t++) {
			SimulatedImage image = film.frame(t);
			truth.add(image.labels());
			drawn.add(shuffled(image.labels(), film.tracks().size(), new Random(t)));
			float[] values = new float[SIDE * SIDE];
			for (int i = 0; i < values.length; i++) {
				values[i] = image.pixels()[i] & 0xffff;
			}
			linker.add(drawn.get(t), values);
		}
		Segments segments = Segments.of(linker.finish());
		TrackComparison comparison = new TrackComparison(film.tracks().stream().map(t -> new TrackLine(t.id(), t.first(), t.last(), t.parent())).toList(),
			segments.lines());
		List<int[]> names = segments.labelsByLabel(truth.size());
		for (int t = 0; t < truth.size(); t++) {
			int[] labels = drawn.get(t).clone();
			for (int i = 0; i < labels.length; i++) {
				if (labels[i] != 0) labels[i] = names.get(t)[labels[i]];
			}
			comparison.add(FrameMatch.of(truth.get(t), labels));
		}
		return comparison.scores();
	}

	private static int[] shuffled(int[] labels, int largest, Random random) {
		List<Integer> ids = new ArrayList<>();
		for (int id = 1; id <= largest; id++) {
			ids.add(id);
		}
		Collections.shuffle(ids, random);
		int[] shuffled = new int[labels.length];
		for (int i = 0; i < labels.length; i++) {
			shuffled[i] = labels[i] == 0 ? 0 : ids.get(labels[i] - 1);
		}
		return shuffled;
	}
}
