package sc.fovea.model.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.architecture.Backbone;
import sc.fovea.architecture.MobileNetV1;
import sc.fovea.architecture.MobileNetV2;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.model.ModelFormatException;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Weights of 8 bits become numbers by the formula of the specification, and a network of them sees what TensorFlow Lite's own interpreter sees. The published files are in
 * {@code foreign/backbones} of the folder in FOVEA_SHARED, or of {@code ../shared}; without them that test is skipped.
 */
class TfliteFileTest {

	@TempDir
	Path folder;

	private final Path file = Path.of("made.tflite");

	/** A convolution 1×2 from 2 channels to 3 filters, and a depthwise one 1×1: 8 bits with scale 0.5 and zero point 10, biases with scale 0.25. */
	private Path made() throws IOException {
		FlatWriter out = new FlatWriter();
		int[] kernel = { 10, 12, 14, 16, 18, 20, 0, 2, 4, 6, 8, 10 };
		int[] codes = { out.operatorCode(3), out.operatorCode(4) };
		int[] buffers = { out.buffer(new byte[0]), out.buffer(bytes(kernel)), out.buffer(words(4, -8, 0)), out.buffer(bytes(12, 8, 10)) };
		int[] tensors = { out.tensor(new int[] { 1, 4, 4, 2 }, 0, 0), out.tensor(new int[] { 3, 1, 2, 2 }, 3, 1, 0.5f, 10),
			out.tensor(new int[] { 3 }, 2, 2, 0.25f, 0),
			out.tensor(new int[] { 1, 1, 1, 3 }, 3, 3, 0.5f, 10) };
		int[] operators = { out.operator(0, 0, 1, 2), out.operator(1, 0, 3) };
		byte[] content = out.model(codes, tensors, operators, buffers);
		return Files.write(folder.resolve(file), content);
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

	private static byte[] words(int... values) {
		ByteBuffer words = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		Arrays.stream(values).forEach(words::putInt);
		return words.array();
	}

	private static Network two(int filters) {
		Convolution first = new Convolution(filters, new Size(1, 2), Size.of(1), 1, Padding.SAME, Convolution.Connection.FULL, false);
		return Network.input("image", 2).then("first", first).then("first_bn", Normalization.batch()).then("relu", Activation.relu())
			.then("second", Convolution.depthwise(1));
	}

	@Test
	void whole_numbers_become_scale_times_their_distance_to_the_zero_point() throws IOException {
		assertThat(TfliteFile.isOne(made())).isTrue();
		Weights weights = TfliteFile.open(made()).weights(two(3));
		// (filters, height, width, inputs) in the file, (height, width, inputs, filters) here
		assertThat(weights.get("first.kernel").data()).containsExactly(0, 4, -3, 1, 5, -2, 2, -5, -1, 3, -4, 0);
		assertThat(weights.get("first_bn.shift").data()).containsExactly(1, -2, 0);
		assertThat(weights.get("second.kernel").data()).containsExactly(1, -1, 0);
		assertThat(weights.get("second.bias").data()).containsExactly(0, 0, 0);
	}

	@Test
	void a_normalization_that_was_multiplied_into_the_kernel_only_adds_the_bias() throws IOException {
		Network network = two(3).upTo("first_bn");
		Weights weights = TfliteFile.open(made()).weights(two(3)).fitTo(network, 0);
		try (Backend backend = new ReferenceProvider().open(BackendOptions.cpu()); Runner runner = backend.runner(network, weights)) {
			float[] answer = runner.run(Tensor.of(new float[] { 1, 2, 3, 4 }, 1, 1, 2, 2)).data();
			// 1·0 + 2·1 + 3·2 + 4·3 + 1; 1·4 + 2·5 − 3·5 − 4·4 − 2; −3 − 2·2 − 3 − 0
			assertThat(Arrays.copyOf(answer, 3)).containsExactly(new float[] { 21, -19, -10 }, offset(1e-4f));
		}
	}

	@Test
	void another_network_is_refused_with_the_layer_and_the_shapes() throws IOException {
		TfliteFile read = TfliteFile.open(made());
		assertThatThrownBy(() -> read.weights(two(4))).isInstanceOf(ModelFormatException.class).hasMessageContainingAll("first", "[1, 2, 2, 4]",
			"[1, 2, 2, 3]");
		assertThatThrownBy(() -> read.weights(two(3).then("third", Convolution.pointwise(2)))).hasMessageContainingAll("third", "only 2");
		assertThatThrownBy(() -> TfliteFile.open(folder.resolve("none.tflite"))).isInstanceOf(ModelFormatException.class);
	}

	@Test
	void a_damaged_file_is_one_sentence() throws IOException {
		byte[] whole = Files.readAllBytes(made());
		SplittableRandom random = new SplittableRandom(3);
		for (int i = 0; i < 2000; i++) {
			byte[] damaged = random.nextBoolean() ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
			for (int k = 0; k < 3 && damaged.length > 0; k++) {
				damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
			}
			Path file = Files.write(folder.resolve("damaged.tflite"), damaged);
			try {
				TfliteFile.open(file);
			}
			catch (ModelFormatException e) {
				assertThat(e.getMessage()).contains("damaged.tflite").doesNotContain("\n");
			}
		}
	}

	/** Activations of the interpreter have 8 bits too: its features differ by some of their steps of 0.024. */
	@ParameterizedTest
	@CsvSource({ "mobilenet_v1_0.25_128_quant, 128, 0.25, 0.9995, 0.01", "mobilenet_v2_1.0_224_quant, 224, 1, 0.997, 0.02" })
	void a_published_network_sees_what_the_interpreter_sees(String name, int side, double width, double correlation, double error) throws IOException {
		Path published = Path.of(System.getenv().getOrDefault("FOVEA_SHARED", "../shared"), "foreign", "backbones", name + ".tflite");
		assumeTrue(Files.exists(published), "Published weights are not there: " + published);
		Backbone backbone = name.contains("v2") ? new MobileNetV2() : new MobileNetV1();
		Network network = backbone.features(3, width).withInputSize(Size.of(side));
		double[] expected = expected(name);
		try (Backend backend = new ReferenceProvider().open(BackendOptions.cpu());
			Runner runner = backend.runner(network, TfliteFile.open(published).weights(network))) {
			double[] means = means(runner.run(image(side)));
			assertThat(correlation(means, expected)).isGreaterThan(correlation);
			assertThat(IntStream.range(0, means.length).mapToDouble(i -> Math.abs(means[i] - expected[i])).average().orElseThrow()).isLessThan(error);
		}
	}

	private static double[] expected(String name) throws IOException {
		try (InputStream in = TfliteFileTest.class.getResourceAsStream("/tflite/" + name + ".csv")) {
			return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split(",")).mapToDouble(Double::parseDouble).toArray();
		}
	}

	/** The same as in reference.py: bytes q as (q − 128) / 128. */
	private static Tensor image(int side) {
		float[] values = new float[side * side * 3];
		for (int y = 0, i = 0; y < side; y++) {
			for (int x = 0; x < side; x++) {
				for (int c = 0; c < 3; c++, i++) {
					double wave = 90 * Math.sin(2 * Math.PI * x / (7 + 4 * c)) * Math.cos(2 * Math.PI * y / (11 + 3 * c));
					int q = (int) Math.max(0, Math.min(255, 128 + wave + 20 * ((x / 16 + y / 16) % 2)));
					values[i] = (q - 128) / 128f;
				}
			}
		}
		return Tensor.of(values, 1, side, side, 3);
	}

	private static double[] means(Tensor features) {
		double[] means = new double[features.channels()];
		for (int i = 0; i < features.data().length; i++) {
			means[i % means.length] += features.data()[i] * (double) means.length / features.data().length;
		}
		return means;
	}

	private static double correlation(double[] a, double[] b) {
		return new PearsonsCorrelation().correlation(a, b);
	}
}
