package sc.fovea.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import sc.fovea.backend.Adam;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.LearnerState;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Loss;
import sc.fovea.backend.Runner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.RandomValues;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** A learner can be asked what its network says, between the steps. */
class LearnerAnswersTest {

	/** All that differs between training and inference: batch statistics, dropout, and a dilated convolution, which is built otherwise. */
	private static final Network NETWORK = Network.input("image", 2).then("conv", Convolution.of(6, 3).dilation(2)).then("norm", Normalization.batch())
		.then("relu", new Activation(Activation.Function.LEAKY_RELU)).then("drop", new Dropout(0.4)).then("proposal", Convolution.pointwise(3))
		.withInput("regions", new Shape(1, 1, RoiAlign.REGION)).then("align", new RoiAlign(3, 2, 1), "drop", "regions").then("class", Dense.of(4))
		.withOutputs("proposal", "class");
	private static final Map<String, Tensor> IMAGE = Map.of("image", RandomValues.normal(1, 2, 9, 11, 2));

	private static TrainingBackend backend;

	@BeforeAll
	static void open() {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	@Test
	void it_answers_as_a_runner_with_its_present_weights_would() {
		try (Learner learner = learner(Map.of())) {
			for (int i = 0; i < 3; i++) {
				Map<String, Tensor> before = learner.answer(batch(), NETWORK.outputs());
				learner.step(batch(), 0.05);
				Map<String, Tensor> answers = learner.answer(batch(), NETWORK.outputs());
				assertThat(distance(answers.get("class"), before.get("class"))).as("learned").isGreaterThan(1e-2);
				try (Runner runner = backend.runner(NETWORK, learner.state().weights())) {
					runner.run(batch()).forEach((name, value) -> assertThat(distance(answers.get(name), value)).isLessThan(1e-5));
				}
			}
		}
	}

	/** A runner works a normalization's constants out beforehand, which rounds them otherwise. */
	@Test
	void without_normalization_it_answers_to_the_bit() {
		Network plain = Network.input("image", 2).then("conv", Convolution.of(6, 3)).then("relu", Activation.relu()).then("drop", new Dropout(0.4))
			.then("out", Convolution.pointwise(3));
		LearningPlan plan = new LearningPlan(List.of(new Loss(Loss.Kind.HUBER, "out", "proposal_target", 1)), Adam.standard(), Map.of(), 7);
		try (Learner learner = backend.learner(plain, RandomValues.weights(plain, 2), plan)) {
			learner.step(batch(), 0.05);
			try (Runner runner = backend.runner(plain, learner.state().weights())) {
				assertThat(learner.answer(IMAGE, List.of("out"))).isEqualTo(runner.run(IMAGE));
			}
		}
	}

	@Test
	void a_frozen_network_answers_the_same() {
		Map<String, Double> frozen = new HashMap<>();
		NETWORK.nodes().subList(0, 5).forEach(node -> frozen.put(node.name(), 0.0));
		try (Learner learner = learner(frozen)) {
			Tensor before = learner.answer(IMAGE, List.of("proposal")).get("proposal");
			learner.step(batch(), 0.05);
			assertThat(learner.answer(IMAGE, List.of("proposal")).get("proposal")).isEqualTo(before);
		}
	}

	@Test
	void a_question_changes_no_later_step() {
		try (Learner asked = learner(Map.of()); Learner left = learner(Map.of())) {
			for (int i = 0; i < 3; i++) {
				asked.answer(IMAGE, List.of("proposal"));
				LearnerState state = asked.state();
				asked.answer(batch(), List.of("class", "relu"));
				assertThat(asked.state()).isEqualTo(state);
				assertThat(asked.step(batch(), 0.05)).isEqualTo(left.step(batch(), 0.05));
			}
			assertThat(asked.state()).isEqualTo(left.state());
		}
	}

	@Test
	void a_restored_learner_answers_with_the_restored_weights() {
		try (Learner learner = learner(Map.of())) {
			LearnerState start = learner.state();
			Map<String, Tensor> first = learner.answer(IMAGE, List.of("proposal"));
			learner.step(batch(), 0.05);
			learner.restore(start);
			assertThat(learner.answer(IMAGE, List.of("proposal"))).isEqualTo(first);
		}
	}

	@Test
	void only_the_inputs_that_the_nodes_need_are_given() {
		try (Learner learner = learner(Map.of())) {
			assertThat(learner.answer(IMAGE, List.of("relu", "image"))).containsOnlyKeys("relu", "image").containsEntry("image", IMAGE.get("image"));
			assertThatThrownBy(() -> learner.answer(IMAGE, List.of("class"))).isInstanceOf(ShapeException.class)
				.hasMessage("Expected a batch of images (1, 1, 5) at 'regions', got none.");
			assertThatThrownBy(() -> learner.answer(Map.of("image", RandomValues.normal(1, 1, 4, 4, 3)), List.of("relu"))).isInstanceOf(ShapeException.class)
				.hasMessageContaining("'image'").hasMessageContaining("(4, 4, 3)");
		}
	}

	@Test
	void an_unknown_node_is_named() {
		try (Learner learner = learner(Map.of())) {
			assertThatThrownBy(() -> learner.answer(IMAGE, List.of("foo"))).isInstanceOf(IllegalArgumentException.class)
				.hasMessageStartingWith("Expected the name of a node, got 'foo'; nodes are [conv, ");
			assertThatThrownBy(() -> learner.answer(IMAGE, List.of())).isInstanceOf(IllegalArgumentException.class);
		}
	}

	@Test
	void a_learner_of_unpadded_windows_says_which_node_an_image_is_too_small_for() {
		Network network = Network.input("image", 1).then("valid", Convolution.of(1, 5).padding(Padding.VALID));
		LearningPlan plan = new LearningPlan(List.of(new Loss(Loss.Kind.HUBER, "valid", "target", 1)), Adam.standard(), Map.of(), 0);
		try (Learner learner = backend.learner(network, Weights.initialise(network, 1), plan)) {
			assertThatThrownBy(() -> learner.answer(Map.of("image", Tensor.zeros(1, 4, 9, 1)), List.of("valid"))).isInstanceOf(ShapeException.class)
				.hasMessageContaining("'valid'");
		}
	}

	private static double distance(Tensor a, Tensor b) {
		assertThat(a.shape()).containsExactly(b.shape());
		double largest = 0;
		for (int i = 0; i < a.data().length; i++) {
			largest = Math.max(largest, Math.abs((double) a.data()[i] - b.data()[i]));
		}
		return largest;
	}

	private static Learner learner(Map<String, Double> rates) {
		List<Loss> losses = List.of(new Loss(Loss.Kind.HUBER, "proposal", "proposal_target", 1), new Loss(Loss.Kind.HUBER, "class", "class_target", 1));
		return backend.learner(NETWORK, RandomValues.weights(NETWORK, 2), new LearningPlan(losses, Adam.standard(), rates, 7));
	}

	private static Map<String, Tensor> batch() {
		Map<String, Tensor> batch = new HashMap<>(IMAGE);
		batch.put("regions", Tensor.of(new float[] { 0, 1, 2, 3, 4, 1, 0.5f, 0.5f, 6, 7, 0, 3, 3, 2, 2 }, 3, 1, 1, RoiAlign.REGION));
		batch.put("proposal_target", RandomValues.normal(5, 2, 9, 11, 3));
		batch.put("class_target", RandomValues.normal(6, 3, 1, 1, 4));
		return batch;
	}
}
