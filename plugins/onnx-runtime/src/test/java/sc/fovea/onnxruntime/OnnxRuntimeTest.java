package sc.fovea.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Context;
import org.scijava.plugin.PluginService;

import sc.fovea.architecture.MobileNetV2;
import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendProvider;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.GlobalPooling;
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
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;
import sc.fovea.net.ZeroPadding;

/** ONNX Runtime against Fovea's plain loops. */
class OnnxRuntimeTest {

	private static final int HEIGHT = 13;
	private static final int WIDTH = 17;
	private static final int CHANNELS = 4;

	static Stream<Arguments> layers() {
		Map<String, Layer> layers = new LinkedHashMap<>();
		layers.put("same", Convolution.of(3, 3));
		layers.put("even kernel", new Convolution(3, new Size(2, 4), Size.of(1), 1, Padding.SAME, Convolution.Connection.FULL, false));
		layers.put("stride", Convolution.of(3, 3).stride(2));
		layers.put("wide stride", Convolution.of(3, 1).stride(3));
		layers.put("valid", new Convolution(3, new Size(3, 5), new Size(2, 1), 1, Padding.VALID, Convolution.Connection.FULL, true));
		layers.put("dilated", Convolution.of(3, 3).dilation(2));
		layers.put("depthwise", new Convolution(2, Size.of(3), Size.of(2), 1, Padding.SAME, Convolution.Connection.DEPTHWISE, true));
		for (int kernel = 1; kernel <= 4; kernel++) {
			layers.put("transposed " + kernel + "/2", new TransposedConvolution(3, kernel, 2, true));
		}
		layers.put("transposed 5/3", new TransposedConvolution(3, 5, 3, false));
		for (Pooling.Kind kind : Pooling.Kind.values()) {
			layers.put("pooling " + kind, Pooling.of(kind, 2));
			layers.put("overlapping " + kind, new Pooling(kind, Size.of(3), Size.of(2), Padding.SAME));
			layers.put("valid " + kind, new Pooling(kind, new Size(3, 2), Size.of(2), Padding.VALID));
			layers.put("global " + kind, new GlobalPooling(kind));
		}
		for (Activation.Function function : Activation.Function.values()) {
			layers.put(function.name(), new Activation(function));
		}
		layers.put("batch", Normalization.batch());
		layers.put("group", Normalization.group(2));
		layers.put("dropout", new Dropout(0.5));
		layers.put("nearest", Upsampling.nearest(3));
		layers.put("bilinear 2", new Upsampling(2, Upsampling.Method.BILINEAR));
		layers.put("bilinear 3", new Upsampling(3, Upsampling.Method.BILINEAR));
		layers.put("zeros", new ZeroPadding(1, 2, 3, 0));
		layers.put("dense", Dense.of(5));
		return layers.entrySet().stream().map(layer -> Arguments.of(layer.getKey(), layer.getValue()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("layers")
	void a_layer_answers_as_in_the_reference(String name, Layer layer) {
		Network network = Network.input("image", new Shape(HEIGHT, WIDTH, CHANNELS)).then("tested", layer);
		assertSame(network, random(2, HEIGHT, WIDTH, CHANNELS));
	}

	@Test
	void joins_and_several_outputs_answer_as_in_the_reference() {
		Network network = Network.input("image", CHANNELS).then("a", Convolution.of(3, 3)).then("b", Convolution.of(3, 5), "image")
			.then("sum", Join.add(), "a", "b").then("all", Join.concatenate(), "image", "sum", "a").withOutputs("all", "a", "sum");
		assertSame(network, random(1, HEIGHT, WIDTH, CHANNELS));
	}

	@Test
	void whole_networks_answer_as_in_the_reference() {
		Network trunk = new UNet().trunk(TrunkOptions.forChannels(1));
		assertSame(StarHeads.standard().attach(trunk, 2), random(1, 48, 64, 1));
		assertSame(new MobileNetV2().features(3, 0.35).withOutputs(new MobileNetV2().features(3, 0.35).last()), random(1, 64, 64, 3));
	}

	@Test
	void tiles_of_changing_size_run_in_one_session() {
		Network network = Network.input("image", 1).then("a", Convolution.of(4, 3)).then("b", Pooling.max(2));
		Weights weights = Weights.initialise(network, 1);
		try (Backend backend = new OnnxRuntimeProvider().open(new BackendOptions(BackendOptions.Device.CPU, 1)); Runner runner = backend.runner(network, weights)) {
			assertEquals("CPU (1 thread)", backend.device());
			assertTrue(backend.library().startsWith("ONNX Runtime 1."), backend.library());
			for (int side : new int[] { 16, 64, 32, 128, 2 }) {
				assertEquals(side / 2, runner.run(random(1, side, side, 1)).height());
			}
			assertThrows(ShapeException.class, () -> runner.run(random(1, 8, 8, 3)));
		}
	}

	@Test
	void a_layer_that_onnx_has_not_is_refused_by_its_name() {
		Network network = Network.input("image", 1).withInput("regions", new Shape(1, 1, 5)).then("crop", new RoiAlign(7, 2, 1), "image", "regions");
		try (Backend backend = new OnnxRuntimeProvider().open(BackendOptions.cpu())) {
			BackendException refusal = assertThrows(BackendException.class, () -> backend.runner(network, Weights.initialise(network, 1)));
			assertTrue(refusal.getMessage().contains("RoiAlign at 'crop'"), refusal.getMessage());
		}
	}

	@Test
	void a_gpu_that_is_not_there_is_refused() {
		BackendException refusal = assertThrows(BackendException.class,
			() -> new OnnxRuntimeProvider().open(new BackendOptions(BackendOptions.Device.GPU, 0)));
		assertTrue(refusal.getMessage().contains("onnxruntime_gpu"), refusal.getMessage());
	}

	@Test
	void the_jar_lists_the_backend() {
		try (Context context = new Context(PluginService.class)) {
			assertTrue(context.service(PluginService.class).getPluginsOfType(BackendProvider.class).stream()
				.anyMatch(info -> info.getClassName().equals(OnnxRuntimeProvider.class.getName())));
		}
	}

	private static void assertSame(Network network, Tensor image) {
		Weights weights = touched(Weights.initialise(network, 7));
		Map<String, Tensor> inputs = Map.of(network.inputs().keySet().iterator().next(), image);
		Map<String, Tensor> expected = run(new ReferenceProvider(), network, weights, inputs);
		Map<String, Tensor> answers = run(new OnnxRuntimeProvider(), network, weights, inputs);
		assertEquals(expected.keySet(), answers.keySet());
		expected.forEach((name, tensor) -> {
			assertArrayEquals(tensor.shape(), answers.get(name).shape(), name);
			float largest = 1;
			for (float value : tensor.data()) {
				largest = Math.max(largest, Math.abs(value));
			}
			assertArrayEquals(tensor.data(), answers.get(name).data(), 2e-5f * largest, name);
		});
	}

	private static Map<String, Tensor> run(BackendProvider provider, Network network, Weights weights, Map<String, Tensor> inputs) {
		try (Backend backend = provider.open(BackendOptions.cpu()); Runner runner = backend.runner(network, weights)) {
			return runner.run(inputs);
		}
	}

	/** Biases and statistics begin as zeros and ones, by which a mistake could hide. */
	private static Weights touched(Weights weights) {
		SplittableRandom random = new SplittableRandom(3);
		Map<String, Tensor> touched = new HashMap<>();
		weights.tensors().forEach((name, tensor) -> {
			float[] values = tensor.data().clone();
			for (int i = 0; i < values.length; i++) {
				values[i] += (float) random.nextDouble(0.01, 0.2);
			}
			touched.put(name, Tensor.of(values, tensor.shape()));
		});
		return new Weights(touched);
	}

	private static Tensor random(int... shape) {
		SplittableRandom random = new SplittableRandom(5);
		Tensor tensor = Tensor.zeros(shape);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = (float) random.nextDouble(-1, 2);
		}
		return tensor;
	}
}
