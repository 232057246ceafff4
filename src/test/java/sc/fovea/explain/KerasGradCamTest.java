package sc.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Gradients;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.model.keras.KerasWeights;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** Grad-CAM against Keras's gradients on a Keras model; {@code explain/reference.py} made model and maps. */
class KerasGradCamTest {

	private static final Path FOLDER = Path.of("src/test/resources/explain");

	private static final Network NETWORK = Network.input("image", new Shape(24, 20, 3)).then("conv1", Convolution.of(6, 3))
		.then("norm1", Normalization.batch()).then("relu1", Activation.relu()).then("pool1", Pooling.max(2))
		.then("conv2", Convolution.of(8, 3)).then("relu2", Activation.relu()).then("global", new GlobalPooling(Pooling.Kind.AVERAGE))
		.then("logits", Dense.of(4));

	private static Map<String, float[]> reference() throws IOException {
		Map<String, float[]> numbers = new HashMap<>();
		for (String line : Files.readAllLines(FOLDER.resolve("small_gradcam.txt"))) {
			String[] words = line.split(" ");
			float[] values = new float[words.length - 1];
			for (int i = 0; i < values.length; i++) {
				values[i] = Float.parseFloat(words[i + 1]);
			}
			numbers.put(words[0], values);
		}
		return numbers;
	}

	@Test
	void maps_of_all_classes_are_those_of_keras() throws IOException {
		Map<String, float[]> reference = reference();
		Weights weights = KerasWeights.read(FOLDER.resolve("small.h5"), NETWORK);
		Map<String, Tensor> inputs = Map.of("image", Tensor.of(reference.get("image"), 1, 24, 20, 3));
		try (TrainingBackend backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
			Gradients gradients = backend.gradients(NETWORK, weights, List.of("relu2"))) {
			for (int label = 0; label < 4; label++) {
				Map<String, Tensor> values = gradients.values(inputs);
				assertThat(values.get("logits").data()[label]).isCloseTo(reference.get("score" + label)[0], within(1e-4f));
				Tensor slopes = gradients.of(inputs, Map.of("logits", Seed.channel(label).of(values.get("logits")))).get("relu2");
				assertThat(GradCam.weighted(values.get("relu2"), slopes).values()).containsExactly(reference.get("map" + label), within(1e-4f));
			}
		}
	}
}
