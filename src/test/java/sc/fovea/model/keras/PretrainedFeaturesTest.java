package sc.fovea.model.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.architecture.Backbone;
import sc.fovea.architecture.MobileNetV1;
import sc.fovea.architecture.MobileNetV2;
import sc.fovea.architecture.ResNet50;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;

/**
 * Our networks with the weights of Keras files give the features that Keras itself gives. Odd sizes meet every strided window of odd extent. The files
 * are in {@code weights} of the folder in the environment variable FOVEA_SHARED, or of {@code ../shared}; without them these tests are skipped.
 */
class PretrainedFeaturesTest {

	private static final double TOLERANCE = 1e-4;

	private static final Map<String, Backend> BACKENDS = Map.of("reference", new ReferenceProvider().open(BackendOptions.cpu()),
		"tensorflow", new TensorFlowProvider().open(BackendOptions.cpu()));

	@AfterAll
	static void close() {
		BACKENDS.values().forEach(Backend::close);
	}

	@ParameterizedTest
	@CsvSource({ "1, 0.25, reference", "2, 0.35, reference", "1, 0.25, tensorflow", "2, 0.35, tensorflow" })
	void a_mobilenet_sees_what_that_of_keras_sees(int version, double alpha, String backend) throws IOException {
		Path file = shared().resolve("mobilenetV" + version + "_" + alpha + "_96x96_greyscale_weights.h5");
		assumeTrue(Files.exists(file), "Keras weights are not there: " + file);
		Backbone backbone = version == 1 ? new MobileNetV1() : new MobileNetV2();
		Network network = backbone.features(1, alpha);
		try (Runner runner = BACKENDS.get(backend).runner(network, KerasWeights.read(file, network))) {
			check(runner, backbone.name() + "_" + alpha, new Shape(96, 96, 1));
			check(runner, backbone.name() + "_" + alpha, new Shape(97, 75, 1));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reference", "tensorflow" })
	@Tag("slow")
	void a_resnet_sees_what_that_of_keras_sees_with_the_same_made_up_weights(String backend) throws IOException {
		Network network = new ResNet50().features(3, 1);
		try (Runner runner = BACKENDS.get(backend).runner(network, KerasFeatures.recipe(network))) {
			check(runner, "resnet50", new Shape(49, 35, 3));
		}
	}

	private static void check(Runner runner, String name, Shape size) throws IOException {
		KerasFeatures expected = KerasFeatures.of(name + "_" + size.height() + "x" + size.width());
		Tensor image = KerasFeatures.image(size.height(), size.width(), size.channels());
		Tensor features = runner.run(Map.of("image", image)).get(runner.network().last());
		assertThat(new int[] { features.height(), features.width(), features.channels() }).containsExactly(expected.shape());
		assertThat(expected.distance(features)).isLessThan(TOLERANCE);
	}

	private static Path shared() {
		return Path.of(System.getenv().getOrDefault("FOVEA_SHARED", "../shared")).resolve("weights");
	}
}
