package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.annotation.CocoResults;
import sc.fovea.command.BlobModel;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.roi.RoiFiles;

class DetectFilesTest extends ShellTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
	}

	private Path image(String name, int[]... centres) throws IOException {
		ImagePlus image = BlobModel.image(name, centres);
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().setUnit("um");
		ImageWriter.saveTiff(image, folder.resolve(name));
		return folder.resolve(name);
	}

	private int detect(Object... arguments) {
		return run(Stream.concat(Stream.of("detect", "--model", BlobModel.BOXES, "--output", folder.resolve("out")), Stream.of(arguments)).toArray());
	}

	@Test
	void each_image_gets_table_boxes_and_picture_and_the_folder_a_list() throws IOException {
		image("a.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
		image("b.tif", new int[] { 50, 50 });
		assertThat(detect(folder)).isZero();
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			assertThat(files.map(f -> f.getFileName().toString()).sorted()).containsExactly("a_detections.csv", "a_overlay.png", "a_rois.zip",
				"b_detections.csv",
				"b_overlay.png", "b_rois.zip", "counts.csv", "detections.json", "summary.csv");
		}
		List<String> rows = Files.readAllLines(folder.resolve("out/a_detections.csv"));
		assertThat(rows.get(0)).startsWith("label,score,x,y,width,height,calibrated_x,");
		assertThat(rows).hasSize(3);
		String[] cells = rows.get(1).split(",");
		assertThat(cells[0]).isEqualTo("bright");
		assertThat(Double.parseDouble(cells[4])).isCloseTo(12, within(0.01));
		assertThat(Double.parseDouble(cells[6])).isCloseTo(Double.parseDouble(cells[2]) / 2, within(1e-5));
		assertThat(Double.parseDouble(cells[8])).isCloseTo(6, within(0.01));
		assertThat(Files.readAllLines(folder.resolve("out/counts.csv"))).containsExactly("image,bright,dark", "a.tif,2,0", "b.tif,1,0");
		List<CocoResults.Result> results = CocoResults.read(folder.resolve("out/detections.json"));
		assertThat(results).extracting(CocoResults.Result::file).containsExactly("a.tif", "a.tif", "b.tif");
		assertThat(results).extracting(CocoResults.Result::image).containsExactly(1, 1, 2);
		assertThat(results.get(2).category()).isEqualTo(1);
		assertThat(results.get(2).box().centerX()).isCloseTo(50, within(2.5));
		List<Roi> rois = RoiFiles.read(folder.resolve("out/a_rois.zip"));
		assertThat(rois).extracting(Roi::getName).containsExactly("bright-0001", "bright-0002");
		assertThat(out.toString()).contains("2 images, 3 objects").contains("bright: 3").contains("dark: 0");
	}

	@Test
	void the_picture_shows_the_edges_of_the_boxes() throws IOException {
		detect(image("a.tif", new int[] { 20, 20 }));
		ImagePlus picture = ImageFiles.open(folder.resolve("out/a_overlay.png"));
		CocoResults.Result box = CocoResults.read(folder.resolve("out/detections.json")).get(0);
		int[] edge = picture.getPixel((int) box.box().x(), (int) box.box().centerY()).clone();
		int[] outside = picture.getPixel(80, 70);
		assertThat(edge[0] != edge[1] || edge[1] != edge[2]).isTrue();
		assertThat(outside[0]).isEqualTo(outside[1]).isEqualTo(outside[2]);
	}

	@Test
	void where_no_image_can_be_read_nothing_is_counted() throws IOException {
		Path bad = Files.writeString(folder.resolve("bad.tif"), "no image");
		assertThat(detect(bad)).isEqualTo(1);
		assertThat(folder.resolve("out")).isEmptyDirectory();
		assertThat(out.toString()).doesNotContain("bright: 0");
	}

	@Test
	void an_image_that_fails_does_not_stop_the_others() throws IOException {
		Path good = image("a.tif", new int[] { 20, 20 });
		Path bad = Files.writeString(folder.resolve("bad.tif"), "no image");
		assertThat(detect(bad, good)).isEqualTo(1);
		assertThat(err.toString()).contains("bad.tif");
		assertThat(CocoResults.read(folder.resolve("out/detections.json"))).hasSize(1);
	}

	@Test
	void a_model_for_something_else_is_refused_in_one_sentence() throws IOException {
		Path good = image("a.tif", new int[] { 20, 20 });
		assertThat(run("detect", good, "--model", BlobModel.NAME, "--output", folder.resolve("out"))).isEqualTo(2);
		assertThat(err.toString())
			.contains("fovea: Expected a model for detection, got 'blobs' for star-convex instance segmentation, which Segment... and \"fovea segment\" use.");
		assertThat(folder.resolve("out")).doesNotExist();
		assertThat(run("segment", good, "--model", "nothing", "--output", folder.resolve("out"))).isEqualTo(2);
		assertThat(folder.resolve("out")).doesNotExist();
	}
}
