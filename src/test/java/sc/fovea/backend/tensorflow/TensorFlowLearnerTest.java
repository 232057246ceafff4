package sc.fovea.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import sc.fovea.backend.Adam;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.LearnerState;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Loss;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dropout;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** Losses and Adam against their formulas in plain Java; what freezing, seeds and states promise. */
class TensorFlowLearnerTest {

	/** y = k·x + b at every pixel, so that every gradient is known. */
	private static final Network LINE = Network.input("image", 1).then("line", Convolution.pointwise(1));
	private static final Network NOISY = Network.input("image", 2).then("conv", Convolution.of(4, 3).withoutBias()).then("norm", Normalization.batch())
		.then("relu", Activation.relu()).then("drop", new Dropout(0.3)).then("pool", Pooling.max(2)).then("head", Convolution.pointwise(3));
	private static final LearningPlan NOISY_PLAN = plan(Map.of(), new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, "head", "target", 1));

	private static TrainingBackend backend;

	@BeforeAll
	static void open() {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	@ParameterizedTest
	@EnumSource(Loss.Kind.class)
	void a_loss_is_its_formula(Loss.Kind kind) {
		Network network = Network.input("image", 3).then("same", Activation.relu()).withOutputs("same");
		Random random = new Random(1);
		Map<String, Tensor> batch = batch("image", random(random, 4, 2, 3, 4, 3), "target", oneHot(random, 2, 3, 4, 3), "mask", random(random, 1, 2, 3, 4, 1));
		try (Learner learner = backend.learner(network, new Weights(Map.of()), plan(Map.of(), new Loss(kind, "same", "target", 0.5),
			new Loss(kind, "same", "target", "mask", 2)))) {
			Learner.Step step = learner.step(batch, 1);
			double plain = formula(kind, batch, false);
			double masked = formula(kind, batch, true);
			assertThat(step.parts().get(0)).isCloseTo(plain, within(1e-5));
			assertThat(step.parts().get(1)).isCloseTo(masked, within(1e-5));
			assertThat(step.loss()).isCloseTo(0.5 * plain + 2 * masked, within(1e-5));
		}
	}

	@ParameterizedTest
	@EnumSource(value = Loss.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "SOFTMAX_CROSS_ENTROPY")
	void a_mask_of_single_values_weighs_each_by_itself(Loss.Kind kind) {
		Network network = Network.input("image", 3).then("same", Activation.relu()).withOutputs("same");
		Random random = new Random(1);
		Map<String, Tensor> batch = batch("image", random(random, 4, 2, 3, 4, 3), "target", oneHot(random, 2, 3, 4, 3), "mask", random(random, 1, 2, 3, 4, 3));
		try (Learner learner = backend.learner(network, new Weights(Map.of()), plan(Map.of(), new Loss(kind, "same", "target", "mask", 1)))) {
			double sum = 0;
			double weights = 0;
			for (int i = 0; i < batch.get("mask").data().length; i++) {
				float mask = batch.get("mask").data()[i];
				sum += mask * valueError(kind, batch.get("image").data()[i], batch.get("target").data()[i]);
				weights += mask;
			}
			assertThat(learner.step(batch, 1).loss()).isCloseTo(sum / weights, within(1e-5));
		}
	}

	@Test
	void a_mask_that_is_neither_of_pixels_nor_of_values_is_refused() {
		Network network = Network.input("image", 3).then("same", Activation.relu());
		Tensor any = filled(1, 2, 4, 5, 3);
		Loss huber = new Loss(Loss.Kind.HUBER, "same", "target", "mask", 1);
		Loss softmax = new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, "same", "target", "mask", 1);
		try (Learner values = backend.learner(network, new Weights(Map.of()), plan(Map.of(), huber));
			Learner pixels = backend.learner(network, new Weights(Map.of()), plan(Map.of(), softmax))) {
			assertThatThrownBy(() -> values.step(batch("image", any, "target", any, "mask", filled(1, 2, 4, 5, 2)), 1)).isInstanceOf(ShapeException.class)
				.hasMessage("Expected 2 images of shape (4, 5, 1) or (4, 5, 3) at 'mask', got Tensor[2, 4, 5, 2].");
			assertThatThrownBy(() -> pixels.step(batch("image", any, "target", any, "mask", any), 1)).isInstanceOf(ShapeException.class)
				.hasMessage("Expected 2 images of shape (4, 5, 1) at 'mask', got Tensor[2, 4, 5, 3].");
		}
	}

	@Test
	void an_empty_mask_gives_loss_and_gradient_zero() {
		Map<String, Tensor> batch = batch("image", filled(2, 1, 2, 2, 1), "target", filled(0, 1, 2, 2, 1), "mask", filled(0, 1, 2, 2, 1));
		try (Learner learner = line(plan(Map.of(), new Loss(Loss.Kind.SQUARED_ERROR, "line", "target", "mask", 1)))) {
			assertThat(learner.step(batch, 1)).isEqualTo(new Learner.Step(0, List.of(0.0), 0));
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "0.1, 0", "0, 0.5", "0.1, 0.5" })
	void adam_steps_as_the_paper_says(double decay, double clip) {
		Adam adam = new Adam(0.9, 0.999, 1e-3, decay, clip);
		Map<String, Tensor> batch = batch("image", filled(2, 1, 2, 2, 1), "target", filled(1, 1, 2, 2, 1));
		LearningPlan plan = new LearningPlan(List.of(new Loss(Loss.Kind.SQUARED_ERROR, "line", "target", 1)), adam, Map.of("line", 0.5), 0);
		ScalarAdam kernel = new ScalarAdam(adam, 3, decay);
		ScalarAdam bias = new ScalarAdam(adam, 0.25, 0);
		try (Learner learner = line(plan)) {
			for (int t = 1; t <= 5; t++) {
				double error = kernel.w * 2 + bias.w - 1;
				double norm = Math.hypot(2 * error * 2, 2 * error);
				double scale = clip > 0 && norm > clip ? clip / norm : 1;
				assertThat(learner.step(batch, 0.1).gradientNorm()).isCloseTo(norm, within(1e-4));
				kernel.step(2 * error * 2 * scale, 0.05, t);
				bias.step(2 * error * scale, 0.05, t);
				assertThat(value(learner, "line.kernel")).isCloseTo(kernel.w, within(2e-5));
				assertThat(value(learner, "line.bias")).isCloseTo(bias.w, within(2e-5));
			}
		}
	}

	@Test
	void a_frozen_node_stays_running_statistics_included() {
		LearningPlan plan = plan(Map.of("conv", 0.0, "norm", 0.0), NOISY_PLAN.losses().get(0));
		Weights start = Weights.initialise(NOISY, 1);
		try (Learner learner = backend.learner(NOISY, start, plan)) {
			learner.step(noisyBatch(0), 0.1);
			Weights after = learner.state().weights();
			assertThat(after.filter(n -> !n.startsWith("head"))).isEqualTo(start.filter(n -> !n.startsWith("head")));
			assertThat(after.get("head.kernel")).isNotEqualTo(start.get("head.kernel"));
			assertThat(learner.state().optimizer().tensors()).containsOnlyKeys("head.kernel.m", "head.kernel.v", "head.bias.m", "head.bias.v");
		}
	}

	@Test
	void running_statistics_follow_mean_and_biased_variance_of_the_batch() {
		Network network = Network.input("image", 1).then("norm", new Normalization(Normalization.Kind.BATCH, 1, 1e-3, 0.75));
		Map<String, Tensor> batch = batch("image", Tensor.of(new float[] { 1, 2, 3, 6 }, 1, 2, 2, 1), "target", filled(0, 1, 2, 2, 1));
		try (Learner learner = backend.learner(network, Weights.initialise(network, 0), plan(Map.of(), new Loss(Loss.Kind.HUBER, "norm", "target", 1)))) {
			learner.step(batch, 0);
			assertThat(value(learner, "norm.mean")).isCloseTo(0.25 * 3, within(1e-6));
			assertThat(value(learner, "norm.variance")).isCloseTo(0.75 + 0.25 * 3.5, within(1e-6));
		}
	}

	@Test
	void a_restored_training_continues_to_the_same_bits() {
		try (Learner whole = noisy(); Learner first = noisy(); Learner second = noisy()) {
			for (int i = 0; i < 3; i++) {
				whole.step(noisyBatch(i), 1e-2);
				first.step(noisyBatch(i), 1e-2);
			}
			second.step(noisyBatch(9), 1e-1);
			LearnerState between = first.state();
			second.restore(between);
			for (int i = 3; i < 6; i++) {
				assertThat(second.step(noisyBatch(i), 1e-2)).isEqualTo(whole.step(noisyBatch(i), 1e-2));
			}
			assertThat(between.steps()).isEqualTo(3);
			assertThat(second.state()).isEqualTo(whole.state());
		}
	}

	@Test
	void dropout_differs_from_step_to_step() {
		try (Learner learner = noisy()) {
			double first = learner.step(noisyBatch(0), 0).loss();
			assertThat(learner.step(noisyBatch(0), 0).loss()).isNotEqualTo(first);
		}
	}

	@Test
	void a_tensor_that_is_missing_or_does_not_fit_is_named() {
		try (Learner learner = noisy()) {
			Map<String, Tensor> batch = new HashMap<>(noisyBatch(0));
			batch.put("target", filled(0, 2, 8, 8, 3));
			assertThatThrownBy(() -> learner.step(batch, 1)).isInstanceOf(ShapeException.class)
				.hasMessage("Expected 2 images of shape (4, 4, 3) at 'target', got Tensor[2, 8, 8, 3].");
			batch.remove("target");
			assertThatThrownBy(() -> learner.step(batch, 1)).isInstanceOf(ShapeException.class).hasMessageContaining("'target', got none");
			assertThatThrownBy(() -> learner.step(Map.of(), 1)).isInstanceOf(ShapeException.class).hasMessageContaining("'image', got none");
		}
	}

	@Test
	void a_learned_network_runs_the_same_in_a_runner() {
		Map<String, Tensor> batch = batch("image", filled(2, 1, 2, 2, 1), "target", filled(1, 1, 2, 2, 1));
		try (Learner learner = line(plan(Map.of(), new Loss(Loss.Kind.SQUARED_ERROR, "line", "target", 1)))) {
			for (int i = 0; i < 200; i++) {
				learner.step(batch, 0.05);
			}
			try (var runner = backend.runner(LINE, learner.state().weights())) {
				assertThat(runner.run(batch.get("image")).data()).containsOnly(new float[] { 1 }, within(0.02f));
			}
		}
	}

	private static Learner noisy() {
		return backend.learner(NOISY, Weights.initialise(NOISY, 1), NOISY_PLAN);
	}

	private static Learner line(LearningPlan plan) {
		return backend.learner(LINE, new Weights(batch("line.kernel", filled(3, 1, 1, 1, 1), "line.bias", filled(0.25f, 1))), plan);
	}

	private static LearningPlan plan(Map<String, Double> rates, Loss... losses) {
		return new LearningPlan(List.of(losses), Adam.standard(), rates, 5);
	}

	private static Map<String, Tensor> noisyBatch(int seed) {
		Random random = new Random(seed);
		return batch("image", random(random, 1, 2, 8, 8, 2), "target", oneHot(random, 2, 4, 4, 3));
	}

	private static double value(Learner learner, String weight) {
		return learner.state().weights().get(weight).data()[0];
	}

	private static Map<String, Tensor> batch(Object... namesAndTensors) {
		Map<String, Tensor> batch = new HashMap<>();
		for (int i = 0; i < namesAndTensors.length; i += 2) {
			batch.put((String) namesAndTensors[i], (Tensor) namesAndTensors[i + 1]);
		}
		return batch;
	}

	private static Tensor filled(float value, int... shape) {
		Tensor tensor = Tensor.zeros(shape);
		Arrays.fill(tensor.data(), value);
		return tensor;
	}

	private static Tensor random(Random random, float scale, int... shape) {
		Tensor tensor = Tensor.zeros(shape);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = random.nextFloat() * scale;
		}
		return tensor;
	}

	private static Tensor oneHot(Random random, int... shape) {
		Tensor tensor = Tensor.zeros(shape);
		int channels = shape[3];
		for (int pixel = 0; pixel < tensor.data().length / channels; pixel++) {
			tensor.data()[pixel * channels + random.nextInt(channels)] = 1;
		}
		return tensor;
	}

	private static double formula(Loss.Kind kind, Map<String, Tensor> batch, boolean isMasked) {
		float[] mask = batch.get("mask").data();
		double sum = 0;
		double weights = 0;
		for (int pixel = 0; pixel < mask.length; pixel++) {
			double weight = isMasked ? mask[pixel] : 1;
			sum += weight * pixelError(kind, batch.get("image").data(), batch.get("target").data(), pixel * 3);
			weights += weight;
		}
		return sum / weights;
	}

	private static double pixelError(Loss.Kind kind, float[] outputs, float[] targets, int from) {
		double sum = 0;
		double normalizer = Math.exp(outputs[from]) + Math.exp(outputs[from + 1]) + Math.exp(outputs[from + 2]);
		for (int c = from; c < from + 3; c++) {
			sum += kind == Loss.Kind.SOFTMAX_CROSS_ENTROPY
				? -targets[c] * Math.log(Math.exp(outputs[c]) / normalizer)
				: valueError(kind, outputs[c], targets[c]) / 3;
		}
		return sum;
	}

	private static double valueError(Loss.Kind kind, double output, double target) {
		double d = Math.abs(output - target);
		double sigmoid = 1 / (1 + Math.exp(-output));
		return switch (kind) {
			case BINARY_CROSS_ENTROPY -> -target * Math.log(sigmoid) - (1 - target) * Math.log(1 - sigmoid);
			case SOFTMAX_CROSS_ENTROPY -> throw new IllegalArgumentException("Expected an error of single values, got " + kind + ".");
			case ABSOLUTE_ERROR -> d;
			case SQUARED_ERROR -> d * d;
			case HUBER -> d <= 1 ? d * d / 2 : d - 0.5;
		};
	}

	/** The paper's algorithm for one weight. */
	private static final class ScalarAdam {

		private final Adam adam;
		private final double decay;
		private double w;
		private double m;
		private double v;

		ScalarAdam(Adam adam, double start, double decay) {
			this.adam = adam;
			this.w = start;
			this.decay = decay;
		}

		void step(double g, double rate, int t) {
			m = adam.beta1() * m + (1 - adam.beta1()) * g;
			v = adam.beta2() * v + (1 - adam.beta2()) * g * g;
			double meanHat = m / (1 - Math.pow(adam.beta1(), t));
			double squareHat = v / (1 - Math.pow(adam.beta2(), t));
			w = w - rate * meanHat / (Math.sqrt(squareHat) + adam.epsilon()) - rate * decay * w;
		}
	}
}
