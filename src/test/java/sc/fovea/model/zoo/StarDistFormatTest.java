package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Tensor;
import sc.fovea.predict.LabelRows;
import sc.fovea.task.instance.StarConvexInstances;
import sc.fovea.task.instance.StarSegmentation;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TensorSource;
import sc.fovea.tile.TiledInference;

/** A StarDist folder against what StarDist itself answered. */
class StarDistFormatTest {

	private static final String TINY = "stardist_tiny";

	@TempDir
	Path temporary;

	private static Imported tiny() throws IOException {
		return ModelImport.read(SharedFiles.foreign(TINY), Optional.empty());
	}

	private static Tensor stored(String name) throws IOException {
		return SharedFiles.image(SharedFiles.foreign(TINY).resolve("io").resolve(name));
	}

	@Test
	void a_folder_becomes_a_model_of_its_rays_grid_and_thresholds() throws IOException {
		Imported imported = tiny();
		Model model = imported.model();
		assertThat(model.card().name()).isEqualTo("stardist-tiny");
		assertThat(model.input().normalisation()).isEqualTo(new Normalisation.Percentile(1, 99.8));
		assertThat(model.task()).isEqualTo(new StarConvexInstances(32, 2, new StarConvexInstances.Heads("probability", "distances", ""),
			new StarConvexInstances.Thresholds(0.4, 0.5, 1, 0.3), 0, OptionalInt.of(2)));
		assertThat(imported.summary()).contains("StarDist 2D", "star-convex", "1 channel", "weights");
	}

	@Test
	void probability_and_distances_are_those_of_stardist() throws IOException {
		Model model = tiny().model();
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu()); Runner runner = backend.runner(model.network(), model.weights())) {
			Map<String, Tensor> answers = runner.run(Map.of("image", stored("input_normalised.npy")));
			assertThat(difference(answers.get("probability"), stored("prob_grid.npy"))).isLessThan(1e-4);
			assertThat(difference(answers.get("distances"), stored("dist_grid.npy"))).isLessThan(1e-4);
		}
	}

	@Test
	void labels_are_those_of_stardist() throws IOException {
		Model model = tiny().model();
		StarConvexInstances own = (StarConvexInstances) model.task();
		double threshold = Double.parseDouble(Files.readString(SharedFiles.foreign(TINY).resolve("io/prob_thresh.txt")).strip());
		StarConvexInstances settings = own.withThresholds(new StarConvexInstances.Thresholds(threshold, 0.5, 1, own.thresholds().maximumCover()));
		int[] labels = new int[128 * 128];
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu()); Runner runner = backend.runner(model.network(), model.weights())) {
			TiledInference inference = new TiledInference(runner, MemoryBudget.automatic());
			new StarSegmentation(inference, settings).segment(new TensorSource(stored("input_normalised.npy")), LabelRows.of(labels, 128), 1, Progress.none());
		}
		int[] theirs = SharedFiles.integers(SharedFiles.foreign(TINY).resolve("io/labels.npy"));
		InstanceMatching matching = InstanceMatching.of(theirs, labels);
		assertThat(matching.predictions()).isEqualTo(matching.truths());
		assertThat(DoubleStream.of(matching.pairs().iou()).filter(iou -> iou > 0.99).count()).as(Arrays.toString(matching.pairs().iou()))
			.isEqualTo(matching.truths());
	}

	/** Networks that StarDist trained for a few minutes on drawn discs, by the script beside them. */
	@ParameterizedTest
	@ValueSource(strings = { "grid1", "grid4", "normalized", "classes", "keras3-normalized", "keras3-classes" })
	void other_grids_rays_depths_and_layers_answer_as_in_stardist(String name) throws Exception {
		Path folder = Path.of(StarDistFormatTest.class.getResource("/stardist/" + name).toURI());
		Model model = ModelImport.read(folder, Optional.empty()).model();
		Tensor input = SharedFiles.image(folder.resolve("input.npy"));
		int[] labels = new int[input.height() * input.width()];
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu()); Runner runner = backend.runner(model.network(), model.weights())) {
			Map<String, Tensor> answers = runner.run(Map.of("image", input));
			assertThat(difference(answers.get("probability"), SharedFiles.image(folder.resolve("probability.npy")))).isLessThan(1e-4);
			assertThat(difference(some(answers.get("distances")), SharedFiles.image(folder.resolve("distances.npy")))).isLessThan(1e-4);
			new StarSegmentation(new TiledInference(runner, MemoryBudget.automatic()), (StarConvexInstances) model.task())
				.segment(new TensorSource(input), LabelRows.of(labels, input.width()), 1, Progress.none());
		}
		InstanceMatching matching = InstanceMatching.of(SharedFiles.integers(folder.resolve("labels.npy")), labels);
		assertThat(matching.truths()).isPositive();
		assertThat(matching.predictions()).isEqualTo(matching.truths());
		assertThat(DoubleStream.of(matching.pairs().iou()).filter(iou -> iou > 0.99).count()).as(Arrays.toString(matching.pairs().iou()))
			.isEqualTo(matching.truths());
	}

	/** The rays that the script stored; StarDist gives no distances below 0.001. */
	private static Tensor some(Tensor distances) {
		int[] rays = { 0, 5, 11 };
		Tensor some = Tensor.zeros(1, distances.height(), distances.width(), rays.length);
		for (int i = 0; i < some.data().length; i++) {
			some.data()[i] = Math.max(1e-3f, distances.data()[i / rays.length * distances.channels() + rays[i % rays.length]]);
		}
		return some;
	}

	@Test
	void the_saved_model_for_fiji_is_the_same_network() throws IOException {
		Imported imported = ModelImport.read(SharedFiles.foreign(TINY).resolve("TF_SavedModel.zip"), Optional.of("fiji"));
		assertThat(imported.format()).isEqualTo("StarDist 2D as a SavedModel of TensorFlow 2.15.1");
		Model model = imported.model();
		StarConvexInstances settings = (StarConvexInstances) tiny().model().task();
		assertThat(model.task()).isEqualTo(settings.withThresholds(new StarConvexInstances.Thresholds(0.5, 0.5, 1, 0.4)));
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu()); Runner runner = backend.runner(model.network(), model.weights())) {
			Map<String, Tensor> answers = runner.run(Map.of("image", stored("input_normalised.npy")));
			assertThat(difference(answers.get("probability"), stored("prob_grid.npy"))).isLessThan(1e-4);
			assertThat(difference(answers.get("distances"), stored("dist_grid.npy"))).isLessThan(1e-4);
		}
		assertThat(model.network().nodes().stream().map(node -> node.name())).contains("features", "probability_logit");
	}

	@Test
	void a_zip_of_the_folder_gives_the_same_model() throws IOException {
		Path zip = temporary.resolve("My Model.zip");
		zip(SharedFiles.foreign(TINY), zip, "inner/");
		Model model = ModelImport.read(zip, Optional.empty()).model();
		assertThat(model.weights()).isEqualTo(tiny().model().weights());
		assertThat(model.card().name()).isEqualTo("my-model");
	}

	@Test
	void what_is_no_two_dimensional_unet_is_refused_by_its_key() throws IOException {
		SharedFiles.foreign("stardist_tiny");
		assertThatThrownBy(() -> ModelImport.read(changed("\"backbone\": \"unet\"", "\"backbone\": \"resnet\""), Optional.empty()))
			.isInstanceOf(ModelFormatException.class).hasMessageContaining("\"backbone\"").hasMessageContaining("resnet");
		assertThatThrownBy(() -> ModelImport.read(changed("\"n_dim\": 2", "\"n_dim\": 3"), Optional.empty())).hasMessageContaining("\"n_dim\"");
		assertThatThrownBy(() -> ModelImport.read(changed("\"grid\": [2, 2]", "\"grid\": [2, 4]"), Optional.empty())).hasMessageContaining("\"grid\"");
		assertThatThrownBy(() -> ModelImport.read(changed("\"n_rays\": 32", "\"n_rays\": 64"), Optional.empty()))
			.hasMessageContaining("dist").hasMessageContaining("[1, 1, 32, 64]");
		assertThatThrownBy(() -> ModelImport.read(changed("\"unet_n_depth\": 2", "\"unet_n_depth\": 3"), Optional.empty()))
			.hasMessageContaining("down_level_2_no_0");
	}

	/** The folder with one text of its configuration replaced. */
	private Path changed(String from, String to) throws IOException {
		Path folder = Files.createTempDirectory(temporary, "changed");
		for (String name : new String[] { "config.json", "thresholds.json", "weights_best.h5" }) {
			Files.copy(SharedFiles.foreign(TINY).resolve(name), folder.resolve(name));
		}
		Path config = folder.resolve("config.json");
		config.toFile().setWritable(true);
		String text = Files.readString(config);
		assertThat(text).contains(from);
		Files.writeString(config, text.replace(from, to));
		return folder;
	}

	private static double difference(Tensor own, Tensor theirs) {
		assertThat(own.shape()).isEqualTo(theirs.shape());
		double largest = 0;
		for (int i = 0; i < own.data().length; i++) {
			largest = Math.max(largest, Math.abs(own.data()[i] - theirs.data()[i]));
		}
		return largest;
	}

	private static void zip(Path folder, Path file, String prefix) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file)); Stream<Path> files = Files.list(folder)) {
			for (Path entry : files.filter(f -> f.toString().matches(".*(json|h5)")).sorted().toList()) {
				zip.putNextEntry(new ZipEntry(prefix + entry.getFileName()));
				Files.copy(entry, zip);
				zip.closeEntry();
			}
		}
	}
}
