package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.model.JsonText;
import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Npy;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.task.classification.ImageClasses;
import sc.fovea.task.semantic.SemanticClasses;

/** Whole Keras models against what Keras answers; the script beside the files made them. */
class KerasFormatTest {

	/** What Keras 2.15 answers to the image of {@link #networks_of_others_become_classifiers}. */
	private static final float[] KERAS_VWW = { 0.9950977f, 0.00490228f };
	private static final float[] KERAS_RESNET = { 0.3208415f, 0.002113687f, 0.00274805f, 0.1105426f, 0.38074f, 0.007763442f, 0.1374166f, 0.01368603f,
		0.02119911f, 0.002948982f };

	@TempDir
	Path temporary;

	private static Path file(String name) throws Exception {
		return Path.of(KerasFormatTest.class.getResource("/keras/whole/" + name).toURI());
	}

	/** 0, 7, 14, … modulo 256. */
	private static Tensor image(double scale, int... shape) {
		Tensor image = Tensor.zeros(shape);
		for (int i = 0; i < image.data().length; i++) {
			image.data()[i] = (float) (i * 7 % 256 * scale);
		}
		return image;
	}

	@ParameterizedTest
	@ValueSource(strings = { "classifier.h5", "classifier.keras" })
	void a_sequential_classifier_answers_as_in_keras(String name) throws Exception {
		Model model = ModelImport.read(file(name), Optional.empty()).model();
		assertThat(model.input().normalisation()).isEqualTo(new Normalisation.Fixed(1 / 127.5, -1));
		assertThat(model.task()).isEqualTo(new ImageClasses(List.of("class 1", "class 2", "class 3"), model.network().outputs().get(0)));
		Tensor raw = image(1, 1, 24, 32, 3);
		for (int i = 0; i < raw.data().length; i++) {
			raw.data()[i] = raw.data()[i] / 127.5f - 1;
		}
		assertClose(answer(model.network(), model, raw), Npy.read(Files.readAllBytes(file(name + ".npy"))).data());
	}

	@ParameterizedTest
	@ValueSource(strings = { "unet.h5", "unet.keras" })
	void a_functional_unet_of_any_size_answers_as_in_keras(String name) throws Exception {
		Model model = ModelImport.read(file(name), Optional.empty()).model();
		assertThat(model.task()).isInstanceOfSatisfying(SemanticClasses.class,
			s -> assertThat(s.classes()).containsExactly("background", "foreground"));
		Network probability = model.network().upTo(model.network().node("pixel_classes").inputs().get(0));
		Tensor image = image(1 / 255.0, 1, 16, 20, 1);
		float[] theirs = Npy.read(Files.readAllBytes(file(name + ".npy"))).data();
		assertClose(answer(probability, model, image), theirs);
		Tensor both = answer(model.network(), model, image);
		assertThat(both.data()[1]).isEqualTo(theirs[0], within(1e-4f));
		assertThat(both.data()[0]).isEqualTo(1 - theirs[0], within(1e-4f));
	}

	private static Tensor answer(Network network, Model model, Tensor image) {
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(network, model.weights().of(network))) {
			return runner.run(Map.of(model.imageInput(), image)).get(network.outputs().get(0));
		}
	}

	private static void assertClose(Tensor ours, float[] theirs) {
		assertThat(ours.data()).hasSameSizeAs(theirs);
		for (int i = 0; i < theirs.length; i++) {
			assertThat(ours.data()[i]).as("value %d", i).isEqualTo(theirs[i], within(1e-4f));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "vww_96.h5", "pretrainedResnet.h5" })
	void networks_of_others_become_classifiers(String name) throws IOException {
		Model model = ModelImport.read(SharedFiles.foreign("keras").resolve(name), Optional.empty()).model();
		assertThat(model.task()).isInstanceOf(ImageClasses.class);
		try (Runner runner = new TensorFlowProvider().open(BackendOptions.cpu()).runner(model.network(), model.weights())) {
			int side = model.network().inputs().values().iterator().next().height();
			Tensor answer = runner.run(Map.of(model.imageInput(), image(1 / 255.0, 1, side, side, 3))).get(model.network().outputs().get(0));
			float[] theirs = name.startsWith("vww") ? KERAS_VWW : KERAS_RESNET;
			assertClose(answer, theirs);
		}
	}

	@Test
	void a_layer_that_fovea_has_not_is_refused_by_its_name() throws Exception {
		assertRefused("Softplus2", "\"class_name\": \"AveragePooling2D\"", "\"class_name\": \"Softplus2\"");
		assertRefused("one group", "\"groups\": 1", "\"groups\": 2");
		assertRefused("channels_first", "channels_last", "channels_first");
	}

	/** A Keras 3 model whose configuration was changed. */
	private void assertRefused(String word, String from, String to) throws Exception {
		Path folder = Files.createTempDirectory(temporary, "keras");
		try (ZipFile zip = new ZipFile(file("classifier.keras").toFile())) {
			String config = new String(zip.getInputStream(zip.getEntry("config.json")).readAllBytes(), StandardCharsets.UTF_8);
			assertThat(config).contains(from);
			Files.writeString(folder.resolve("config.json"), config.replace(from, to));
			Files.copy(zip.getInputStream(zip.getEntry("model.weights.h5")), folder.resolve("model.weights.h5"));
		}
		assertThatThrownBy(() -> ModelImport.read(folder, Optional.empty())).isInstanceOf(ModelFormatException.class).hasMessageContaining(word);
	}

	@Test
	void foreign_json_may_hold_null() {
		assertThat(JsonText.parseForeign("{\"a\": null, \"b\": [null, 1]}")).isEqualTo(Map.of("b", List.of(Optional.empty(), 1L)));
		assertThatThrownBy(() -> JsonText.parseForeign("[1]")).hasMessageContaining("JSON object");
	}
}
