package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fovea.architecture.UNet;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.detect.Matcher;
import sc.fovea.detect.Proposer;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;
import sc.fovea.train.Targets;
import sc.fovea.train.loop.NetworkAnswers;
import sc.fovea.train.sample.Patch;

/** Targets of patches, whether proposals travel with the samples or come from the network. */
class RegionTargetsTest {

	private static final int SIDE = 64;
	private static final int STRIDE = 8;
	private static final int CELLS = SIDE / STRIDE;
	private static final RegionProposals ANCHORED = new RegionProposals.Anchored("scores", "offsets", STRIDE, List.of(16.0, 16.0), 0.5, 5);

	private static RegionTargets targets(RegionProposals proposals) {
		Regions settings = new Regions(List.of("a", "b"), proposals, new RegionLook.Shared("features", List.of(RegionLook.View.whole("regions"))),
			new Regions.Heads("region_scores", "region_offsets"), new Regions.Refinement.None(), new Regions.Limits(0.5, 0.4, new Regions.Window(64, 64, 8)));
		return new RegionTargets(settings, Matcher.forAnchors(), List.of(1.0, 1.0));
	}

	private static final RegionTargets SEARCHED = targets(new RegionProposals.Searched("x", 50));
	private static final RegionTargets OWN = targets(ANCHORED);

	private static Patch patch(List<LabelledBox> boxes, int ignoredFrom) {
		int[] labels = new int[SIDE * SIDE];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = i % SIDE >= ignoredFrom ? Sample.IGNORED : 0;
		}
		return new Patch(SIDE, 0, 1, new float[SIDE * SIDE], labels, boxes, List.of());
	}

	private static LabelledBox box(String label, double x, double y, double width, double height) {
		return LabelledBox.of(label, new Box(x, y, width, height));
	}

	/** A sample with proposals, as a patch. */
	private static Patch proposed(List<LabelledBox> truths, List<Box> proposals) {
		Sample sample = new Sample("s", SIDE, SIDE, 1, new float[SIDE * SIDE], new int[SIDE * SIDE], truths);
		Proposer proposer = (scene, most) -> proposals.stream().limit(most).map(b -> new ScoredBox(b, 1, 0)).toList();
		Sample with = Proposed.in(List.of(sample), proposer, 50, () -> false).get(0);
		Patch alone = patch(with.boxes(), SIDE);
		return new Patch(SIDE, 0, 1, alone.pixels(), alone.labels(), alone.boxes(), with.proposals());
	}

	/** Regions as "x y width height class", class 0 for background. */
	private static List<String> learned(Map<String, Tensor> batch) {
		float[] rows = batch.get("regions").data();
		float[] classes = batch.get("region_classes_target").data();
		List<String> learned = new ArrayList<>();
		for (int i = 0; i < rows.length / 5; i++) {
			int category = classes[3 * i] == 1 ? 0 : classes[3 * i + 1] == 1 ? 1 : 2;
			learned.add((int) rows[5 * i + 1] + " " + (int) rows[5 * i + 2] + " " + (int) rows[5 * i + 3] + " " + (int) rows[5 * i + 4] + " " + category);
		}
		return learned;
	}

	@Test
	void proposals_that_travel_with_a_sample_and_its_true_boxes_are_learned() {
		Patch patch = proposed(List.of(box("b", 10, 10, 20, 20)), List.of(new Box(12, 10, 20, 20), new Box(40, 40, 10, 10), new Box(63, 0, 1, 60)));
		assertThat(learned(SEARCHED.of(List.of(patch)))).as("what is narrower than 2 pixels is none")
			.containsExactlyInAnyOrder("10 10 20 20 2", "12 10 20 20 2", "40 40 10 10 0");
	}

	/** Of the first a half is seen, of the second a tenth. The proposals beside them are cut by the edge as well. */
	@Test
	void an_object_that_the_edge_cuts_is_learned_as_far_as_it_is_seen() {
		Patch patch = proposed(List.of(box("a", -10, 10, 20, 20), box("b", 62, 40, 20, 20)), List.of(new Box(-8, 10, 20, 20), new Box(61, 40, 20, 20)));
		assertThat(learned(SEARCHED.of(List.of(patch)))).containsExactlyInAnyOrder("0 10 10 20 1", "0 10 12 20 1", "61 40 3 20 0");
		Map<String, Tensor> anchors = OWN.of(List.of(patch(List.of(box("b", 62, 40, 20, 20)), SIDE)));
		assertThat(anchors.get("proposal_scores_target").data()).containsOnly(0);
	}

	@Test
	void the_same_patches_give_the_same_draws() {
		List<Box> many = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			many.add(new Box(i, 50 - i, 12, 12));
			many.add(new Box(i, i, 14, 10));
		}
		List<Patch> patches = List.of(proposed(List.of(box("a", 10, 10, 12, 14), box("b", 40, 30, 11, 11)), many), proposed(List.of(), many));
		for (RegionTargets targets : List.of(SEARCHED, OWN)) {
			assertThat(targets.of(patches)).isEqualTo(targets.of(patches));
		}
	}

	@Test
	void a_proposal_is_no_object() {
		Patch patch = proposed(List.of(), List.of(new Box(30, 30, 10, 10)));
		assertThat(patch.hasObject()).isFalse();
		assertThat(patch(List.of(box("a", 30, 30, 10, 10)), SIDE).hasObject()).isTrue();
		Sample sample = new Sample("s", SIDE, SIDE, 1, new float[SIDE * SIDE], new int[SIDE * SIDE], patch.boxes());
		assertThat(SEARCHED.weights(List.of(sample, sample.part("p", new Box(0, 0, 9, 9))))).containsExactly(Math.pow(5, 0.75), Math.pow(5, 0.75));
		assertThatThrownBy(() -> new DetectionValidation(List.of("a"), weights -> null, List.of(sample))).hasMessageContaining("Expected an annotated box");
	}

	@Test
	void a_box_of_an_unknown_class_is_refused() {
		assertThatThrownBy(() -> OWN.of(List.of(patch(List.of(box("c", 1, 1, 9, 9)), SIDE)))).hasMessageContaining("[a, b], got 'c'");
	}

	/** Only the anchor in the middle of cell (5, 2) scores high; the others leave nothing that does not overlap it or is not as bad. */
	private static NetworkAnswers network(List<List<String>> asked) {
		return (inputs, nodes) -> {
			assertThat(inputs).containsOnlyKeys(UNet.IMAGE);
			asked.add(nodes);
			int n = inputs.get(UNet.IMAGE).batch();
			Tensor scores = Tensor.zeros(n, CELLS, CELLS, 1);
			Tensor offsets = Tensor.zeros(n, CELLS, CELLS, 4);
			for (int image = 0; image < n; image++) {
				int at = image * CELLS * CELLS + 2 * CELLS + 5;
				scores.data()[at] = 1;
				offsets.data()[4 * at] = 0.25f;
			}
			return Map.of("scores", scores, "offsets", offsets);
		};
	}

	private static Map<String, Tensor> batch(List<Patch> patches) {
		Map<String, Tensor> batch = OWN.of(patches);
		batch.put(UNet.IMAGE, Tensor.zeros(patches.size(), SIDE, SIDE, 1));
		return batch;
	}

	/** The anchor 16 x 16 at (36, 12), moved by a quarter of its width, is at (40, 12): it is the object of the second patch, and background of the first. */
	@Test
	void where_the_network_proposes_it_is_asked_for_its_proposals_only_and_they_are_learned() {
		List<List<String>> asked = new ArrayList<>();
		Map<String, Tensor> batch = batch(List.of(patch(List.of(), SIDE), patch(List.of(box("b", 40, 14, 16, 16)), SIDE)));
		Map<String, Tensor> whole = OWN.complete(batch, network(asked), 7);
		assertThat(asked).containsExactly(List.of("scores", "offsets"));
		float[] rows = whole.get("regions").data();
		float[] offsets = whole.get("region_offsets_target").data();
		List<String> learned = learned(whole);
		int first = learned.indexOf("40 12 16 16 0");
		int second = learned.indexOf("40 12 16 16 2");
		assertThat(rows[5 * first]).isZero();
		assertThat(rows[5 * second]).isEqualTo(1);
		assertThat(Arrays.copyOfRange(offsets, 8 * second + 4, 8 * second + 8)).containsExactly(new float[] { 0, 1.25f, 0, 0 }, within(1e-4f));
		assertThat(learned).contains("40 14 16 16 2");
		assertThat(whole.keySet()).containsExactlyInAnyOrder(UNet.IMAGE, "regions", "region_classes_target", "region_classes_weight", "region_offsets_target",
			"region_offsets_weight", "proposal_scores_target", "proposal_scores_weight", "proposal_offsets_target", "proposal_offsets_weight");
	}

	@Test
	void what_was_not_annotated_is_not_drawn_from_the_networks_proposals() {
		Map<String, Tensor> batch = batch(List.of(patch(List.of(box("b", 40, 14, 16, 16)), 45)));
		float[] rows = OWN.complete(batch, network(new ArrayList<>()), 7).get("regions").data();
		assertThat(rows.length).isPositive();
		for (int at = 0; at < rows.length; at += 5) {
			assertThat((rows[at + 1] + rows[at + 3] / 2) / STRIDE).as("cells from the sixth on are not known whole").isLessThan(5);
		}
	}

	@Test
	void a_batch_whose_proposals_came_with_it_is_complete() {
		Map<String, Tensor> batch = SEARCHED.of(List.of(proposed(List.of(), List.of(new Box(1, 1, 9, 9)))));
		assertThat(SEARCHED.complete(batch, (inputs, nodes) -> {
			throw new AssertionError("nothing to ask");
		}, 1)).isSameAs(batch);
	}
}
