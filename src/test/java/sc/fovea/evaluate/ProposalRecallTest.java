package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

class ProposalRecallTest {

	private static final Box BOX = new Box(10, 10, 40, 40);

	private static DetectedImage image(List<TrueBox> truths, Box... proposals) {
		List<ScoredBox> found = new ArrayList<>();
		for (Box box : proposals) {
			found.add(new ScoredBox(box, 1.0 / (found.size() + 1), 0));
		}
		return new DetectedImage("image", truths, found);
	}

	@Test
	void recall_is_a_count_of_boxes_that_are_met() {
		SplittableRandom random = new SplittableRandom(4);
		List<DetectedImage> images = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			List<TrueBox> truths = random.doubles(15, 0, 20).mapToObj(x -> TrueBox.of(new Box(x, x, 20, 30), 0)).toList();
			List<ScoredBox> found = random.doubles(60, 0, 20).mapToObj(x -> new ScoredBox(new Box(x, 20 - x, 15 + x, 30), random.nextDouble(), 0)).toList();
			images.add(new DetectedImage("image" + i, truths, found));
		}
		ProposalRecall recall = ProposalRecall.of(images);
		assertThat(recall.truths()).isEqualTo(60);
		for (int most : new int[] { 0, 1, 5, 20, 60, 2000 }) {
			double sum = 0;
			for (int percent = 50; percent < 100; percent += 5) {
				double expected = met(images, most, percent / 100.0) / 60.0;
				assertThat(recall.at(most, percent / 100.0)).isCloseTo(expected, within(1e-12));
				sum += expected;
			}
			assertThat(recall.average(most)).isCloseTo(sum / 10, within(1e-12));
		}
		assertThat(recall.at(20, 0.5)).isBetween(0.1, 0.999);
	}

	private static long met(List<DetectedImage> images, int most, double iou) {
		return images.stream().mapToLong(image -> image.truths().stream().filter(truth -> image.found().stream()
			.filter(f -> image.found().stream().filter(better -> better.score() > f.score()).count() < most).anyMatch(f -> f.box().iou(truth.box()) >= iou))
			.count()).sum();
	}

	@Test
	void an_overlap_of_just_the_iou_is_enough() {
		ProposalRecall recall = ProposalRecall.of(List.of(image(List.of(TrueBox.of(BOX, 0)), new Box(10, 10, 20, 40))));
		assertThat(recall.at(1, 0.5)).isEqualTo(1);
		assertThat(recall.at(1, 0.55)).isZero();
		assertThat(recall.average(1)).isCloseTo(0.1, within(1e-12));
	}

	@Test
	void two_true_boxes_may_be_met_by_one_proposal_and_optional_ones_do_not_count() {
		TrueBox crowd = new TrueBox(new Box(100, 100, 50, 50), 0, 2500, TrueBox.Kind.CROWD);
		ProposalRecall recall = ProposalRecall.of(List.of(image(List.of(TrueBox.of(BOX, 0), TrueBox.of(BOX, 1), crowd), BOX)));
		assertThat(recall.truths()).isEqualTo(2);
		assertThat(recall.at(1, 0.95)).isEqualTo(1);
	}

	@Test
	void nothing_to_find_is_not_a_number_and_other_ious_are_refused() {
		assertThat(ProposalRecall.of(List.of(image(List.of(), BOX))).at(1, 0.5)).isNaN();
		assertThatThrownBy(() -> ProposalRecall.of(List.of()).at(1, 0.52)).hasMessageContaining("got 0.52");
	}

	@Test
	void curves_go_from_one_proposal_to_the_largest_number() {
		ProposalRecall recall = ProposalRecall.of(List.of(image(List.of(TrueBox.of(BOX, 0)), new Box(0, 0, 5, 5), BOX)));
		RecallCurves curves = new RecallCurves(Map.of("some", recall), 200);
		assertThat(curves.counts()).containsExactly(1, 2, 3, 5, 7, 10, 20, 30, 50, 70, 100, 200);
		assertThat(curves.table().csv())
			.startsWith("proposer,proposals,recall@0.5,recall@0.7,average_recall@0.5:0.95\nsome,1,0.000000,0.000000,0.000000\nsome,2,1.0");
		Chart chart = curves.chart();
		assertThat(chart.lines().keySet()).containsExactly("some, IoU 0.5", "some, IoU 0.7");
		assertThat(IntStream.of(0, 40).mapToObj(i -> chart.lines().get("some, IoU 0.5").get(i))).containsExactly(0.0, 1.0);
	}
}
