package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Npy;
import sc.fovea.net.Tensor;
import sc.fovea.task.restoration.RestoredIntensities;

/** SavedModels that restore images, as CSBDeep writes them, against what TensorFlow answers; the script beside the files made them. */
class CsbdeepFormatTest {

	/** What TensorFlow 2.21 answers to the Noise2Void archive at six places of {@link #ramp}; its stored test output is not its own. */
	private static final float[] NOISE2VOID = { 0.5711391f, 0.80196434f, 0.8608917f, 0.5851473f, 0.9036902f, 0.8922383f };

	@TempDir
	Path temporary;

	private Path care() throws Exception {
		Path from = Path.of(CsbdeepFormatTest.class.getResource("/savedmodel/care").toURI());
		Files.createDirectories(temporary.resolve("care/variables"));
		for (String file : List.of("saved_model.pb", "meta.json", "variables/variables.index", "variables/variables.data-00000-of-00001"))
			Files.copy(from.resolve(file), temporary.resolve("care").resolve(file));
		return temporary.resolve("care");
	}

	/** 0, 7, 14, … modulo 256, divided by 255. */
	private static Tensor ramp(int height, int width) {
		Tensor image = Tensor.zeros(1, height, width, 1);
		for (int i = 0; i < image.data().length; i++)
			image.data()[i] = i * 7 % 256 / 255f;
		return image;
	}

	private static float[] answer(Model model, Tensor image) {
		try (Runner runner = new TensorFlowProvider().open(BackendOptions.cpu()).runner(model.network(), model.weights())) {
			return runner.run(Map.of(model.imageInput(), image)).values().iterator().next().data();
		}
	}

	@Test
	void a_care_model_takes_the_branches_of_its_conditions_that_do_not_learn() throws Exception {
		Path folder = care();
		Imported care = ModelImport.read(folder, Optional.empty());
		assertThat(care.summary()).contains("CARE", "restoration, 1 channel");
		assertThat(care.model().task()).isEqualTo(new RestoredIntensities("restored", true));
		assertThat(care.model().input().normalisation()).isEqualTo(new Normalisation.Percentile(2, 99.8));
		float[] theirs = Npy.read(Files.readAllBytes(Path.of(CsbdeepFormatTest.class.getResource("/savedmodel/care/expected.npy").toURI()))).data();
		assertThat(answer(care.model(), ramp(24, 20))).containsExactly(theirs, within(1e-5f));
	}

	@Test
	void models_of_volumes_are_refused() throws Exception {
		Path folder = care();
		Files.writeString(folder.resolve("meta.json"), Files.readString(folder.resolve("meta.json")).replace("YXC", "ZYXC"));
		assertThatThrownBy(() -> ModelImport.read(folder, Optional.empty())).isInstanceOf(ModelFormatException.class)
			.hasMessageContaining("Expected a model of planes, got the axes ZYXC of volumes.");
	}

	@Test
	void without_its_description_the_two_channels_are_no_restoration() throws Exception {
		Path folder = care();
		Files.delete(folder.resolve("meta.json"));
		assertThat(ModelImport.read(folder, Optional.empty()).summary()).contains("semantic segmentation");
	}

	@Test
	void channels_must_be_those_of_the_image() throws Exception {
		Path folder = care();
		Files.writeString(folder.resolve("meta.json"), Files.readString(folder.resolve("meta.json")).replace("true", "false"));
		assertThatThrownBy(() -> ModelImport.read(folder, Optional.empty()))
			.hasMessageContaining("Expected as many restored channels as the 1 of the image, got 2");
	}

	@Test
	void the_noise2void_archive_of_fiji_answers_as_in_tensorflow() throws IOException {
		Model model = ModelImport.read(SharedFiles.foreign("n2v_tf1").resolve("n2v_fiji_format-0.2.0-csbdeep.bioimage.io.zip"), Optional.empty()).model();
		assertThat(model.input().normalisation()).isEqualTo(new Normalisation.MeanDeviation(List.of(0.49408814), List.of(0.28493392)));
		Tensor image = ramp(48, 64);
		for (int i = 0; i < image.data().length; i++)
			image.data()[i] = (image.data()[i] - 0.49408814f) / 0.28493392f;
		float[] answer = answer(model, image);
		int[] places = { 0, 5 * 64 + 7, 20 * 64 + 31, 47 * 64 + 63, 24 * 64 + 10, 33 * 64 + 50 };
		for (int i = 0; i < places.length; i++)
			assertThat(answer[places[i]] * 0.28493392f + 0.49408814f).isEqualTo(NOISE2VOID[i], within(1e-5f));
	}
}
