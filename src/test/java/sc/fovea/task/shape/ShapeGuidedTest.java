package sc.fovea.task.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.cli.Fovea;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.net.Tensor;
import sc.fovea.shape.ShapeModel;
import sc.fovea.tile.MemoryBudget;

/** From a folder of labels to an archive and back. */
class ShapeGuidedTest {

	@TempDir
	static Path folder;
	private static Path archive;

	@BeforeAll
	static void train() throws IOException {
		for (int i = 0; i < 6; i++) {
			ByteProcessor labels = new ByteProcessor(160, 60);
			for (int k = 0; k < 4; k++) {
				labels.setColor(k + 1);
				labels.fillOval(6 + 38 * k, 8 + k, 20 + 2 * i, 30 - 2 * k);
			}
			for (String part : new String[] { "images", "labels" }) {
				Files.createDirectories(folder.resolve("data").resolve(part));
				ImageWriter.saveTiff(new ImagePlus("", labels), folder.resolve("data").resolve(part).resolve(i + ".tif"));
			}
		}
		archive = folder.resolve("ovals.zip");
		assertThat(fovea("train", "--task", "shape", "--data", folder.resolve("data").toString(), "--output", archive.toString()))
			.contains("Fitted to 6 images: explained_variance 0.9").contains("24 objects");
	}

	private static String fovea(String... arguments) {
		StringWriter text = new StringWriter();
		PrintWriter both = new PrintWriter(text);
		int code = Fovea.run(both, both, arguments);
		both.flush();
		return text + "exit code " + code;
	}

	@Test
	void the_network_of_the_archive_gives_the_coefficients() throws IOException {
		Model model = ModelArchive.read(archive);
		ShapeModel shape = ShapePrior.shape(model);
		float[] outline = new float[shape.rays()];
		double[] distances = new double[shape.rays()];
		for (int k = 0; k < outline.length; k++) {
			distances[k] = 1 + 0.1 * Math.sin(k);
			outline[k] = (float) distances[k];
		}
		try (Backend backend = new ReferenceProvider().open(BackendOptions.cpu()); Runner runner = backend.runner(model.network(), model.weights())) {
			Map<String, Tensor> outputs = runner.run(Map.of(ShapePrior.INPUT, Tensor.of(outline, 1, 1, 1, outline.length)));
			double[] expected = shape.coefficients(distances);
			for (int j = 0; j < expected.length; j++) {
				assertThat((double) outputs.get("coefficients").data()[j]).isCloseTo(expected[j], within(1e-3));
			}
			double[] nearest = shape.distances(expected);
			for (int k = 0; k < nearest.length; k++) {
				assertThat((double) outputs.get("reconstruction").data()[k]).isCloseTo(nearest[k], within(1e-4));
			}
		}
	}

	@Test
	void it_finds_no_objects_by_itself_and_says_so() throws IOException {
		Model model = ModelArchive.read(archive);
		assertThatThrownBy(() -> new ShapeGuided().open(model, null, MemoryBudget.automatic())).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("'ovals' is a shape model, which finds no objects by itself: give it as \"shape\" beside a \"model\" that segments, to \"segment\".");
		assertThat(
			fovea("segment", folder.resolve("data/images/0.tif").toString(), "--model", archive.toString(), "--output", folder.resolve("out").toString()))
			.contains("'ovals' is a shape model").contains("exit code 2");
	}

	@Test
	void another_model_is_no_shape() {
		assertThat(fovea("segment", folder.resolve("data/images/0.tif").toString(), "--model", "nuclei", "--shape", "nuclei", "--output",
			folder.resolve("out").toString()))
			.contains("Expected a shape model, as \"fovea train --task shape\" makes it, got 'nuclei' for star-convex instance segmentation.")
			.contains("exit code 2");
	}

	@Test
	void what_only_networks_have_is_refused() {
		for (String[] option : new String[][] { { "--minutes", "3" }, { "--architecture", "unet" }, { "--recipe", "none" }, { "--depth", "3" },
			{ "--batch", "2" } }) {
			assertThat(
				fovea("train", "--task", "shape", "--data", folder.resolve("data").toString(), "--output", folder.resolve("no.zip").toString(), option[0],
					option[1]))
				.as(option[0]).contains("A shape model is learned from outlines in one step").contains("exit code 2");
		}
		assertThat(folder.resolve("no.zip")).doesNotExist();
	}

	@Test
	void too_few_objects_are_refused() throws IOException {
		for (String part : new String[] { "images", "labels" }) {
			Files.createDirectories(folder.resolve("few").resolve(part));
			Files.copy(folder.resolve("data/labels/0.tif"), folder.resolve("few").resolve(part).resolve("0.tif"));
		}
		assertThat(fovea("train", "--task", "shape", "--data", folder.resolve("few").toString(), "--output", folder.resolve("few.zip").toString()))
			.contains("Expected at least 20 whole objects of at least 40 pixels to learn a shape from, got 4.").contains("exit code 2");
	}
}
