package sc.fovea.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.backend.reference.ReferenceObjective;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dropout;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.RandomValues;
import sc.fovea.net.Tensor;
import sc.fovea.net.Upsampling;
import sc.fovea.net.WeightSpec;
import sc.fovea.net.Weights;

/** TensorFlow against the reference: the same values, and gradients that agree with central differences in double precision. */
class TensorFlowContractTest {

	private static final Backend REFERENCE = new ReferenceProvider().open(BackendOptions.cpu());
	private static final TrainingBackend TENSORFLOW = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
	/** With β₁ = 0 the first moment after a step is the gradient itself. */
	private static final Adam SHOWING_GRADIENT = new Adam(0, 0.999, 1e-7, 0, 0);
	private static final float STEP = 1f / (1 << 14);
	private static final int CHECKED_PER_WEIGHT = 5;

	@AfterAll
	static void close() {
		TENSORFLOW.close();
	}

	static Stream<LayerCase> cases() {
		return LayerCase.all();
	}

	static Stream<LayerCase> casesWithoutChance() {
		return cases().filter(c -> !(c.layer() instanceof Dropout d && d.rate() > 0));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void it_computes_what_the_reference_computes(LayerCase c) {
		Network network = c.network();
		Weights weights = RandomValues.weights(network, 7);
		Tensor expected = run(REFERENCE, network, weights, c.batch(1));
		try (Runner runner = TENSORFLOW.runner(network, weights)) {
			Tensor got = runner.run(c.batch(1)).get(LayerCase.NODE);
			assertThat(got.shape()).containsExactly(expected.shape());
			assertThat(distance(expected.data(), got.data())).isLessThan(1e-5 * (1 + largest(expected.data())));
			assertThat(runner.run(c.batch(1)).get(LayerCase.NODE)).as("again, to the bit").isEqualTo(got);
		}
	}

	@ParameterizedTest
	@MethodSource("casesWithoutChance")
	void its_gradient_is_that_of_central_differences(LayerCase c) {
		Network network = c.trainable();
		Map<String, Tensor> batch = new HashMap<>(c.batch(1));
		int[] shape = run(REFERENCE, network, RandomValues.weights(network, 7), batch).shape();
		batch.put("target", RandomValues.normal(23, shape));
		checkGradient(network, batch, new Loss(Loss.Kind.SQUARED_ERROR, LayerCase.NODE, "target", 1.5));
	}

	@ParameterizedTest
	@EnumSource(Loss.Kind.class)
	void the_losses_and_their_gradients_agree(Loss.Kind kind) {
		Network network = Network.input("x", 2).then(LayerCase.NODE, Convolution.of(3, 3));
		Map<String, Tensor> batch = new HashMap<>(Map.of("x", RandomValues.normal(1, 2, 4, 5, 2), "target", shares(), "mask", mask(1)));
		checkGradient(network, batch, new Loss(kind, LayerCase.NODE, "target", 0.7));
		checkGradient(network, batch, new Loss(kind, LayerCase.NODE, "target", "mask", 3));
		batch.put("mask", Tensor.zeros(2, 4, 5, 1));
		checkGradient(network, batch, new Loss(kind, LayerCase.NODE, "target", "mask", 3));
	}

	@ParameterizedTest
	@EnumSource(value = Loss.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "SOFTMAX_CROSS_ENTROPY")
	void a_mask_of_single_values_and_its_gradient_agree(Loss.Kind kind) {
		Network network = Network.input("x", 2).then(LayerCase.NODE, Convolution.of(3, 3));
		Map<String, Tensor> batch = new HashMap<>(Map.of("x", RandomValues.normal(1, 2, 4, 5, 2), "target", shares(), "pixels", mask(1), "values", mask(3)));
		checkGradient(network, batch, new Loss(kind, LayerCase.NODE, "target", "pixels", 2), new Loss(kind, LayerCase.NODE, "target", "values", 3));
		batch.put("values", Tensor.zeros(2, 4, 5, 3));
		checkGradient(network, batch, new Loss(kind, LayerCase.NODE, "target", "values", 3));
	}

	/** Three channels that add up to 1, as a distribution over classes. */
	private static Tensor shares() {
		Tensor t = RandomValues.normal(5, 2, 4, 5, 3);
		for (int i = 0; i < t.data().length; i += 3) {
			double sum = Math.exp(t.data()[i]) + Math.exp(t.data()[i + 1]) + Math.exp(t.data()[i + 2]);
			for (int k = i; k < i + 3; k++) {
				t.data()[k] = (float) (Math.exp(t.data()[k]) / sum);
			}
		}
		return t;
	}

	private static Tensor mask(int channels) {
		Tensor t = RandomValues.normal(6, 2, 4, 5, channels);
		for (int i = 0; i < t.data().length; i++) {
			t.data()[i] = Math.max(t.data()[i], 0);
		}
		return t;
	}

	/** Ways part and meet again: a join of a node with what was made of it, a sum of a node with itself, and a loss in the middle. */
	@Test
	void gradients_add_up_where_ways_meet() {
		Network network = Network.input("x", 2).then("a", Convolution.of(3, 3)).then("a_relu", Activation.relu()).then("down", Pooling.of(Pooling.Kind.MAX, 2))
			.then("b", Convolution.of(2, 3)).then("b_relu", Activation.relu()).then("up", Upsampling.nearest(2))
			.then("both", Join.concatenate(), "up", "a_relu", "x").then("c", Convolution.of(3, 3)).then("twice", Join.add(), "c", "c", "a_relu")
			.then("twice_relu", Activation.relu()).then("out", Convolution.pointwise(2));
		Map<String, Tensor> batch = Map.of("x", RandomValues.normal(1, 2, 4, 6, 2), "out_target", RandomValues.normal(5, 2, 4, 6, 2), "b_target",
			RandomValues.normal(6, 2, 2, 3, 2), "a_target", RandomValues.normal(7, 2, 4, 6, 3));
		checkGradient(network, batch, new Loss(Loss.Kind.SQUARED_ERROR, "out", "out_target", 1.5), new Loss(Loss.Kind.SQUARED_ERROR, "b", "b_target", 0.7),
			new Loss(Loss.Kind.SQUARED_ERROR, "a_relu", "a_target", 0.3));
	}

	private static void checkGradient(Network network, Map<String, Tensor> batch, Loss... losses) {
		LearningPlan plan = new LearningPlan(List.of(losses), SHOWING_GRADIENT, Map.of(), 1);
		Weights weights = RandomValues.weights(network, 7);
		ReferenceObjective objective = new ReferenceObjective(network, plan);
		try (Learner learner = TENSORFLOW.learner(network, weights, plan)) {
			Learner.Step step = learner.step(batch, 1e-6);
			double expected = objective.value(weights, batch);
			assertThat(step.loss()).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
			double sum = IntStream.range(0, losses.length).mapToDouble(i -> losses[i].weight() * step.parts().get(i)).sum();
			assertThat(step.parts()).hasSameSizeAs(losses);
			assertThat(sum).isCloseTo(expected, within(1e-5 * (1 + expected)));
			Weights gradient = learner.state().optimizer();
			assertThat(step.gradientNorm()).isCloseTo(norm(gradient), within(1e-4 * (1e-3 + norm(gradient))));
			for (WeightSpec spec : network.weights()) {
				if (spec.trained()) {
					checkGradient(objective, weights, batch, spec.name(), gradient.get(spec.name() + ".m").data());
				}
			}
		}
	}

	private static double norm(Weights gradient) {
		double sum = 0;
		for (Tensor t : gradient.filter(n -> n.endsWith(".m")).tensors().values()) {
			for (float g : t.data()) {
				sum += (double) g * g;
			}
		}
		return Math.sqrt(sum);
	}

	private static void checkGradient(ReferenceObjective objective, Weights weights, Map<String, Tensor> batch, String name, float[] gradient) {
		double tolerance = 1e-5 + 3e-4 * largest(gradient);
		int stride = Math.max(1, gradient.length / CHECKED_PER_WEIGHT);
		for (int i = 0; i < gradient.length; i += stride) {
			Weights up = moved(weights, name, i, STEP);
			Weights down = moved(weights, name, i, -STEP);
			double distance = (double) up.get(name).data()[i] - down.get(name).data()[i];
			double slope = (objective.value(up, batch) - objective.value(down, batch)) / distance;
			assertThat((double) gradient[i]).as("%s[%d]", name, i).isCloseTo(slope, within(tolerance));
		}
	}

	private static Weights moved(Weights weights, String name, int index, float by) {
		Tensor own = weights.get(name);
		float[] data = own.data().clone();
		data[index] += by;
		return weights.with(Map.of(name, Tensor.of(data, own.shape())));
	}

	@Test
	void dropout_is_off_at_inference() {
		Network network = Network.input("x", 3).then("drop", new Dropout(0.4));
		Tensor x = RandomValues.normal(1, 2, 5, 5, 3);
		assertThat(run(TENSORFLOW, network, new Weights(Map.of()), Map.of("x", x)).data()).containsExactly(x.data());
	}

	@Test
	void an_input_can_be_an_output() {
		Network network = Network.input("x", 3).then("relu", Activation.relu()).withOutputs("x", "relu");
		Tensor x = RandomValues.normal(1, 2, 5, 5, 3);
		try (Runner runner = TENSORFLOW.runner(network, new Weights(Map.of()))) {
			assertThat(runner.run(Map.of("x", x))).containsEntry("x", x).containsOnlyKeys("x", "relu");
		}
	}

	/** On ones, the mean of |y| is kept/(1 − rate) and the mean of y² is kept/(1 − rate)²: their ratio gives the factor, the first the share kept. */
	@Test
	void dropout_in_training_drops_its_share_and_raises_the_rest() {
		double rate = 0.3;
		int count = 20_000;
		List<Double> shares = new ArrayList<>();
		try (Learner learner = dropoutLearner(rate, Map.of())) {
			for (int i = 0; i < 3; i++) {
				List<Double> parts = learner.step(ones(count), 0).parts();
				assertThat(parts.get(1) / parts.get(0)).as("factor").isCloseTo(1 / (1 - rate), within(1e-4));
				shares.add(1 - parts.get(0) * (1 - rate));
			}
		}
		double deviation = Math.sqrt(rate * (1 - rate) / count);
		assertThat(shares).allSatisfy(share -> assertThat(share).isCloseTo(rate, within(5 * deviation)));
		assertThat(shares).as("another draw at each step").doesNotHaveDuplicates();
	}

	@Test
	void dropout_repeats_with_the_state_and_rests_in_a_frozen_node() {
		try (Learner learner = dropoutLearner(0.3, Map.of()); Learner frozen = dropoutLearner(0.3, Map.of("drop", 0.0))) {
			LearnerState start = learner.state();
			Learner.Step first = learner.step(ones(5000), 0);
			learner.step(ones(5000), 0);
			learner.restore(start);
			assertThat(learner.step(ones(5000), 0)).isEqualTo(first);
			assertThat(frozen.step(ones(5000), 0).parts()).containsExactly(1.0, 1.0);
		}
	}

	/** The convolution copies its input; a learner needs something to learn. */
	private static Learner dropoutLearner(double rate, Map<String, Double> rates) {
		Network network = Network.input("x", 1).then("copy", Convolution.pointwise(1)).then("drop", new Dropout(rate));
		Weights weights = new Weights(Map.of("copy.kernel", Tensor.of(new float[] { 1 }, 1, 1, 1, 1), "copy.bias", Tensor.zeros(1)));
		List<Loss> losses = List.of(new Loss(Loss.Kind.ABSOLUTE_ERROR, "drop", "zeros", 1), new Loss(Loss.Kind.SQUARED_ERROR, "drop", "zeros", 1));
		return TENSORFLOW.learner(network, weights, new LearningPlan(losses, Adam.standard(), rates, 42));
	}

	private static Map<String, Tensor> ones(int count) {
		Tensor ones = Tensor.zeros(1, count / 50, 50, 1);
		Arrays.fill(ones.data(), 1);
		return Map.of("x", ones, "zeros", Tensor.zeros(1, count / 50, 50, 1));
	}

	@Test
	void the_same_seed_trains_to_the_same_weights() {
		LearnerState once = trained();
		LearnerState twice = trained();
		assertThat(twice).isEqualTo(once);
		assertThat(once.weights()).isNotEqualTo(Weights.initialise(noisy(), 5));
	}

	private static LearnerState trained() {
		Loss loss = new Loss(Loss.Kind.SQUARED_ERROR, "b", "target", 1);
		LearningPlan plan = new LearningPlan(List.of(loss), Adam.standard(), Map.of(), 9);
		try (Learner learner = TENSORFLOW.learner(noisy(), Weights.initialise(noisy(), 5), plan)) {
			for (int i = 0; i < 5; i++) {
				learner.step(Map.of("x", RandomValues.normal(i, 2, 16, 16, 2), "target", RandomValues.normal(i, 2, 16, 16, 4)), 1e-2);
			}
			return learner.state();
		}
	}

	private static Network noisy() {
		return Network.input("x", 2).then("a", Convolution.of(8, 3)).then("drop", new Dropout(0.5)).then("b", Convolution.of(4, 3));
	}

	private static Tensor run(Backend backend, Network network, Weights weights, Map<String, Tensor> batch) {
		try (Runner runner = backend.runner(network, weights)) {
			return runner.run(batch).get(network.last());
		}
	}

	private static double distance(float[] expected, float[] got) {
		double largest = 0;
		for (int i = 0; i < expected.length; i++) {
			largest = Math.max(largest, Math.abs((double) expected[i] - got[i]));
		}
		return largest;
	}

	private static double largest(float[] values) {
		return distance(values, new float[values.length]);
	}
}
