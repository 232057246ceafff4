package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.annotation.AnnotatedObject;
import sc.fovea.annotation.VocFormat;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelPlane;
import sc.fovea.geometry.Box;
import sc.fovea.image.roi.RoiFiles;

/** {@code fovea alike}: red cells of a rendered smear, which no bundled model segments. */
class AlikeFilesTest extends ShellTest {

	private static final Path SMEAR = Path.of("test-images/blood-smears/images/smear.png");
	private static final Path EXEMPLARS = Path.of("test-images/exemplars/smear.zip");

	@TempDir
	Path folder;

	@Test
	@Tag("slow")
	void three_outlined_red_cells_find_all_of_them_with_the_files_of_segment() throws Exception {
		Path output = folder.resolve("found");
		assertThat(run("alike", SMEAR, "--exemplars", EXEMPLARS, "--output", output)).as(err.toString()).isZero();
		assertThat(output).isDirectoryContaining("glob:**smear_labels.tif").isDirectoryContaining("glob:**smear_rois.zip")
			.isDirectoryContaining("glob:**smear_objects.csv")
			.isDirectoryContaining("glob:**smear_overlay.png");
		LabelPlane found = LabelPlane.open(output.resolve("smear_labels.tif"));
		Path truth = Path.of("test-images/blood-smears/labels/smear.xml");
		List<AnnotatedObject> cells = new VocFormat().open(truth).read("smear", Extent.plane(found.width(), found.height())).objects().stream()
			.filter(object -> object.tag().label().equals("RBC")).toList();
		assertThat(cells).hasSize(17).allMatch(cell -> boxes(found).stream().anyMatch(box -> box.iou(cell.box()) > 0.8));
		assertThat(RoiFiles.read(output.resolve("smear_rois.zip")).size()).isBetween(17, 24);
	}

	private static List<Box> boxes(LabelPlane labels) {
		return sc.fovea.image.roi.LabelRois.of(labels.ids(), labels.width()).stream().map(roi -> roi.getBounds()).map(b -> new Box(b.x, b.y, b.width, b.height))
			.toList();
	}

	@Test
	void where_several_images_are_named_the_one_that_was_outlined_must_be_clear() throws Exception {
		Path images = Files.createDirectories(folder.resolve("images"));
		Files.copy(SMEAR, images.resolve("a.png"));
		Files.copy(SMEAR, images.resolve("b.png"));
		assertThat(run("alike", images, "--exemplars", EXEMPLARS, "--output", folder.resolve("found"))).isEqualTo(2);
		assertThat(err.toString()).contains("fovea: Expected the image in which the exemplars of \"" + EXEMPLARS
			+ "\" were outlined, got 2 images of which none has its name; name it with --exemplar-image.");
		assertThat(folder.resolve("found")).doesNotExist();
	}

	@Test
	void exemplars_must_be_named_and_lie_in_their_image() {
		assertThat(run("alike", SMEAR, "--output", folder)).isEqualTo(2);
		assertThat(err.toString()).contains("Missing required option: '--exemplars=FILE'");
		assertThat(run("alike", SMEAR, "--exemplars", EXEMPLARS, "--exemplar-image", "test-images/nuclei_sparse.tif", "--output", folder)).isEqualTo(2);
		assertThat(err.toString()).contains("Expected exemplars within the 256x256 pixels of \"nuclei_sparse.tif\", got \"red-1\" that reaches beyond");
	}
}
