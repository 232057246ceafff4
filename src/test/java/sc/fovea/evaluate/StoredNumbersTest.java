package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import sc.fovea.evaluate.SizeStrata.Stratum;
import sc.fovea.geometry.MatchCounts;

/** Numbers that another implementation gave, in Python with numpy by the definitions alone, for {@link Rectangles} of seeds 1, 2 and 3. */
class StoredNumbersTest {

	private static final Offset<Double> NEAR = Offset.offset(1e-9);

	/** IoU threshold, TP, FP, FN, AP, F1, PQ, mean IoU of the matches, pooled. */
	private static final double[][] THRESHOLDS = {
		{ 0.50, 29, 33, 29, 0.318681319, 0.483333333, 0.333331793, 0.689651986 },
		{ 0.55, 26, 36, 32, 0.276595745, 0.433333333, 0.307054373, 0.708587014 },
		{ 0.60, 20, 42, 38, 0.200000000, 0.333333333, 0.249874673, 0.749624019 },
		{ 0.65, 16, 46, 42, 0.153846154, 0.266666667, 0.208155874, 0.780584529 },
		{ 0.70, 12, 50, 46, 0.111111111, 0.200000000, 0.163506865, 0.817534325 },
		{ 0.75, 10, 52, 48, 0.090909091, 0.166666667, 0.139480891, 0.836885346 },
		{ 0.80, 5, 57, 53, 0.043478261, 0.083333333, 0.073933929, 0.887207143 },
		{ 0.85, 2, 60, 56, 0.016949153, 0.033333333, 0.031818182, 0.954545455 },
		{ 0.90, 2, 60, 56, 0.016949153, 0.033333333, 0.031818182, 0.954545455 },
		{ 0.95, 1, 61, 57, 0.008403361, 0.016666667, 0.016666667, 1.000000000 } };

	/** IoU, Dice, precision and recall of each class, which is the remainder of the id divided by 4. */
	private static final double[][] CLASSES = {
		{ 0.906983568, 0.951223265, 0.955309680, 0.947171661 },
		{ 0.010023585, 0.019848219, 0.018579235, 0.021303258 },
		{ 0.230057803, 0.374060150, 0.381957774, 0.366482505 },
		{ 0.023136247, 0.045226131, 0.044009780, 0.046511628 } };

	private static final long[][] CONFUSIONS = { { 15455, 301, 301, 260 }, { 247, 17, 15, 519 }, { 320, 21, 199, 3 }, { 156, 576, 6, 36 } };

	private static Stream<InstanceEvaluation> images() {
		return LongStream.of(1, 2, 3).mapToObj(Rectangles::of).map(r -> InstanceEvaluation.of(r.truth(), r.predicted()));
	}

	@Test
	void objects_at_every_threshold() {
		InstanceEvaluation pooled = images().reduce(InstanceEvaluation::plus).orElseThrow();
		for (double[] n : THRESHOLDS) {
			InstanceScore score = pooled.at(n[0]);
			assertThat(score.iouThreshold()).isEqualTo(n[0]);
			assertThat(score.counts()).isEqualTo(new MatchCounts((int) n[1], (int) n[2], (int) n[3]));
			assertThat(score.counts().averagePrecision()).isCloseTo(n[4], NEAR);
			assertThat(score.counts().f1()).isCloseTo(n[5], NEAR);
			assertThat(score.panopticQuality()).isCloseTo(n[6], NEAR);
			assertThat(score.meanMatchedIou()).isCloseTo(n[7], NEAR);
		}
	}

	@Test
	void the_score_of_each_image_is_its_mean_ap() {
		List<Double> scores = images().map(InstanceEvaluation::score).toList();
		double[] stored = { 0.153516654, 0.103046684, 0.116066580 };
		for (int i = 0; i < stored.length; i++) {
			assertThat(scores.get(i)).isCloseTo(stored[i], NEAR);
		}
	}

	@Test
	void objects_by_size() {
		List<Stratum> strata = images().reduce(InstanceEvaluation::plus).orElseThrow().sizes().strata();
		assertThat(strata).hasSize(8).extracting(Stratum::objects).containsExactly(0, 0, 0, 6, 13, 24, 14, 1);
		assertThat(strata).extracting(Stratum::found).containsExactly(0, 0, 0, 0, 6, 14, 8, 1);
		assertThat(strata).extracting(Stratum::foundStrictly).containsExactly(0, 0, 0, 0, 1, 5, 3, 1);
		assertThat(strata.get(5).meanMatchedIou()).isCloseTo(9.585573767833298 / 14, NEAR);
		assertThat(strata.get(4).recall()).isCloseTo(6 / 13.0, NEAR);
	}

	@Test
	void classes_of_pixels() {
		SemanticMeasure measure = new SemanticMeasure(List.of());
		SemanticEvaluation pooled = LongStream.of(1, 2, 3).mapToObj(Rectangles::of)
			.map(r -> measure.of(Rectangles.plane(classes(r.truth())), Rectangles.plane(classes(r.predicted()))))
			.reduce(SemanticEvaluation::plus).orElseThrow();
		ConfusionMatrix matrix = pooled.matrix();
		for (int c = 0; c < CLASSES.length; c++) {
			assertThat(new double[] { matrix.iou(c), matrix.dice(c), matrix.precision(c), matrix.recall(c) }).containsExactly(CLASSES[c], NEAR);
			for (int p = 0; p < CLASSES.length; p++) {
				assertThat(matrix.count(c, p)).isEqualTo(CONFUSIONS[c][p]);
			}
		}
		assertThat(matrix.accuracy()).isCloseTo(0.852159288, NEAR);
		assertThat(pooled.score()).isCloseTo(Arrays.stream(CLASSES).mapToDouble(c -> c[0]).average().orElseThrow(), NEAR);
	}

	private static int[] classes(int[] ids) {
		return Arrays.stream(ids).map(id -> id % 4).toArray();
	}
}
