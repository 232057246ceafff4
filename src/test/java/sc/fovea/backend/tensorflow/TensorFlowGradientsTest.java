package sc.fovea.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Gradients;
import sc.fovea.backend.Runner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.reference.ReferenceBackend;
import sc.fovea.net.Activation;
import sc.fovea.net.Activation.Function;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;

/** Gradients with respect to inputs and inner nodes against central differences of the reference backend. */
class TensorFlowGradientsTest {

	private static final float STEP = 0.01f;

	/** Branches, a skip connection, normalization and dropout at rest; smooth, so that differences are gradients. */
	private static final Network BRANCHED = Network.input("image", 2).then("first", Convolution.of(3, 3)).then("norm", Normalization.batch())
		.then("swish", new Activation(Function.SWISH)).then("pool", Pooling.of(Pooling.Kind.AVERAGE, 2)).then("drop", new Dropout(0.5))
		.then("deep", Convolution.of(4, 3)).then("up", new Upsampling(2, Upsampling.Method.BILINEAR)).then("both", Join.concatenate(), "up", "swish")
		.then("map", Convolution.pointwise(3)).then("global", new GlobalPooling(Pooling.Kind.AVERAGE)).then("classes", Dense.of(2))
		.withOutputs("map", "classes");

	private static TrainingBackend backend;

	@BeforeAll
	static void open() {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	private static Tensor random(long seed, int... shape) {
		Tensor tensor = Tensor.zeros(shape);
		Random random = new Random(seed);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = (float) random.nextGaussian();
		}
		return tensor;
	}

	private static double weighted(Map<String, Tensor> values, Map<String, Tensor> seeds) {
		double sum = 0;
		for (String output : seeds.keySet()) {
			for (int i = 0; i < seeds.get(output).data().length; i++) {
				sum += (double) seeds.get(output).data()[i] * values.get(output).data()[i];
			}
		}
		return sum;
	}

	/** Central differences with respect to one input. */
	private static double[] differences(Network network, Weights weights, Map<String, Tensor> inputs, Map<String, Tensor> seeds, String input) {
		try (Runner runner = new ReferenceBackend().runner(network, weights)) {
			double[] slopes = new double[inputs.get(input).data().length];
			for (int i = 0; i < slopes.length; i++) {
				slopes[i] = (weighted(runner.run(moved(inputs, input, i, STEP)), seeds) - weighted(runner.run(moved(inputs, input, i, -STEP)), seeds))
					/ (2 * STEP);
			}
			return slopes;
		}
	}

	private static Map<String, Tensor> moved(Map<String, Tensor> inputs, String input, int index, float step) {
		Tensor own = inputs.get(input);
		float[] data = own.data().clone();
		data[index] += step;
		Map<String, Tensor> moved = new LinkedHashMap<>(inputs);
		moved.put(input, Tensor.of(data, own.shape()));
		return moved;
	}

	private static void assertClose(Tensor gradient, double[] differences) {
		assertThat(gradient.data()).hasSize(differences.length);
		double largest = 0;
		for (int i = 0; i < differences.length; i++) {
			assertThat((double) gradient.data()[i]).as("value %d", i).isCloseTo(differences[i], within(2e-3));
			largest = Math.max(largest, Math.abs(differences[i]));
		}
		assertThat(largest).as("there is something to compare").isGreaterThan(0.05);
	}

	@Test
	void gradients_of_inputs_are_central_differences() {
		Weights weights = Weights.initialise(BRANCHED, 3);
		Map<String, Tensor> inputs = Map.of("image", random(1, 2, 6, 4, 2));
		Map<String, Tensor> seeds = Map.of("map", random(2, 2, 6, 4, 3), "classes", random(4, 2, 1, 1, 2));
		try (Gradients gradients = backend.gradients(BRANCHED, weights, List.of("image"))) {
			assertClose(gradients.of(inputs, seeds).get("image"), differences(BRANCHED, weights, inputs, seeds, "image"));
		}
	}

	@Test
	void gradients_of_an_inner_node_are_those_of_the_network_behind_it() {
		Weights weights = Weights.initialise(BRANCHED, 3);
		Network behind = BRANCHED.after("swish", "pool");
		Map<String, Tensor> inputs = Map.of("image", random(1, 1, 6, 4, 2));
		Map<String, Tensor> seeds = Map.of("map", random(2, 1, 6, 4, 3), "classes", random(4, 1, 1, 1, 2));
		try (Gradients gradients = backend.gradients(BRANCHED, weights, List.of("pool"))) {
			Map<String, Tensor> ports = new LinkedHashMap<>(gradients.values(inputs));
			try (Gradients values = backend.gradients(BRANCHED, weights, List.of("swish", "pool"))) {
				ports.putAll(values.values(inputs));
			}
			ports.keySet().retainAll(List.of("swish", "pool"));
			assertClose(gradients.of(inputs, seeds).get("pool"), differences(behind, weights.of(behind), ports, seeds, "pool"));
		}
	}

	@Test
	void gradients_pass_through_regions_to_the_image_but_not_to_the_regions() {
		Network network = Network.input("image", 1).withInput("regions", new Shape(1, 1, RoiAlign.REGION)).then("conv", Convolution.of(2, 3), "image")
			.then("roi", new RoiAlign(2, 2, 1), "conv", "regions").then("classes", Dense.of(2));
		Weights weights = Weights.initialise(network, 1);
		Map<String, Tensor> inputs = Map.of("image", random(1, 1, 6, 6, 1), "regions", Tensor.of(new float[] { 0, 1, 1, 3, 4 }, 1, 1, 1, 5));
		Map<String, Tensor> seeds = Map.of("classes", Tensor.of(new float[] { 1, -2 }, 1, 1, 1, 2));
		try (Gradients gradients = backend.gradients(network, weights, List.of("image"))) {
			assertClose(gradients.of(inputs, seeds).get("image"), differences(network, weights, inputs, seeds, "image"));
		}
		assertThatThrownBy(() -> backend.gradients(network, weights, List.of("regions"))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("depend smoothly").hasMessageContaining("'regions'");
	}

	@Test
	void the_gradient_of_an_output_with_respect_to_itself_is_the_seed() {
		Network network = Network.input("image", 1).then("relu", Activation.relu());
		Tensor seed = random(1, 1, 2, 2, 1);
		try (Gradients gradients = backend.gradients(network, new Weights(Map.of()), List.of("relu"))) {
			assertThat(gradients.of(Map.of("image", random(2, 1, 2, 2, 1)), Map.of("relu", seed)).get("relu")).isEqualTo(seed);
		}
	}

	@Test
	void what_does_not_fit_is_refused_with_its_name() {
		Network network = Network.input("image", 1).then("conv", Convolution.of(2, 3));
		Weights weights = Weights.initialise(network, 1);
		assertThatThrownBy(() -> backend.gradients(network, weights, List.of("nowhere"))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("'nowhere'");
		try (Gradients gradients = backend.gradients(network, weights, List.of("image"))) {
			assertThatThrownBy(() -> gradients.of(Map.of("image", random(1, 1, 4, 4, 1)), Map.of("conv", random(1, 1, 4, 4, 3))))
				.isInstanceOf(ShapeException.class).hasMessageContaining("'conv'").isNotInstanceOf(BackendException.class);
		}
	}
}
