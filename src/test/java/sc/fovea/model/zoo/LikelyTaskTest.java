package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

class LikelyTaskTest {

	/** @param end {@code any} values, {@code sigmoid} or {@code vector} */
	private static Network network(int in, int out, String end) {
		Network map = Network.input("image", in).then("map", Convolution.of(out, 3));
		return switch (end) {
			case "sigmoid" -> map.then("p", new Activation(Activation.Function.SIGMOID));
			case "vector" -> map.then("mean", new GlobalPooling(Pooling.Kind.AVERAGE));
			default -> map;
		};
	}

	private static LikelyTask of(int in, int out, String end, String task) {
		Network network = network(in, out, end);
		return LikelyTask.of(network, Weights.initialise(network, 1), Optional.ofNullable(task));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "1, 5, vector, -, image classification", "1, 1, sigmoid, -, semantic segmentation",
		"3, 1, sigmoid, -, semantic segmentation", "1, 1, any, -, restoration", "3, 1, any, -, semantic segmentation", "3, 3, any, -, semantic segmentation",
		"1, 1, any, semantic-segmentation, semantic segmentation", "1, 1, sigmoid, restoration, restoration", "3, 3, any, restoration, restoration",
		"3, 4, any, semantic-segmentation, semantic segmentation", "3, 5, vector, classification, image classification" })
	void the_task_is_the_likeliest_or_what_the_user_says(int in, int out, String end, String task, String title) {
		assertThat(of(in, out, end, task).task().title()).isEqualTo(title);
	}

	@ParameterizedTest
	@CsvSource({ "1, 5, vector, restoration, must be classification since the output is one vector of 5 for an image of 1",
		"3, 1, any, restoration, must be semantic-segmentation since the output is a map of 1 channel for an image of 3",
		"3, 3, any, classification, must be semantic-segmentation or restoration since the output is a map of 3 channels for an image of 3",
		"1, 1, any, detection, must be semantic-segmentation or restoration since the output is a map of 1 channel for an image of 1" })
	void a_task_that_does_not_fit_is_refused_with_those_that_do(int in, int out, String end, String task, String sentence) {
		assertThatThrownBy(() -> of(in, out, end, task)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("\"task\" " + sentence.replace(" since", ", since") + ", but is \"" + task + "\".");
	}

	@Test
	void test_tensors_of_scores_become_those_of_classes() {
		Tensor both = of(1, 1, "any", "semantic-segmentation").expected(Tensor.of(new float[] { 0, 2 }, 1, 1, 2, 1));
		double p = 1 / (1 + Math.exp(-2));
		assertThat(both.shape()).containsExactly(1, 1, 2, 2);
		assertThat((double) both.data()[1]).isCloseTo(0.5, within(1e-6));
		assertThat((double) both.data()[2]).isCloseTo(1 - p, within(1e-6));
		assertThat((double) both.data()[3]).isCloseTo(p, within(1e-6));
		assertThat(of(1, 1, "any", null).expected(both)).isSameAs(both);
	}
}
