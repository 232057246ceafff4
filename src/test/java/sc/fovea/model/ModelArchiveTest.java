package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.classification.ImageClasses;
import sc.fovea.task.detection.Boxes;
import sc.fovea.task.semantic.SemanticClasses;

class ModelArchiveTest {

	@TempDir
	private Path folder;

	@Test
	void reading_gives_what_was_written_to_the_bit() throws IOException {
		Model model = TestModels.full();
		ModelArchive.write(model, folder.resolve("a.zip"));
		Model again = ModelArchive.read(folder.resolve("a.zip"));
		assertThat(again).isEqualTo(model);
		assertThat(again.weights().tensors().keySet()).containsExactlyElementsOf(model.weights().tensors().keySet());
		assertThat(again.training().tree().toString()).contains("NaN").contains("epochs=3,");
	}

	static List<Model> models() {
		Network pixels = Network.input("rgb", 3).then("classes", Convolution.of(2, 3)).then("softmax", new Activation(Activation.Function.SOFTMAX));
		Network image = Network.input("in", 2).then("conv", Convolution.of(3, 3)).then("mean", new GlobalPooling(Pooling.Kind.AVERAGE));
		Network boxes = Network.input("in", 1).then("pool", Pooling.max(8)).then("scores", Convolution.pointwise(2))
			.then("distances", Convolution.pointwise(4), "pool").withOutputs("scores", "distances");
		return List.of(
			new Model(TestModels.card("boxes"), ModelInput.ofAnyScale(1, new Normalisation.None()),
				new Boxes(List.of("RBC", "WBC"), 8, new Boxes.Heads("scores", "distances"),
					new Boxes.Thresholds(0.3, 0.5)),
				boxes, Weights.initialise(boxes, 1)),
			new Model(TestModels.card("pixels"), ModelInput.ofAnyScale(3, new Normalisation.MeanDeviation(List.of(0.1, 0.2, 0.3), List.of(1.0, 2.0, 3.0))),
				new SemanticClasses(List.of("no", "yes: 1"), "softmax"), pixels, Weights.initialise(pixels, 1)),
			new Model(TestModels.card("image"), ModelInput.ofAnyScale(2, new Normalisation.Fixed(1 / 255.0, -0.5)),
				new ImageClasses(List.of("a", "b", "2024-01-01"), "mean"), image, Weights.initialise(image, 1)),
			new Model(TestModels.card("turned"), ModelInput.ofAnyScale(2, new Normalisation.None()),
				new ImageClasses(List.of("a", "b", "c"), "mean").withAllOrientations(true), image, Weights.initialise(image, 1)),
			new Model(TestModels.card("plain"), ModelInput.ofAnyScale(1, new Normalisation.None()), TestModels.stars(), TestModels.network(),
				TestModels.weights()));
	}

	@ParameterizedTest
	@MethodSource("models")
	void every_task_and_normalisation_is_kept(Model model) throws IOException {
		ModelArchive.write(model, folder.resolve("a.zip"));
		assertThat(ModelArchive.read(folder.resolve("a.zip"))).isEqualTo(model);
		assertThat(ModelArchive.summary(folder.resolve("a.zip"))).isEqualTo(new ModelSummary(model.card(), model.input(), model.task()));
	}

	@Test
	void the_same_model_gives_the_same_bytes_in_every_time_zone() throws IOException {
		ModelArchive.write(TestModels.full(), folder.resolve("a.zip"));
		TimeZone zone = TimeZone.getDefault();
		try {
			TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
			Model reread = ModelArchive.read(folder.resolve("a.zip"));
			ModelArchive.write(reread, folder.resolve("b.zip"));
		}
		finally {
			TimeZone.setDefault(zone);
		}
		assertThat(folder.resolve("b.zip")).hasSameBinaryContentAs(folder.resolve("a.zip"));
	}

	@Test
	void sixteen_bits_halve_the_kernels_and_round_them_once() throws IOException {
		Network large = Network.input("image", 1).then("a", Convolution.of(64, 3)).then("b", Convolution.of(64, 3)).then("c", Convolution.pointwise(2));
		Model model = new Model(TestModels.card("large"), ModelInput.ofAnyScale(1, new Normalisation.None()),
			new SemanticClasses(List.of("no", "yes"), "c"), large, Weights.initialise(large, 3));
		ModelArchive.write(model, folder.resolve("32.zip"));
		ModelArchive.write(model, folder.resolve("16.zip"), Precision.FLOAT16);
		assertThat(Files.size(folder.resolve("16.zip"))).isLessThan(Files.size(folder.resolve("32.zip")) * 6 / 10);
		Model rounded = ModelArchive.read(folder.resolve("16.zip"));
		assertThat(rounded.weights()).isEqualTo(Precision.FLOAT16.round(model.weights())).isNotEqualTo(model.weights());
		assertThat(rounded.weights().get("a.bias")).isEqualTo(model.weights().get("a.bias"));
		ModelArchive.write(rounded, folder.resolve("again.zip"), Precision.FLOAT16);
		assertThat(folder.resolve("again.zip")).hasSameBinaryContentAs(folder.resolve("16.zip"));
	}

	@Test
	void a_weight_beyond_sixteen_bits_is_refused_and_nothing_is_written() {
		Tensor kernel = TestModels.weights().get("conv.kernel");
		float[] values = kernel.data().clone();
		values[3] = 70000;
		Model model = TestModels.full().withWeights(TestModels.weights().with(Map.of("conv.kernel", Tensor.of(values, kernel.shape()))));
		assertThatThrownBy(() -> ModelArchive.write(model, folder.resolve("a.zip"), Precision.FLOAT16))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("70000").hasMessageContaining("conv.kernel");
		assertThat(folder).isEmptyDirectory();
	}

	@Test
	void an_old_file_stays_when_writing_fails() throws IOException {
		Path target = folder.resolve("a.zip");
		Files.writeString(target, "old");
		assertThatThrownBy(() -> WholeFile.write(target, temporary -> {
			Files.writeString(temporary, "half");
			throw new IOException("No space left on device");
		})).isInstanceOf(IOException.class).hasMessageContaining("a.zip").hasMessageContaining("No space left");
		assertThat(target).hasContent("old");
		assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
	}

	@Test
	void a_missing_folder_is_one_sentence() {
		assertThatThrownBy(() -> ModelArchive.write(TestModels.full(), folder.resolve("no/a.zip"))).isInstanceOf(IOException.class)
			.hasMessageContaining("a.zip").hasMessageContaining("existing folder");
	}

	@Test
	void the_description_has_the_fields_of_bioimage_io() throws IOException {
		ModelArchive.write(TestModels.full(), folder.resolve("a.zip"));
		String yaml;
		try (ZipEntries entries = ZipEntries.open(folder.resolve("a.zip"), "a.zip")) {
			yaml = new String(entries.read("rdf.yaml", 1 << 20), StandardCharsets.UTF_8);
		}
		Map<?, ?> tree = YamlText.parse(yaml);
		assertThat(tree.get("type")).isEqualTo("model");
		assertThat(tree.get("license")).isEqualTo("CC-BY-4.0");
		assertThat(tree.get("cite").toString()).contains("doi=10.1007").contains("url=https://fovea.sc/");
		assertThat(tree.get("covers")).isEqualTo(List.of("cover.png"));
		assertThat(tree.get("inputs").toString()).contains("scale_range", "min_percentile=1.0", "step=2", "scale=0.5", "micrometer", "test-input.npy");
		assertThat(tree.get("outputs").toString()).contains("scale=1.0", "tensor_id=image", "test-output-distances.npy");
		assertThat(tree.get("attachments").toString()).contains("network.json", "weights.safetensors", "training.json");
	}
}
