package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.ClassFolders;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.predict.WholeImage;

/** The bundled model that tells white blood cells apart. */
class WhiteCellsTest {

	private static final long MOST_BYTES = 4_000_000;

	@Test
	void it_is_small_and_says_what_it_knows_how_good_it_is_and_where_it_fails() throws IOException {
		try (InputStream in = ModelStore.class.getResourceAsStream("/models/white-cells.zip")) {
			assertThat(in.readAllBytes().length).isLessThan((int) MOST_BYTES);
		}
		Model model = ModelStore.standard().load("white-cells");
		ImageClasses settings = (ImageClasses) model.task();
		assertThat(settings.classes()).containsExactly("eosinophil", "lymphocyte", "monocyte", "neutrophil");
		assertThat(settings.temperature()).isPresent();
		assertThat(model.card().credits().licence()).isEqualTo("MIT");
		assertThat(model.card().trainingData().source()).contains("BCCD");
		assertThat(model.card().scores().values().get(ClassAnswers.BALANCED)).isBetween(0.81, 0.83);
		assertThat(model.card().scores().images()).contains("cross-validation");
		assertThat(model.card().limitations()).contains("Monocytes", "not for diagnosis");
	}

	/** Cells that it learned from: a test that the archive is whole, not of how good it is. */
	@Test
	void it_knows_the_cells_that_it_learned_from() throws IOException {
		Path cells = Path.of(System.getenv().getOrDefault("FOVEA_SHARED", "../shared"), "data", "bccd_wbc_subtypes_cls");
		assumeTrue(Files.isDirectory(cells), "White cells are not there: " + cells);
		ClassFolders folders = ClassFolders.list(cells);
		List<Boolean> right = new ArrayList<>();
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu());
			Classifier classifier = Classifier.open(ModelStore.standard().load("white-cells"), backend)) {
			for (int i = 0; i < folders.images().size(); i += 10) {
				ClassFolders.Item item = folders.images().get(i);
				Classification answer = classifier.classify(Hyperstack.of(ImageFiles.open(item.file())), WholeImage.View.FIRST);
				assertThat(answer.probabilities().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-9));
				right.add(answer.number() == item.number());
			}
		}
		assertThat(right.stream().filter(r -> r).count()).isGreaterThan(right.size() * 3L / 4);
	}
}
