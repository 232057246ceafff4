package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BlobModel;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.ModelStore;

/** A StarDist model on the command line: imported by name, and used as it is. */
class ImportModelTest extends ShellTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModel() throws Exception {
		BlobModel.install(models);
	}

	private static Path starDist() throws Exception {
		return Path.of(ImportModelTest.class.getResource("/stardist/classes").toURI());
	}

	/** The picture that StarDist found five objects in. */
	private Path picture() throws Exception {
		ByteBuffer npy = ByteBuffer.wrap(Files.readAllBytes(starDist().resolve("input.npy"))).order(ByteOrder.LITTLE_ENDIAN);
		float[] pixels = new float[64 * 64];
		npy.position(npy.capacity() - 4 * pixels.length).asFloatBuffer().get(pixels);
		Path file = folder.resolve("discs.tif");
		ImageWriter.saveTiff(new ImagePlus("", new FloatProcessor(64, 64, pixels)), file);
		return file;
	}

	@Test
	void an_imported_model_is_used_by_its_name() throws Exception {
		assertThat(run("import", starDist(), "--name", "discs")).isZero();
		assertThat(out.toString()).contains("Recognised StarDist 2D: star-convex instance segmentation, 1 channel").contains("nothing could be compared")
			.contains("Saved as 'discs' in ");
		assertThat(ModelStore.standard().load("discs").card().description()).contains("StarDist");
		assertThat(run("segment", picture(), "--model", "discs", "--output", folder.resolve("out"))).isZero();
		assertThat(out.toString()).contains("discs.tif: 5 objects");
		assertThat(run("import", starDist(), "--name", "discs")).isEqualTo(2);
		assertThat(err.toString()).contains("Expected a new name for the model, got 'discs'");
	}

	@Test
	void the_path_of_a_foreign_model_is_enough() throws Exception {
		assertThat(run("segment", picture(), "--model", starDist(), "--output", folder.resolve("out"))).isZero();
		assertThat(out.toString()).contains("discs.tif: 5 objects");
	}

	@Test
	void a_task_is_for_models_that_do_not_say_their_own() throws Exception {
		assertThat(run("import", starDist(), "--name", "stars", "--task", "restoration")).isEqualTo(2);
		assertThat(err.toString()).contains("are for instance-segmentation, got \"restoration\"").hasLineCount(1);
		assertThat(run("import", models.resolve(BlobModel.NAME + ".zip"), "--name", "again", "--task", "detection")).isEqualTo(2);
		assertThat(err.toString()).contains("Expected no \"task\" for a model of Fovea");
		assertThat(models.resolve("stars.zip")).doesNotExist();
		assertThat(run("import", starDist(), "--name", "stars", "--task", "instance-segmentation")).isZero();
	}

	@Test
	void what_is_no_model_is_one_sentence() throws Exception {
		Path text = Files.writeString(folder.resolve("notes.txt"), "no model");
		assertThat(run("import", text)).isEqualTo(2);
		assertThat(run("import", folder.resolve("nowhere"))).isEqualTo(2);
		assertThat(run("import", text, "--name", "A b")).isEqualTo(2);
		List<String> lines = err.toString().lines().toList();
		assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("fovea: Model \"") && line.endsWith("."));
	}
}
