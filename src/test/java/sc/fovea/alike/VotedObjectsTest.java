package sc.fovea.alike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarSuppression;

/** Drawn maps of what is inside, with outlines that are off. */
class VotedObjectsTest {

	private static final int SIDE = 40;
	private static final StarSuppression SUPPRESSION = new StarSuppression(0.1, 0.3);

	private static float[] disc(double x, double y, double radius) {
		float[] inside = new float[SIDE * SIDE];
		for (int i = 0; i < inside.length; i++) {
			inside[i] = Math.hypot(i % SIDE + 0.5 - x, i / SIDE + 0.5 - y) <= radius ? 1 : 0;
		}
		return inside;
	}

	private static void add(StarCandidates outlines, double x, double y, float radius, float score) {
		float[] distances = new float[32];
		Arrays.fill(distances, radius);
		outlines.add(x, y, score, distances, 0);
	}

	private static long area(int[] labels, int id) {
		return Arrays.stream(labels).filter(label -> label == id).count();
	}

	@Test
	void a_cut_follows_what_is_inside_where_the_outline_is_two_pixels_off() {
		float[] inside = disc(20, 20, 9);
		StarCandidates outlines = new StarCandidates(32);
		add(outlines, 22, 20, 9, 0.9f);
		add(outlines, 20, 18.5, 10, 0.8f);
		int[] labels = VotedObjects.of(outlines, inside, SIDE, SUPPRESSION, () -> false);
		int wrong = 0;
		for (int i = 0; i < labels.length; i++) {
			wrong += (labels[i] == 1) == (inside[i] == 1) ? 0 : 1;
		}
		assertThat(wrong).as("wrong pixels of %d", area(labels, 1)).isLessThan(13);
	}

	@Test
	void a_hole_is_filled_and_a_piece_apart_left_out() {
		float[] inside = disc(20, 20, 9);
		for (int i = 0; i < inside.length; i++) {
			if (Math.hypot(i % SIDE - 20, i / SIDE - 20) < 3) inside[i] = -5;
		}
		inside[20 * SIDE + 31] = 1;
		StarCandidates outlines = new StarCandidates(32);
		add(outlines, 20, 20, 9.2f, 0.9f);
		int[] labels = VotedObjects.of(outlines, inside, SIDE, SUPPRESSION, () -> false);
		assertThat(labels[20 * SIDE + 20]).isEqualTo(1);
		assertThat(labels[20 * SIDE + 31]).isZero();
	}

	@Test
	void neighbours_that_touch_keep_to_their_outlines() {
		float[] inside = new float[SIDE * SIDE];
		Arrays.fill(inside, 1);
		StarCandidates outlines = new StarCandidates(32);
		add(outlines, 12, 20, 8, 0.9f);
		add(outlines, 28, 20, 8, 0.8f);
		int[] labels = VotedObjects.of(outlines, inside, SIDE, SUPPRESSION, () -> false);
		assertThat(labels[20 * SIDE + 17]).isEqualTo(1);
		assertThat(labels[20 * SIDE + 23]).isEqualTo(2);
		assertThat(area(labels, 1)).as("the better one takes what is free first").isBetween(area(labels, 2), area(labels, 2) * 5 / 4);
	}

	@Test
	void where_nothing_is_inside_nothing_is_left_and_ids_have_no_gaps() {
		StarCandidates outlines = new StarCandidates(32);
		add(outlines, 10, 10, 5, 0.9f);
		add(outlines, 29, 29, 7, 0.8f);
		float[] inside = disc(29, 29, 7);
		for (int i = 0; i < SIDE * SIDE / 2; i++) {
			inside[i] = -10;
		}
		int[] labels = VotedObjects.of(outlines, inside, SIDE, SUPPRESSION, () -> false);
		assertThat(Arrays.stream(labels).max().orElse(0)).isEqualTo(labels[29 * SIDE + 29]);
		assertThat(Arrays.stream(labels).distinct().count()).isEqualTo(1 + Arrays.stream(labels).max().orElse(0));
	}

	@Test
	void an_outline_beyond_the_edge_is_cut_off_there() {
		StarCandidates outlines = new StarCandidates(32);
		add(outlines, 39.5, 39.5, 8, 0.9f);
		int[] labels = VotedObjects.of(outlines, disc(39.5, 39.5, 8), SIDE, SUPPRESSION, () -> false);
		assertThat(area(labels, 1)).isBetween(40L, 75L);
	}
}
