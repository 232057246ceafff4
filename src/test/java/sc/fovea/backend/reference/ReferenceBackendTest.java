package sc.fovea.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fovea.backend.Adam;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Loss;
import sc.fovea.backend.Runner;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dropout;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Size;
import sc.fovea.net.SoftArgmax;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;

/** Layers computed by hand on a few numbers. */
class ReferenceBackendTest {

	private static final Tensor ROW = row(1, 2, 3, 4);

	@Test
	void a_convolution_slides_its_kernel_without_mirroring_it() {
		Network network = network(new Convolution(1, new Size(1, 3), Size.of(1), 1, Padding.SAME,
			Convolution.Connection.FULL, true));
		Weights weights = new Weights(Map.of("node.kernel", Tensor.of(new float[] { 1, 10, 100 }, 1, 3, 1, 1), "node.bias",
			Tensor.of(new float[] { 0.5f }, 1)));
		assertThat(run(network, weights, ROW)).containsExactly(210.5f, 321.5f, 432.5f, 43.5f);
	}

	@Test
	void a_strided_convolution_starts_where_padding_says() {
		Network network = network(Convolution.of(1, 3).stride(2).withoutBias());
		float[] kernel = new float[9];
		kernel[0] = 1;
		kernel[1] = 10;
		kernel[2] = 100;
		assertThat(run(network, new Weights(Map.of("node.kernel", Tensor.of(kernel, 3, 3, 1, 1))), Tensor.of(new float[] { 1, 2, 3, 4 }, 1, 1, 4, 1)))
			.as("one zero of padding in all, which stands behind").containsExactly(321, 43);
	}

	@Test
	void depthwise_filters_see_their_own_channel_only() {
		Network network = Network.input("x", 2).then("node",
			new Convolution(2, Size.of(1), Size.of(1), 1, Padding.SAME, Convolution.Connection.DEPTHWISE, false));
		Weights weights = new Weights(Map.of("node.kernel", Tensor.of(new float[] { 1, 2, 3, 4 }, 1, 1, 2, 2)));
		assertThat(run(network, weights, Tensor.of(new float[] { 10, 100 }, 1, 1, 1, 2))).containsExactly(10, 20, 300, 400);
	}

	@Test
	void a_transposed_convolution_spreads_each_pixel() {
		Network network = network(new TransposedConvolution(1, 2, 2, false));
		Weights weights = new Weights(Map.of("node.kernel", Tensor.of(new float[] { 1, 10, 100, 1000 }, 2, 2, 1, 1)));
		assertThat(run(network, weights, row(1, 2))).containsExactly(1, 10, 2, 20, 100, 1000, 200, 2000);
	}

	@Test
	void pooling_at_the_edge_counts_only_pixels_that_exist() {
		Size window = new Size(1, 3);
		Pooling average = new Pooling(Pooling.Kind.AVERAGE, window, Size.of(1), Padding.SAME);
		assertThat(run(network(average), new Weights(Map.of()), ROW)).containsExactly(1.5f, 2, 3, 3.5f);
		Pooling max = new Pooling(Pooling.Kind.MAX, window, Size.of(1), Padding.SAME);
		assertThat(run(network(max), new Weights(Map.of()), row(-1, -2, -3))).containsExactly(-1, -1, -2);
	}

	@Test
	void bilinear_upsampling_interpolates_between_pixel_centres() {
		assertThat(run(network(Upsampling.nearest(2)), new Weights(Map.of()), row(1, 3))).containsExactly(1, 1, 3, 3, 1, 1, 3, 3);
		assertThat(run(network(new Upsampling(2, Upsampling.Method.BILINEAR)), new Weights(Map.of()), row(1, 3))).startsWith(1, 1.5f, 2.5f, 3);
	}

	@Test
	void group_normalization_takes_one_image_and_its_groups() {
		Network network = Network.input("x", 2).then("node", new Normalization(Normalization.Kind.GROUP, 2, 1e-12, 0));
		float[] answer = run(network, Weights.initialise(network, 1), Tensor.of(new float[] { 1, 10, 3, 30, 5, 7, 7, 9 }, 2, 1, 2, 2));
		assertThat(answer).containsExactly(-1, -1, 1, 1, -1, -1, 1, 1);
	}

	@Test
	void a_box_of_one_pixel_reads_that_pixel() {
		Network network = Network.input("x", 1).withInput("regions", new Shape(1, 1, RoiAlign.REGION)).then("node", new RoiAlign(1, 1, 2), "x", "regions");
		Tensor region = Tensor.of(new float[] { 0, 4, 0, 2, 2 }, 1, 1, 1, 5);
		try (Runner runner = new ReferenceBackend().runner(network, new Weights(Map.of()))) {
			assertThat(runner.run(Map.of("x", ROW, "regions", region)).get("node").data()).containsExactly(3);
			Tensor foreign = Tensor.of(new float[] { 1, 4, 0, 2, 2 }, 1, 1, 1, 5);
			assertThatThrownBy(() -> runner.run(Map.of("x", ROW, "regions", foreign))).isInstanceOf(ShapeException.class).hasMessageContaining("'node'");
		}
	}

	@Test
	void a_soft_argmax_is_mean_and_deviation_of_a_softmax() {
		Network network = Network.input("x", 1).then("node", new SoftArgmax());
		Tensor twoOfEight = Tensor.of(new float[] { 0, 0, 0, 900, 0, 0, 0, 900 }, 1, 2, 4, 1);
		assertThat(run(network, new Weights(Map.of()), twoOfEight)).containsExactly(new float[] { 0.875f, 0.5f, 0.001f, 0.25f }, within(2e-6f));
		Tensor odds = Tensor.of(new float[] { 0, (float) Math.log(3) }, 1, 1, 2, 1);
		assertThat(run(network, new Weights(Map.of()), odds)).containsExactly(new float[] { 0.625f, 0.5f, 0.216508f, 0.001f }, within(3e-6f));
	}

	@Test
	void softmax_sums_to_one_even_for_huge_values() {
		Network network = Network.input("x", 2).then("node", new Activation(Activation.Function.SOFTMAX));
		assertThat(run(network, new Weights(Map.of()), Tensor.of(new float[] { 1000, 1000 }, 1, 1, 1, 2))).containsExactly(0.5f, 0.5f);
	}

	@Test
	void a_wrong_input_is_named() {
		try (Runner runner = new ReferenceBackend().runner(network(Activation.relu()), new Weights(Map.of()))) {
			assertThatThrownBy(() -> runner.run(Map.of())).isInstanceOf(ShapeException.class).hasMessageContaining("'x'");
			assertThatThrownBy(() -> runner.run(Tensor.zeros(1, 4, 4, 2))).isInstanceOf(ShapeException.class).hasMessageContaining("(4, 4, 2)");
			assertThatThrownBy(() -> runner.run(Tensor.zeros(4, 4))).isInstanceOf(ShapeException.class).hasMessageContaining("(N, H, W, C)");
		}
		assertThatThrownBy(() -> new ReferenceBackend().runner(network(Convolution.of(1, 3)), new Weights(Map.of())))
			.isInstanceOf(ShapeException.class).hasMessageContaining("node.kernel");
	}

	@Test
	void a_join_of_different_batches_is_refused() {
		Network network = Network.input("x", 1).withInput("y", Shape.ofChannels(1)).then("sum", Join.add(), "x", "y");
		try (Runner runner = new ReferenceBackend().runner(network, new Weights(Map.of()))) {
			assertThatThrownBy(() -> runner.run(Map.of("x", Tensor.zeros(1, 2, 2, 1), "y", Tensor.zeros(2, 2, 2, 1))))
				.isInstanceOf(ShapeException.class).hasMessageContaining("'sum'");
		}
	}

	@Test
	void it_stays_usable_after_close_and_refuses_a_gpu() {
		Backend backend = new ReferenceProvider().open(BackendOptions.cpu());
		backend.close();
		Runner runner = backend.runner(network(Activation.relu()), new Weights(Map.of()));
		runner.close();
		assertThat(runner.run(row(-1, 2)).data()).containsExactly(0, 2);
		assertThat(backend.device()).isEqualTo("CPU (reference, 1 thread)");
		assertThatThrownBy(() -> new ReferenceProvider().open(new BackendOptions(BackendOptions.Device.GPU, 0))).isInstanceOf(BackendException.class);
	}

	@Test
	void the_objective_is_the_weighted_sum_of_masked_means() {
		Network network = network(Activation.relu());
		Loss square = new Loss(Loss.Kind.SQUARED_ERROR, "node", "target", "mask", 2);
		Loss huber = new Loss(Loss.Kind.HUBER, "node", "target", 10);
		LearningPlan plan = new LearningPlan(List.of(square, huber), Adam.standard(), Map.of(), 0);
		Map<String, Tensor> batch = Map.of("x", row(1, 2, 3, 4), "target", row(1, 1, 1, 1), "mask", row(0, 3, 2, 0));
		ReferenceObjective objective = new ReferenceObjective(network, plan);
		assertThat(objective.parts(new Weights(Map.of()), batch)).containsExactly((3 * 1 + 2 * 4) / 5.0, (0 + 0.5 + 1.5 + 2.5) / 4);
		assertThat(objective.value(new Weights(Map.of()), batch)).isEqualTo(2 * 2.2 + 10 * 1.125);
	}

	@Test
	void a_mask_weighs_pixels_or_single_values() {
		Network network = Network.input("x", 2).then("node", Activation.relu());
		Map<String, Tensor> batch = Map.of("x", Tensor.of(new float[] { 1, 3, 5, 7 }, 1, 1, 2, 2), "target", Tensor.zeros(1, 1, 2, 2), "pixels", row(1, 2),
			"values", Tensor.of(new float[] { 0, 1, 3, 0 }, 1, 1, 2, 2));
		Loss pixels = new Loss(Loss.Kind.SQUARED_ERROR, "node", "target", "pixels", 1);
		Loss values = new Loss(Loss.Kind.SQUARED_ERROR, "node", "target", "values", 1);
		assertThat(objective(network, pixels, Map.of()).value(new Weights(Map.of()), batch)).isEqualTo((1 * (1 + 9) / 2 + 2 * (25 + 49) / 2) / 3.0);
		assertThat(objective(network, values, Map.of()).value(new Weights(Map.of()), batch)).isEqualTo((1 * 9 + 3 * 25) / 4.0);
		Loss softmax = new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, "node", "target", "values", 1);
		assertThatThrownBy(() -> objective(network, softmax, Map.of()).value(new Weights(Map.of()), batch)).isInstanceOf(ShapeException.class)
			.hasMessage("Expected 1 images of (1, 2, 1) at 'values', got Tensor[1, 1, 2, 2].");
	}

	@Test
	void the_objective_normalizes_by_the_batch_unless_frozen() {
		Network network = network(new Normalization(Normalization.Kind.BATCH, 1, 1e-12, 0.9));
		Loss loss = new Loss(Loss.Kind.SQUARED_ERROR, "node", "target", 1);
		Map<String, Tensor> batch = Map.of("x", row(10, 14), "target", row(0, 0));
		Weights weights = Weights.initialise(network, 1);
		assertThat(objective(network, loss, Map.of()).value(weights, batch)).isCloseTo(1, within(1e-9));
		assertThat(objective(network, loss, Map.of("node", 0.0)).value(weights, batch)).isCloseTo(148, within(1e-6));
	}

	@Test
	void the_objective_refuses_random_dropout() {
		Network network = network(new Dropout(0.5));
		Loss loss = new Loss(Loss.Kind.SQUARED_ERROR, "node", "target", 1);
		assertThatThrownBy(() -> objective(network, loss, Map.of())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'node'");
		assertThat(objective(network, loss, Map.of("node", 0.0)).value(new Weights(Map.of()), Map.of("x", row(3), "target", row(1)))).isEqualTo(4);
	}

	private static ReferenceObjective objective(Network network, Loss loss, Map<String, Double> rates) {
		return new ReferenceObjective(network, new LearningPlan(List.of(loss), Adam.standard(), rates, 0));
	}

	private static Network network(Layer layer) {
		return Network.input("x", 1).then("node", layer);
	}

	private static Tensor row(float... values) {
		return Tensor.of(values, 1, 1, values.length, 1);
	}

	private static float[] run(Network network, Weights weights, Tensor input) {
		try (Runner runner = new ReferenceBackend().runner(network, weights)) {
			return runner.run(input).data();
		}
	}
}
