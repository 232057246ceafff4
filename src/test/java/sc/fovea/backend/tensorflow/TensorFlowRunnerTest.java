package sc.fovea.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.backend.Runner;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;

/** What a runner promises beside the values, which the layers' own tests compare. */
class TensorFlowRunnerTest {

	private static final Network SMALL = Network.input("image", 1).then("conv-1", Convolution.of(8, 3)).then("relu_1", Activation.relu())
		.then("pool", Pooling.max(2)).then("up", Upsampling.nearest(2)).then("both", Join.concatenate(), "up", "relu_1")
		.then("head", Convolution.pointwise(2)).withOutputs("head", "pool");

	private static Backend backend;

	@BeforeAll
	static void open() {
		backend = new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	@Test
	void one_runner_takes_all_sizes_and_gives_all_outputs() {
		try (Runner runner = small()) {
			for (int side : new int[] { 2, 8, 64 }) {
				Map<String, Tensor> answers = runner.run(Map.of("image", noise(3, side, side + 2)));
				assertThat(answers.get("head").shape()).containsExactly(3, side, side + 2, 2);
				assertThat(answers.get("pool").shape()).containsExactly(3, side / 2, side / 2 + 1, 8);
			}
		}
	}

	@Test
	void an_image_that_does_not_fit_is_named() {
		try (Runner runner = small()) {
			assertThatThrownBy(() -> runner.run(Tensor.zeros(1, 8, 8, 3))).isInstanceOf(ShapeException.class)
				.hasMessage("Expected an input of shape (any, any, 1) at 'image', got (8, 8, 3).");
			assertThatThrownBy(() -> runner.run(Tensor.zeros(8, 8))).isInstanceOf(ShapeException.class).hasMessageContaining("Tensor[8, 8]");
			assertThatThrownBy(() -> runner.run(Tensor.zeros(1, 7, 8, 1))).isInstanceOf(ShapeException.class).hasMessageContaining("'both'");
		}
	}

	@Test
	void weights_that_do_not_fit_are_named() {
		Weights wrong = Weights.initialise(SMALL, 0).with(Map.of("head.bias", Tensor.zeros(3)));
		assertThatThrownBy(() -> backend.runner(SMALL, wrong)).isInstanceOf(ShapeException.class).hasMessageContaining("head.bias");
	}

	@Test
	void threads_get_the_same_answers() {
		try (Runner runner = small()) {
			Tensor image = noise(1, 32, 32);
			Tensor alone = runner.run(image);
			assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> runner.run(image))).allMatch(alone::equals);
		}
	}

	/** So few and small runs that no garbage collection frees what was not closed. */
	@Test
	void every_run_frees_its_native_memory() {
		try (Runner runner = small()) {
			Tensor image = noise(1, 8, 8);
			run(runner, image, 10);
			long before = NativeMemory.objects(backend);
			run(runner, image, 300);
			assertThat(NativeMemory.objects(backend) - before).as("native objects left after 300 runs").isLessThan(30);
		}
	}

	@Test
	void an_answer_too_large_for_java_is_a_lack_of_memory() {
		Network large = Network.input("image", 1).then("up", Upsampling.nearest(4096)).then("head", Convolution.pointwise(64));
		try (Runner runner = backend.runner(large, Weights.initialise(large, 0))) {
			assertThatThrownBy(() -> runner.run(Tensor.zeros(1, 16, 16, 1))).isInstanceOf(OutOfMemoryException.class).hasMessageContaining("'head'");
		}
	}

	@Test
	void a_node_that_no_machine_can_hold_is_a_lack_of_memory_and_leaves_the_process_alive() {
		Network wide = Network.input("image", 1).then("up", Upsampling.nearest(4096)).then("wide", Convolution.of(512, 3)).then("pool", Pooling.max(4096));
		try (Runner runner = backend.runner(wide, Weights.initialise(wide, 0))) {
			assertThatThrownBy(() -> runner.run(Tensor.zeros(1, 16, 16, 1))).isInstanceOf(OutOfMemoryException.class)
				.hasMessageContaining("node 'wide' alone needs 8404992 MB").hasMessageContaining("CPU");
		}
	}

	private static void run(Runner runner, Tensor image, int times) {
		for (int i = 0; i < times; i++) {
			runner.run(image);
		}
	}

	private static Runner small() {
		return backend.runner(SMALL, Weights.initialise(SMALL, 3));
	}

	private static Tensor noise(int count, int height, int width) {
		Random random = new Random(4);
		Tensor tensor = Tensor.zeros(count, height, width, 1);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = random.nextFloat();
		}
		return tensor;
	}
}
