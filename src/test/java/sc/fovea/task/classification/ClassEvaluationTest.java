package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.evaluate.RocCurve;

/** Against scikit-learn's metrics of the same answers, and the definition of AUC as a share of pairs. */
class ClassEvaluationTest {

	private static final List<String> CLASSES = List.of("a", "b", "c");
	private static final double[][] PROBABILITIES = { { 0.6, 0.3, 0.1 }, { 0.4, 0.3, 0.3 }, { 0.6, 0.4, 0.0 }, { 0.5, 0.0, 0.5 }, { 0.5, 0.1, 0.4 },
		{ 0.6, 0.0, 0.4 }, { 0.3, 0.4, 0.3 }, { 0.6, 0.3, 0.1 }, { 0.4, 0.5, 0.1 }, { 0.4, 0.1, 0.5 }, { 0.6, 0.1, 0.3 }, { 0.9, 0.1, 0.0 },
		{ 0.3, 0.6, 0.1 }, { 0.1, 0.6, 0.3 }, { 0.2, 0.6, 0.2 }, { 0.5, 0.4, 0.1 }, { 0.2, 0.7, 0.1 }, { 0.1, 0.8, 0.1 }, { 0.2, 0.5, 0.3 },
		{ 0.3, 0.5, 0.2 }, { 0.1, 0.3, 0.6 }, { 0.3, 0.1, 0.6 }, { 0.0, 0.0, 1.0 }, { 0.1, 0.3, 0.6 } };

	private static int truth(int image) {
		return image < 12 ? 0 : image < 20 ? 1 : 2;
	}

	private static ClassifiedImage image(String name, int truth, double... probabilities) {
		return new ClassifiedImage(name, truth, new Classification(CLASSES, Arrays.stream(probabilities).boxed().toList()));
	}

	private static ClassEvaluation all() {
		List<ClassifiedImage> images = new ArrayList<>();
		for (int i = 0; i < PROBABILITIES.length; i++) {
			images.add(image("image" + i, truth(i), PROBABILITIES[i]));
		}
		return new ClassEvaluation(CLASSES, images);
	}

	@Test
	void numbers_equal_those_of_scikit_learn() {
		assertThat(all().numbers().get("accuracy").doubleValue()).isCloseTo(0.8333333333, within(1e-9));
		assertThat(all().numbers().get("balanced_accuracy").doubleValue()).isCloseTo(0.875, within(1e-9));
		assertThat(all().numbers().get("mean_precision").doubleValue()).isCloseTo((0.9 + 0.7777777778 + 0.8) / 3, within(1e-9));
		assertThat(all().numbers().get("mean_F1").doubleValue()).isCloseTo((0.8181818182 + 0.8235294118 + 0.8888888889) / 3, within(1e-9));
		assertThat(all().numbers().get("mean_AUC").doubleValue()).isCloseTo((0.9548611111 + 0.9765625 + 1) / 3, within(1e-6));
		assertThat(all().tables().get("confusion_matrix").csv()).isEqualTo("true_class,a,b,c\na,9,2,1\nb,1,7,0\nc,0,0,4\n");
		assertThat(all().tables().get("evaluation").csv()).contains("0,a,12,10,0.900000,0.750000,0.818182,0.954861\n");
	}

	@Test
	void the_area_is_the_share_of_pairs_in_the_right_order() {
		for (int c = 0; c < CLASSES.size(); c++) {
			double right = 0;
			int pairs = 0;
			for (int i = 0; i < PROBABILITIES.length; i++) {
				for (int k = 0; k < PROBABILITIES.length; k++) {
					if (truth(i) == c && truth(k) != c) {
						pairs++;
						right += PROBABILITIES[i][c] > PROBABILITIES[k][c] ? 1 : PROBABILITIES[i][c] == PROBABILITIES[k][c] ? 0.5 : 0;
					}
				}
			}
			assertThat(all().curve(c).area()).isCloseTo(right / pairs, within(1e-12));
		}
	}

	@Test
	void a_curve_goes_from_nothing_to_everything_and_steps_where_scores_differ() {
		RocCurve curve = RocCurve.of(new double[] { 0.9, 0.8, 0.8, 0.1 }, new boolean[] { true, true, false, false });
		assertThat(curve.points()).containsExactly(new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0), new RocCurve.Point(0.9, 0, 0.5),
			new RocCurve.Point(0.8, 0.5, 1), new RocCurve.Point(0.1, 1, 1));
		assertThat(curve.truePositives(0.25)).isEqualTo(0.75);
		assertThat(curve.truePositives(0)).isEqualTo(0.5);
	}

	@Test
	void a_class_that_does_not_occur_counts_nowhere() {
		ClassEvaluation few = new ClassEvaluation(CLASSES, List.of(image("x", 0, 0.7, 0.2, 0.1), image("y", 1, 0.6, 0.3, 0.1)));
		assertThat(few.score()).isEqualTo(0.5);
		assertThat(few.curve(2).area()).isNaN();
		assertThat(few.numbers().get("mean_AUC").doubleValue()).isEqualTo(1);
		assertThat(few.chart().lines().get("c")).containsOnly(Double.NaN);
	}

	@Test
	void images_come_with_the_least_probable_truth_first() {
		ClassEvaluation one = new ClassEvaluation(CLASSES, List.of(image("good", 0, 0.7, 0.2, 0.1)));
		ClassEvaluation both = one.plus(new ClassEvaluation(CLASSES, List.of(image("bad, very", 2, 0.6, 0.3, 0.1))));
		assertThat(both.tables().get("images").csv()).isEqualTo("image,truth,label,score,probability_of_truth,a,b,c\n"
			+ "\"bad, very\",c,a,0.600000,0.100000,0.600000,0.300000,0.100000\ngood,a,a,0.700000,0.700000,0.700000,0.200000,0.100000\n");
	}

	@Test
	void answers_about_other_classes_are_an_error() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ClassEvaluation(List.of("a", "b"), all().images())).withMessageContaining("[a, b]");
		assertThatIllegalArgumentException().isThrownBy(() -> image("x", 3, 1, 0, 0));
	}
}
