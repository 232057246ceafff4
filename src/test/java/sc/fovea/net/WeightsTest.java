package sc.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeightsTest {

	private static final Network TRUNK = Network.input("image", 3).then("conv", Convolution.of(8, 3)).then("norm", Normalization.batch());

	static Stream<Arguments> kernels() {
		return Stream.of(Arguments.of(Convolution.of(64, 3), 64, 9 * 64), Arguments.of(Convolution.pointwise(512), 64, 64),
			Arguments.of(Convolution.depthwise(9), 64, 81), Arguments.of(Dense.of(100), 64, 64),
			Arguments.of(new TransposedConvolution(32, 4, 2, true), 64, 4 * 64), Arguments.of(new TransposedConvolution(64, 2, 2, true), 64, 64));
	}

	/** The oracle is the definition of He et al.: variance 2 / (number of inputs that are summed), which keeps the variance behind a ReLU. */
	@ParameterizedTest
	@MethodSource("kernels")
	void kernels_have_mean_0_and_variance_2_over_the_summed_inputs(Layer layer, int channels, int summed) {
		Network network = Network.input("x", new Shape(1, 1, channels)).then("node", layer);
		float[] values = Weights.initialise(network, 11).get("node.kernel").data();
		double mean = 0;
		double square = 0;
		for (float value : values) {
			mean += value / values.length;
			square += (double) value * value / values.length;
		}
		double deviation = Math.sqrt(2.0 / summed);
		assertThat(mean / deviation).isCloseTo(0, within(5 / Math.sqrt(values.length)));
		assertThat(square / (deviation * deviation)).as("relative to 2/%d", summed).isCloseTo(1, within(5 * Math.sqrt(2.0 / values.length)));
		for (float value : values) {
			assertThat(Math.abs(value)).isLessThanOrEqualTo((float) (2 * deviation / 0.8796));
		}
	}

	@Test
	void biases_start_at_0_and_scales_at_1() {
		Weights fresh = Weights.initialise(TRUNK, 1);
		assertThat(fresh.get("conv.bias").data()).containsOnly(0);
		assertThat(fresh.get("norm.shift").data()).containsOnly(0);
		assertThat(fresh.get("norm.mean").data()).containsOnly(0);
		assertThat(fresh.get("norm.scale").data()).containsOnly(1);
		assertThat(fresh.get("norm.variance").data()).containsOnly(1);
	}

	@Test
	void the_seed_decides() {
		assertThat(Weights.initialise(TRUNK, 1)).isEqualTo(Weights.initialise(TRUNK, 1)).isNotEqualTo(Weights.initialise(TRUNK, 2));
	}

	@Test
	void two_layers_of_the_same_shape_start_differently() {
		Network twins = Network.input("x", 4).then("a", Convolution.of(4, 3)).then("b", Convolution.of(4, 3));
		Weights fresh = Weights.initialise(twins, 1);
		assertThat(fresh.get("a.kernel")).isNotEqualTo(fresh.get("b.kernel"));
	}

	@Test
	void adding_a_layer_leaves_the_start_of_the_others() {
		Network longer = Network.input("image", 3).then("stem", Convolution.of(3, 5)).then("conv", Convolution.of(8, 3));
		assertThat(Weights.initialise(longer, 9).get("conv.kernel")).isEqualTo(Weights.initialise(TRUNK, 9).get("conv.kernel"));
	}

	@Test
	void fit_keeps_what_has_the_same_name_and_shape() {
		Weights old = RandomValues.weights(TRUNK.then("head", Convolution.of(2, 1)), 3);
		Network renewed = TRUNK.then("head", Convolution.of(5, 1));
		Weights fitted = old.fitTo(renewed, 4);
		fitted.check(renewed);
		assertThat(fitted.filter(n -> !n.startsWith("head"))).isEqualTo(old.filter(n -> !n.startsWith("head")));
		assertThat(fitted.get("head.kernel")).isEqualTo(Weights.initialise(renewed, 4).get("head.kernel"));
	}

	@Test
	void fit_drops_what_the_network_has_not() {
		assertThat(RandomValues.weights(TRUNK, 3).fitTo(TRUNK.upTo("conv"), 1).tensors()).containsOnlyKeys("conv.kernel", "conv.bias");
	}

	@Test
	void check_names_the_first_weight_that_does_not_fit() {
		Weights weights = Weights.initialise(TRUNK, 1);
		weights.check(TRUNK);
		assertThatThrownBy(() -> weights.filter(n -> !n.equals("norm.scale")).check(TRUNK)).isInstanceOf(ShapeException.class)
			.hasMessageContaining("norm.scale");
		assertThatThrownBy(() -> weights.with(Map.of("conv.bias", Tensor.zeros(7))).check(TRUNK)).isInstanceOf(ShapeException.class)
			.hasMessageContaining("conv.bias").hasMessageContaining("[8]").hasMessageContaining("[7]");
		assertThatThrownBy(() -> weights.with(Map.of("more", Tensor.zeros(1))).check(TRUNK)).isInstanceOf(ShapeException.class)
			.hasMessageContaining("7 arrays");
	}

	@Test
	void count_is_the_sum_of_all_values() {
		assertThat(Weights.initialise(TRUNK, 1).count()).isEqualTo(9 * 3 * 8 + 8 + 4 * 8);
	}

	@Test
	void a_part_of_a_network_has_its_own_weights() {
		Network whole = Network.input("x", 1).then("a", Convolution.of(2, 3)).then("b", Convolution.pointwise(3));
		Weights weights = Weights.initialise(whole, 1);
		assertThat(weights.of(whole.upTo("a")).tensors()).containsOnlyKeys("a.kernel", "a.bias").containsEntry("a.kernel", weights.get("a.kernel"));
		assertThat(weights.of(whole.after("a")).tensors()).containsOnlyKeys("b.kernel", "b.bias");
		assertThatThrownBy(() -> weights.of(Network.input("x", 1).then("c", Convolution.pointwise(1)))).isInstanceOf(ShapeException.class)
			.hasMessageContaining("'c.kernel'");
		assertThatThrownBy(() -> weights.of(Network.input("x", 1).then("a", Convolution.of(2, 5)))).isInstanceOf(ShapeException.class)
			.hasMessageContaining("'a.kernel'").hasMessageContaining("[5, 5, 1, 2]");
	}

	@Test
	void weights_cannot_be_changed_from_outside() {
		Weights weights = Weights.initialise(TRUNK, 1);
		assertThatThrownBy(() -> weights.tensors().clear()).isInstanceOf(UnsupportedOperationException.class);
	}
}
