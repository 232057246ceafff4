package sc.fovea.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BlobModel;
import sc.fovea.model.ModelStore;

/** What the cards of models say. */
class ModelTileTest {

	@TempDir
	static Path models;

	private static ModelStore store;

	@BeforeAll
	static void install() throws IOException {
		BlobModel.install(models);
		Files.writeString(models.resolve("broken.zip"), "no archive");
		store = ModelStore.standard();
	}

	private static ModelTile tile(String name) throws IOException {
		return ModelTile.all(store).stream().filter(tile -> tile.name().equals(name)).findFirst().orElseThrow();
	}

	@Test
	void own_models_come_first_and_say_what_they_are_for() throws IOException {
		List<ModelTile> all = ModelTile.all(store);
		assertThat(all).extracting(ModelTile::isOwn).startsWith(true, true, true, true).endsWith(false).isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
		ModelTile blobs = tile(BlobModel.NAME);
		assertThat(blobs.task()).isEqualTo("star-convex instance segmentation");
		assertThat(blobs.purpose()).isEqualTo("Bright discs of radius 6.");
		assertThat(blobs.scores()).isEqualTo("not measured");
		assertThat(blobs.size()).isEqualTo("0.0 MB, CC0-1.0, " + models.resolve("blobs.zip"));
		assertThat(tile("nuclei").size()).matches("\\d+\\.\\d MB, \\S+, comes with Fovea");
		assertThat(tile("nuclei").scores()).containsPattern("0\\.\\d{3}");
	}

	@Test
	void one_that_cannot_be_read_says_why_and_offers_nothing() throws IOException {
		ModelTile broken = tile("broken");
		assertThat(broken.isUsable()).isFalse();
		assertThat(broken.isOwn()).isTrue();
		assertThat(broken.purpose()).contains("broken.zip").endsWith(".");
		assertThat(broken.picture(store)).isEmpty();
	}

	@Test
	void pictures_are_those_of_the_archives() throws IOException {
		assertThat(tile(BlobModel.NAME).picture(store)).isEmpty();
		assertThat(ImageIO.read(new java.io.ByteArrayInputStream(tile("nuclei").picture(store).orElseThrow())).getWidth()).isPositive();
	}

	@Test
	void a_test_compares_with_the_answer_in_the_archive() throws IOException {
		assertThat(tile("nuclei").tested(store)).startsWith("Its own test output is met: the largest difference is ");
		assertThat(tile(BlobModel.NAME).tested(store)).isEqualTo("It brings no test tensors, so nothing could be compared.");
	}
}
