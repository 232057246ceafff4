package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.Runner;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.Refiner;
import sc.fovea.detect.RegionAnswers;
import sc.fovea.detect.RegionDetector;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;

/** A head and a detector around it, on a network whose answer for a region is a formula of the region. */
class RegionHeadTest {

	private static final Regions SETTINGS = new Regions(List.of("a", "b"), new RegionProposals.Searched("x", 1000),
		new RegionLook.Shared("features", List.of(RegionLook.View.whole("regions"))), new Regions.Heads("scores", "offsets"), new Regions.Refinement.None(),
		new Regions.Limits(0.5, 0.4, new Regions.Window(512, 512, 0)));
	private static final Scene SCENE = new Scene(Tensor.zeros(1, 200, 300, 1), image -> Map.of("features", Tensor.zeros(1, 1, 1, 1)));

	/** Scores region x of class a by x / 1000 and of class b by y / 1000; moves it by its number of tenths of its size. */
	private record Formula(int background, List<Integer> runs) implements Runner {

		@Override
		public Network network() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<String, Tensor> run(Map<String, Tensor> inputs) {
			assertThat(inputs).containsOnlyKeys("regions", "features");
			float[] regions = inputs.get("regions").data();
			int count = inputs.get("regions").batch();
			runs.add(count);
			Tensor scores = Tensor.zeros(count, 1, 1, 2 + background);
			Tensor offsets = Tensor.zeros(count, 1, 1, 8);
			for (int i = 0; i < count; i++) {
				float[] answers = { regions[5 * i + 1] / 1000, regions[5 * i + 2] / 1000 };
				System.arraycopy(answers, 0, scores.data(), i * (2 + background) + background, 2);
				float[] moves = { 5, -2, 0, (float) (5 * Math.log(2)), 0, 0, (float) (5 * Math.log(0.5)), 0 };
				System.arraycopy(moves, 0, offsets.data(), 8 * i, 8);
			}
			return Map.of("scores", scores, "offsets", offsets);
		}

		@Override
		public void close() {}
	}

	private static RegionHead head(Runner runner) {
		return new RegionHead(SCENE, RegionFeatures.of(SETTINGS.look()), runner, SETTINGS);
	}

	private static List<Box> regions(int count) {
		SplittableRandom random = new SplittableRandom(count);
		List<Box> regions = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			regions.add(new Box(random.nextInt(200), random.nextInt(100), 10 + random.nextInt(20), 10 + random.nextInt(20)));
		}
		return regions;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void scores_are_those_of_the_classes_with_and_without_a_background_before_them(int background) {
		RegionAnswers answers = head(new Formula(background, new ArrayList<>())).score(List.of(new Box(100, 50, 20, 10), new Box(7, 9, 3, 3)));
		assertThat(answers.scores()).containsExactly(0.1f, 0.05f, 0.007f, 0.009f);
	}

	/** Offsets 5, −2, 0, 5·ln 2 mean half a width to the right, a fifth of a height up, and twice as high. */
	@Test
	void boxes_of_each_class_are_moved_by_their_own_offsets_and_end_at_the_edge_of_the_scene() {
		RegionAnswers answers = head(new Formula(1, new ArrayList<>())).score(List.of(new Box(100, 50, 20, 10), new Box(290, 0, 10, 10)));
		List<Box> expected = List.of(new Box(110, 43, 20, 20), new Box(105, 50, 10, 10), new Box(295, 0, 5, 13), new Box(292.5, 0, 5, 10));
		for (int i = 0; i < 4; i++) {
			assertThat(answers.box(i / 2, i % 2).iou(expected.get(i))).isCloseTo(1, within(1e-5));
		}
	}

	@Test
	void many_regions_are_judged_in_several_runs_as_each_alone() {
		List<Box> regions = regions(600);
		List<Integer> runs = new ArrayList<>();
		RegionAnswers all = head(new Formula(1, runs)).score(regions);
		assertThat(runs).containsExactly(256, 256, 88);
		RegionHead head = head(new Formula(1, new ArrayList<>()));
		for (int i = 0; i < 600; i++) {
			RegionAnswers alone = head.score(regions.subList(i, i + 1));
			assertThat(List.of(all.score(i, 0), all.score(i, 1), all.box(i, 0), all.box(i, 1)))
				.isEqualTo(List.of(alone.score(0, 0), alone.score(0, 1), alone.box(0, 0), alone.box(0, 1)));
		}
		assertThat(head.score(List.of()).boxes()).isEmpty();
	}

	@Test
	void numbers_that_are_not_finite_are_refused_with_the_name_of_the_output() {
		for (String wrong : List.of("scores", "offsets")) {
			Runner formula = new Formula(1, new ArrayList<>());
			Runner broken = new Runner() {

				@Override
				public Network network() {
					return formula.network();
				}

				@Override
				public Map<String, Tensor> run(Map<String, Tensor> inputs) {
					Map<String, Tensor> answers = formula.run(inputs);
					answers.get(wrong).data()[2] = Float.NaN;
					return answers;
				}

				@Override
				public void close() {}
			};
			assertThatThrownBy(() -> head(broken).score(regions(1))).isInstanceOf(BackendException.class).hasMessageContaining("'" + wrong + "'");
		}
	}

	private static RegionDetector detector(List<Box> proposals, Refiner refiner) {
		Proposer proposer = (scene, most) -> proposals.stream().limit(most).map(box -> new ScoredBox(box, 1, 0)).toList();
		Formula formula = new Formula(1, new ArrayList<>());
		return new RegionDetector(proposer, 3, scene -> new RegionHead(scene, RegionFeatures.of(SETTINGS.look()), formula, SETTINGS), refiner,
			Suppression.greedy(0.4), 0.1);
	}

	/** By hand: 150 gives 0.15 for a; 152 is nearly the same box and better; 60 is below the threshold, but its y of 120 is not. The fourth is not looked at. */
	@Test
	void what_is_sure_enough_and_does_not_overlap_a_better_box_of_its_class_is_found() {
		List<Box> proposals = List.of(new Box(150, 20, 20, 20), new Box(152, 20, 20, 20), new Box(60, 120, 20, 20), new Box(250, 20, 20, 20));
		List<ScoredBox> found = detector(proposals, RegionDetector.NO_REFINER).detect(SCENE);
		assertThat(found).extracting(ScoredBox::category).containsExactly(0, 1);
		assertThat(found).extracting(ScoredBox::score).containsExactly((double) 0.152f, (double) 0.12f);
		assertThat(found.get(0).box().iou(new Box(162, 6, 20, 40))).isCloseTo(1, within(1e-5));
		assertThat(found.get(1).box().iou(new Box(65, 120, 10, 20))).isCloseTo(1, within(1e-5));
	}

	/** A refiner is given near neighbours, and what it makes of them is judged by the same limits. */
	@Test
	void a_refiner_is_given_all_but_near_duplicates_and_its_boxes_are_suppressed_again() {
		List<Box> proposals = List.of(new Box(150, 20, 20, 20), new Box(152, 20, 20, 20), new Box(150.1, 20, 20, 20));
		List<List<ScoredBox>> given = new ArrayList<>();
		Refiner refiner = (found, scorer, bounds) -> {
			given.add(found);
			assertThat(bounds).isEqualTo(SCENE.bounds());
			List<ScoredBox> more = new ArrayList<>(found);
			more.add(new ScoredBox(new Box(0, 0, 5, 5), 0.05, 0));
			more.add(new ScoredBox(new Box(0, 0, 0, 5), 0.9, 0));
			return more;
		};
		assertThat(detector(proposals, refiner).detect(SCENE)).hasSize(1);
		assertThat(given.get(0)).hasSize(2);
		assertThat(detector(List.of(), refiner).detect(SCENE)).isEmpty();
		assertThat(given).hasSize(1);
	}
}
