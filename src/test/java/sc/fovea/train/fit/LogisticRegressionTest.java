package sc.fovea.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Against scikit-learn 1.x (LogisticRegression, class_weight="balanced", on StandardScaler), and its own optimality conditions. */
class LogisticRegressionTest {

	private static final float[][] FEATURES = { { -1.4f, 1.39f, -1.37f }, { 0.24f, 0.61f, -0.84f }, { 0.15f, 1.17f, -0.02f }, { -0.89f, -2.92f, -0.97f },
		{ 0.41f, -0.02f, -1.26f }, { 1.38f, -0.07f, -0.41f }, { 1.68f, -0.36f, -0.6f }, { 3.16f, 1.37f, -1.59f }, { 1.92f, 1.56f, 0.63f },
		{ 2.15f, 0.47f, -1.33f }, { 2.65f, 1.31f, -1.12f }, { 1.81f, 0.58f, 0.12f }, { -0.69f, 0.49f, 0.85f }, { 0.49f, -0.83f, 1.34f },
		{ -0.68f, 0.43f, -0.75f } };
	private static final int[] TRUTH = { 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 0, 0, 0 };

	private static double[] probabilities(LogisticRegression.Line line, float[] features) {
		return Arrays.stream(line.logarithms(features)).map(Math::exp).toArray();
	}

	@Test
	void probabilities_equal_those_of_scikit_learn() {
		LogisticRegression.Line line = new LogisticRegression(3, 0.1).fit(FEATURES, TRUTH);
		double[][] expected = { { 0.817758, 0.122218, 0.060024 }, { 0.47729, 0.321241, 0.201469 }, { 0.577824, 0.148623, 0.273554 },
			{ 0.713688, 0.277643, 0.008669 }, { 0.365793, 0.492343, 0.141863 } };
		for (int i = 0; i < expected.length; i++) {
			assertThat(probabilities(line, FEATURES[i])).containsExactly(expected[i], within(1e-3));
		}
	}

	/** An image that is a class in part counts like several images of which so many are of the class. */
	@Test
	void shares_of_classes_are_what_so_many_whole_images_would_be() {
		float[][] features = { { -1 }, { 0 }, { 2 } };
		double[][] shares = { { 0.9, 0.1 }, { 0.5, 0.5 }, { 0.2, 0.8 } };
		float[][] many = new float[30][];
		double[][] whole = new double[30][];
		for (int i = 0; i < 30; i++) {
			many[i] = features[i / 10];
			boolean isFirst = i % 10 < Math.round(10 * shares[i / 10][0]);
			whole[i] = new double[] { isFirst ? 1 : 0, isFirst ? 0 : 1 };
		}
		LogisticRegression regression = new LogisticRegression(2, 0.01);
		for (float[] row : features) {
			assertThat(probabilities(regression.fit(features, shares), row)).containsExactly(probabilities(regression.fit(many, whole), row), within(1e-4));
		}
	}

	@Test
	void without_a_penalty_worth_the_name_the_mean_answer_is_the_mean_share() {
		float[][] features = { { -1 }, { 0.3f }, { 2 }, { 1 } };
		double[][] shares = { { 0.7, 0.3 }, { 0.1, 0.9 }, { 0.2, 0.8 }, { 0.6, 0.4 } };
		LogisticRegression.Line line = new LogisticRegression(2, 1e-6).fit(features, shares);
		assertThat(Arrays.stream(features).mapToDouble(row -> probabilities(line, row)[1]).average().orElseThrow()).isCloseTo(0.6, within(1e-3));
	}

	/** The same features many times over are more than the images, and need a penalty as many times smaller for the same answer. */
	@Test
	void more_features_than_images_give_what_fewer_do() {
		int copies = 10;
		float[][] many = Arrays.stream(FEATURES).map(row -> {
			float[] wide = new float[row.length * copies];
			IntStream.range(0, wide.length).forEach(f -> wide[f] = row[f % row.length]);
			return wide;
		}).toArray(float[][]::new);
		LogisticRegression.Line few = new LogisticRegression(3, 0.1).fit(FEATURES, TRUTH);
		LogisticRegression.Line wide = new LogisticRegression(3, 0.1 * copies).fit(many, TRUTH);
		for (int i = 0; i < FEATURES.length; i++) {
			assertThat(probabilities(wide, many[i])).containsExactly(probabilities(few, FEATURES[i]), within(1e-3));
		}
	}

	@Test
	void a_constant_feature_has_no_influence() {
		float[][] withConstant = Arrays.stream(FEATURES).map(row -> new float[] { row[0], row[1], row[2], 5 }).toArray(float[][]::new);
		LogisticRegression.Line line = new LogisticRegression(3, 0.1).fit(withConstant, TRUTH);
		assertThat(Arrays.copyOfRange(line.kernel(), 9, 12)).containsExactly(0, 0, 0);
		assertThat(Arrays.stream(line.bias()).toArray()).doesNotContain(Double.NaN);
	}

	@Test
	void the_minimum_of_a_valley_is_found() {
		SplittableRandom random = new SplittableRandom(1);
		double[] scales = IntStream.range(0, 30).mapToDouble(i -> Math.pow(10, -3 * random.nextDouble())).toArray();
		double[] found = new Lbfgs(500, 1e-9).minimise((x, gradient) -> {
			double value = 0;
			for (int i = 0; i < x.length; i++) {
				value += scales[i] * (x[i] - i) * (x[i] - i) / 2;
				gradient[i] = scales[i] * (x[i] - i);
			}
			return value;
		}, new double[30]);
		assertThat(found).containsExactly(IntStream.range(0, 30).asDoubleStream().toArray(), within(1e-4));
	}
}
