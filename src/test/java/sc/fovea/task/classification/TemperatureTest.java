package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class TemperatureTest {

	private static final List<String> NAMES = List.of("a", "b", "c");

	/** Answers of a network whose scores are too large by a factor, and classes drawn as often as true probabilities say. */
	private record Drawn(List<Classification> answers, int[] truths) {

		static Drawn of(double factor, int count, long seed) {
			SplittableRandom random = new SplittableRandom(seed);
			List<Classification> answers = new ArrayList<>();
			int[] truths = new int[count];
			for (int i = 0; i < count; i++) {
				double[] z = { 3 * random.nextDouble(), 3 * random.nextDouble(), 3 * random.nextDouble() };
				double u = random.nextDouble();
				double[] p = softmax(z, 1);
				truths[i] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
				double[] sure = softmax(z, factor);
				answers.add(new Classification(NAMES, List.of(sure[0], sure[1], sure[2])));
			}
			return new Drawn(answers, truths);
		}

		double likelihood(double temperature) {
			double sum = 0;
			for (int i = 0; i < truths.length; i++) {
				sum -= Math.log(new Temperature(temperature).of(answers.get(i)).probabilities().get(truths[i]));
			}
			return sum;
		}
	}

	private static double[] softmax(double[] z, double factor) {
		double sum = IntStream.range(0, z.length).mapToDouble(c -> Math.exp(factor * z[c])).sum();
		return IntStream.range(0, z.length).mapToDouble(c -> Math.exp(factor * z[c]) / sum).toArray();
	}

	@Test
	void the_factor_by_which_scores_are_too_large_is_found() {
		Drawn sure = Drawn.of(2.5, 20_000, 1);
		assertThat(Temperature.fit(sure.answers(), sure.truths()).orElseThrow().value()).isCloseTo(2.5, within(0.1));
		Drawn unsure = Drawn.of(0.5, 20_000, 2);
		assertThat(Temperature.fit(unsure.answers(), unsure.truths()).orElseThrow().value()).isCloseTo(0.5, within(0.02));
	}

	@Test
	void no_other_temperature_of_a_fine_list_is_more_likely() {
		Drawn drawn = Drawn.of(1.7, 300, 3);
		double found = Temperature.fit(drawn.answers(), drawn.truths()).orElseThrow().value();
		for (double other = 0.05; other <= 20; other *= 1.05) {
			assertThat(drawn.likelihood(other)).as("at " + other).isGreaterThanOrEqualTo(drawn.likelihood(Math.min(20, found)) - 1e-9);
		}
	}

	@Test
	void the_class_stays_the_same_and_its_probability_is_that_of_the_formula() {
		Classification answer = new Classification(NAMES, List.of(0.7, 0.2, 0.1));
		Classification calibrated = new Temperature(2).of(answer);
		double sum = Math.sqrt(0.7) + Math.sqrt(0.2) + Math.sqrt(0.1);
		assertThat(calibrated.label()).isEqualTo("a");
		assertThat(calibrated.score()).isCloseTo(Math.sqrt(0.7) / sum, within(1e-12));
		assertThat(new Temperature(1).of(answer).probabilities().get(1)).isCloseTo(0.2, within(1e-12));
		assertThat(new Temperature(3).of(new Classification(NAMES, List.of(1.0, 0.0, 0.0))).probabilities()).allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
	}

	@Test
	void where_every_answer_is_right_no_temperature_follows() {
		Classification answer = new Classification(NAMES, List.of(0.7, 0.2, 0.1));
		assertThat(Temperature.fit(List.of(answer, answer), new int[] { 0, 0 })).isEmpty();
		assertThat(Temperature.fit(List.of(), new int[0])).isEmpty();
		assertThat(Temperature.fit(List.of(answer), new int[] { 2 }).orElseThrow().value()).isEqualTo(20, within(1e-6));
		assertThatIllegalArgumentException().isThrownBy(() -> new Temperature(0)).withMessageContaining("0.05");
	}
}
