package sc.fovea.alike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import sc.fovea.geometry.DistanceTransform;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.geometry.MatchCounts;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarRays;
import sc.fovea.geometry.StarDistances;
import sc.fovea.geometry.StarSuppression;

/** Drawn discs, seen by features that say noisily what is inside, how deep, and where the middle is. */
class LookAlikeTest {

	private static final int SIDE = 120;
	private static final StarSuppression SUPPRESSION = new StarSuppression(0.1, 0.3);
	/** Middles and radii: nine like each other, and one that is much larger. */
	private static final int[][] DISCS = { { 18, 18, 8 }, { 60, 20, 9 }, { 100, 18, 7 }, { 20, 60, 9 }, { 37, 60, 8 }, { 98, 100, 8 }, { 18, 100, 8 },
		{ 60, 104, 9 }, { 104, 60, 7 } };

	private static int[] discs(int... which) {
		int[] ids = new int[SIDE * SIDE];
		for (int k : which) {
			for (int i = 0; i < ids.length; i++) {
				if (Math.hypot(i % SIDE - DISCS[k][0], i / SIDE - DISCS[k][1]) <= DISCS[k][2] && ids[i] == 0) ids[i] = k + 1;
			}
		}
		return ids;
	}

	private static int[] all() {
		return discs(0, 1, 2, 3, 4, 5, 6, 7, 8);
	}

	/** Inside, depth, and the distances along 8 rays, each with noise, and a feature that is noise alone. */
	private static FeatureMaps maps(int[] ids, double noise) {
		Random random = new Random(1);
		int channels = 11;
		float[] depth = DistanceTransform.objectProbability(ids, SIDE, SIDE);
		float[] data = new float[SIDE * SIDE * channels];
		float[] distances = new float[8];
		for (int i = 0; i < ids.length; i++) {
			int at = i * channels;
			data[at] = ids[i] > 0 ? 1 : 0;
			data[at + 1] = depth[i];
			StarDistances.at(ids, SIDE, SIDE, i % SIDE, i / SIDE, StarRays.of(8), distances, 0);
			for (int k = 0; k < 8 && ids[i] > 0; k++) {
				data[at + 2 + k] = distances[k];
			}
			for (int k = 0; k < channels; k++) {
				data[at + k] += (float) (noise * random.nextGaussian());
			}
		}
		return new FeatureMaps(SIDE, SIDE, List.of(new FeatureMaps.Layer(data, SIDE, channels, 1)), Optional.empty());
	}

	private static LookAlike learned(FeatureMaps maps, int[] exemplars) {
		ExemplarLearning learning = new ExemplarLearning(false);
		learning.add(maps, exemplars);
		return learning.learned();
	}

	private static int[] found(LookAlike alike, FeatureMaps maps) {
		StarCandidates outlines = new StarCandidates(alike.rays());
		alike.project(maps, new LookAlike.Target(0, 0, alike.threshold(), outlines));
		float[] inside = new float[SIDE * SIDE];
		alike.inside(maps, inside, 0, SIDE);
		return VotedObjects.of(outlines, inside, SIDE, SUPPRESSION, () -> false);
	}

	@Test
	void three_exemplars_find_the_others_also_where_they_touch() {
		FeatureMaps maps = maps(all(), 0.1);
		int[] found = found(learned(maps, discs(0, 1, 3)), maps);
		assertThat(InstanceMatching.of(all(), found).counts(0.7)).isEqualTo(new MatchCounts(9, 0, 0));
	}

	@Test
	void one_exemplar_is_enough_where_features_are_clear() {
		FeatureMaps maps = maps(all(), 0.02);
		assertThat(InstanceMatching.of(all(), found(learned(maps, discs(1)), maps)).counts(0.5)).isEqualTo(new MatchCounts(9, 0, 0));
	}

	@Test
	void outlines_of_the_network_are_corrected_by_what_exemplars_say() {
		int[] ids = all();
		FeatureMaps plain = maps(ids, 0.02);
		float[] probability = DistanceTransform.objectProbability(ids, SIDE, SIDE);
		float[] distances = new float[SIDE * SIDE * 16];
		for (int i = 0; i < ids.length; i++) {
			StarDistances.at(ids, SIDE, SIDE, i % SIDE, i / SIDE, StarRays.of(16), distances, i * 16);
			for (int k = 0; k < 16; k++) {
				distances[i * 16 + k] = ids[i] > 0 ? distances[i * 16 + k] - 2 : 0;
			}
		}
		FeatureMaps.Own own = new FeatureMaps.Own(new FeatureMaps.Layer(probability, SIDE, 1, 1), new FeatureMaps.Layer(distances, SIDE, 16, 1),
			Optional.empty());
		FeatureMaps maps = new FeatureMaps(SIDE, SIDE, plain.layers(), Optional.of(own));
		ExemplarLearning learning = new ExemplarLearning(true);
		learning.add(maps, discs(0, 1, 3));
		assertThat(learning.agreement()).as("outlines two pixels too small of a radius of eight").isBetween(0.4, 0.75);
		LookAlike alike = learning.learned();
		assertThat(alike.rays()).isEqualTo(16);
		StarCandidates outlines = new StarCandidates(16);
		alike.project(maps, new LookAlike.Target(0, 0, 0.8, outlines));
		double radius = 0;
		for (int i = 0; i < outlines.size(); i++) {
			radius += Math.sqrt(outlines.polygon(i).area() / Math.PI) / outlines.size();
		}
		assertThat(radius).as("mean radius, 6 as the network says").isBetween(7.5, 8.6);
	}

	@Test
	void what_is_more_than_five_times_as_large_is_not_alike() {
		LookAlike.Areas areas = LookAlike.Areas.NONE.with(100).with(200);
		assertThat(areas.areLike(19)).isFalse();
		assertThat(areas.areLike(21)).isTrue();
		assertThat(areas.areLike(999)).isTrue();
		assertThat(areas.areLike(1001)).isFalse();
	}

	@Test
	void without_exemplars_nothing_is_learned() {
		ExemplarLearning learning = new ExemplarLearning(false);
		assertThatThrownBy(learning::learned).hasMessage("Expected an exemplar, got none.");
	}

	@Test
	void cutting_out_stops_when_asked() {
		FeatureMaps maps = maps(all(), 0.02);
		LookAlike alike = learned(maps, discs(1));
		StarCandidates outlines = new StarCandidates(alike.rays());
		alike.project(maps, new LookAlike.Target(0, 0, alike.threshold(), outlines));
		assertThatThrownBy(() -> VotedObjects.of(outlines, new float[SIDE * SIDE], SIDE, SUPPRESSION, () -> true)).isInstanceOf(CancellationException.class);
	}
}
