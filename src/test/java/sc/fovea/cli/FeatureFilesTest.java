package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BlobModel;
import sc.fovea.command.BrightnessModel;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Npy;
import sc.fovea.net.Tensor;

/** Layers whose values are means of pixels, so that vectors are known. */
class FeatureFilesTest extends ShellTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModels() throws IOException {
		BrightnessModel.install(models);
		BlobModel.install(models);
	}

	private int features(String model, ImagePlus image, Object... options) throws IOException {
		ImageWriter.saveTiff(image, folder.resolve("a.tif"));
		return run(
			Stream.concat(Stream.of("features", folder.resolve("a.tif"), "--model", model, "--output", folder.resolve("out")), Stream.of(options)).toArray());
	}

	private String cell(int row, String column) throws IOException {
		List<String> lines = Files.readAllLines(folder.resolve("out/features.csv"));
		return lines.get(row).split(",")[Arrays.asList(lines.get(0).split(",")).indexOf(column)];
	}

	private static ImagePlus discs() {
		return BlobModel.image("a.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
	}

	@Test
	void each_object_has_a_vector_in_table_and_array() throws IOException {
		assertThat(features(BlobModel.BOXES, discs(), "--regions", "objects", "--layer", "mean")).as(err.toString()).isZero();
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			assertThat(files.map(f -> f.getFileName().toString()).sorted()).containsExactly("a_maps.png", "features.csv", "features.npy", "filters.png");
		}
		assertThat(cell(1, "label")).isEqualTo("bright");
		assertThat(cell(1, "layer")).isEqualTo("mean");
		assertThat(Double.parseDouble(cell(1, "width"))).as("a box of 12, rounded outwards to pixels").isBetween(12.0, 13.0);
		Tensor numbers = Npy.read(Files.readAllBytes(folder.resolve("out/features.npy")));
		assertThat(numbers.shape()).containsExactly(2, 2);
		assertThat((double) numbers.data()[0]).isCloseTo(Double.parseDouble(cell(1, "f1")), within(1e-5));
		assertThat(numbers.data()[0]).as("20·mean - 14, higher than on the dark ground").isGreaterThan(-8f);
		assertThat(numbers.data()[0]).as("the two classes are mirror images").isCloseTo(-28 - numbers.data()[1], within(1e-3f));
	}

	@Test
	void one_model_sees_all_images_and_the_first_that_can_be_read_chooses_it() throws IOException {
		Path images = Files.createDirectory(folder.resolve("images"));
		Files.writeString(images.resolve("a.tif"), "no image");
		Files.copy(Path.of("test-images/nuclei_sparse.tif"), images.resolve("b.tif"));
		Files.copy(Path.of("test-images/nuclei_sparse.tif"), images.resolve("c.tif"));
		assertThat(run("features", images, "--output", folder.resolve("out"))).as("one is no image").isEqualTo(1);
		assertThat(out.toString()).contains("model nuclei, since the first image is grey, bright on a dark ground");
		assertThat(Files.readAllLines(folder.resolve("out/summary.csv"))).contains("b.tif,nuclei,1,", "c.tif,nuclei,1,");
		assertThat(Npy.read(Files.readAllBytes(folder.resolve("out/features.npy"))).shape()).containsExactly(2, 64);
	}

	@Test
	void a_new_first_image_that_chooses_another_model_has_all_done_again() throws IOException {
		Path images = Files.createDirectory(folder.resolve("images"));
		Files.copy(Path.of("test-images/nuclei_sparse.tif"), images.resolve("m.tif"));
		assertThat(run("features", images, "--output", folder.resolve("out"), "--resume")).as(err.toString()).isZero();
		Files.copy(Path.of("test-images/blood-smears/images/smear.png"), images.resolve("a.png"));
		assertThat(run("features", images, "--output", folder.resolve("out"), "--resume")).as("the grey image does not fit the model of coloured ones")
			.isEqualTo(1);
		assertThat(Files.readAllLines(folder.resolve("out/features.csv"))).as("no vectors of two models").hasSize(2).last().asString().startsWith("a.png,");
		assertThat(Files.readAllLines(folder.resolve("out/summary.csv")).get(2)).startsWith("m.tif,,").contains("Expected an image of 3 channels");
	}

	@Test
	void images_that_are_shared_out_need_a_named_model() throws IOException {
		Path image = Path.of("test-images/nuclei_sparse.tif").toAbsolutePath();
		assertThat(run("features", image, "--output", folder.resolve("out"), "--only=a", "--resume")).isEqualTo(2);
		assertThat(err.toString()).contains("\"model\" must be named where images are shared out");
	}

	@Test
	void an_image_without_the_channel_chooses_no_model() throws IOException {
		Path images = Files.createDirectory(folder.resolve("images"));
		ImagePlus nuclei = IJ.openImage("test-images/nuclei_sparse.tif");
		ImageWriter.saveTiff(nuclei, images.resolve("a.tif"));
		ImageStack both = new ImageStack(nuclei.getWidth(), nuclei.getHeight());
		both.addSlice(nuclei.getProcessor().createProcessor(nuclei.getWidth(), nuclei.getHeight()));
		both.addSlice(nuclei.getProcessor());
		ImagePlus two = new ImagePlus("two", both);
		two.setDimensions(2, 1, 1);
		ImageWriter.saveTiff(two, images.resolve("b.tif"));
		assertThat(run("features", images, "--output", folder.resolve("out"), "--channel", "2")).as("one has no second channel").isEqualTo(1);
		assertThat(out.toString()).contains("model nuclei, since the first image is grey, bright on a dark ground");
		assertThat(Files.readAllLines(folder.resolve("out/summary.csv"))).contains("b.tif,nuclei,1,");
	}

	@Test
	void a_folder_of_which_too_few_images_can_be_embedded_says_why_of_the_first() throws IOException {
		Files.writeString(Files.createDirectory(folder.resolve("bad")).resolve("a.tif"), "no image");
		assertThat(run("embed", "--data", folder.resolve("bad"), "--model", BrightnessModel.NAME, "--output", folder.resolve("map"))).isEqualTo(2);
		assertThat(err.toString()).contains("Expected at least 4 images in").contains("got 0; of the others the first: ").contains("a.tif")
			.contains("is not an image");
		assertThat(folder.resolve("map")).doesNotExist();
	}

	@Test
	void an_image_is_one_vector_and_a_model_of_whole_images_works_too() throws IOException {
		assertThat(features(BlobModel.BOXES, discs(), "--layer", "mean")).as(err.toString()).isZero();
		assertThat(Npy.read(Files.readAllBytes(folder.resolve("out/features.npy"))).shape()).containsExactly(1, 2);
		assertThat(features(BrightnessModel.NAME, BrightnessModel.image("a.tif", 255), "--layer", "classes_logit")).as(err.toString()).isZero();
		assertThat(Double.parseDouble(cell(1, "f1"))).as("8·1 - 4").isCloseTo(4, within(1e-4));
	}

	@Test
	void rois_of_the_overlay_and_ids_of_a_label_image_have_vectors() throws IOException {
		ImagePlus image = discs();
		Overlay overlay = new Overlay(new OvalRoi(14, 14, 13, 13));
		overlay.add(new OvalRoi(80, 60, 10, 10));
		image.setOverlay(overlay);
		assertThat(features(BlobModel.BOXES, image, "--regions", "rois", "--layer", "mean")).as(err.toString()).isZero();
		assertThat(Double.parseDouble(cell(1, "f1"))).as("a disc is brighter than the ground").isGreaterThan(Double.parseDouble(cell(2, "f1")) + 5);
		Files.createDirectories(folder.resolve("ids"));
		ImagePlus ids = IJ.createImage("ids", "16-bit black", 96, 80, 1);
		ids.getProcessor().set(20, 20, 7);
		ImageWriter.saveTiff(ids, folder.resolve("ids/a.tif"));
		assertThat(features(BlobModel.BOXES, discs(), "--regions", "labels", "--labels", folder.resolve("ids"), "--layer", "mean")).as(err.toString()).isZero();
		assertThat(cell(1, "region")).isEqualTo("label-7");
		ids.setStack(BlobModel.image("x", new int[] { 1, 1 }).getStack().duplicate());
		ids.getStack().addSlice(ids.getProcessor().duplicate());
		ids.setStack(ids.getStack());
		ImageWriter.saveTiff(ids, folder.resolve("ids/a.tif"));
		assertThat(features(BlobModel.BOXES, discs(), "--regions", "labels", "--labels", folder.resolve("ids"))).isEqualTo(1);
		assertThat(err.toString()).contains("Expected a label image of 96x80 pixels, got 96x80 pixels in 2 planes in \"a.tif\".");
	}

	@Test
	void a_roi_has_a_vector_of_its_own_plane_alone() throws IOException {
		ImagePlus image = discs();
		image.getStack().addSlice(image.getProcessor().duplicate());
		image.setStack(image.getStack());
		Overlay overlay = new Overlay(new OvalRoi(14, 14, 13, 13));
		overlay.add(new OvalRoi(80, 60, 10, 10));
		overlay.get(0).setPosition(2);
		image.setOverlay(overlay);
		assertThat(features(BlobModel.BOXES, image, "--regions", "rois", "--layer", "mean")).as(err.toString()).isZero();
		List<String> lines = Files.readAllLines(folder.resolve("out/features.csv"));
		assertThat(lines).hasSize(4);
		assertThat(List.of(cell(1, "region") + cell(1, "slice"), cell(2, "region") + cell(2, "slice"), cell(3, "region") + cell(3, "slice"))).containsExactly(
			"ROI 21", "ROI 12", "ROI 22");
	}

	@Test
	void a_layer_that_is_not_there_is_refused_with_those_that_are() throws IOException {
		assertThat(features(BlobModel.BOXES, discs(), "--layer", "nowhere")).isEqualTo(2);
		assertThat(err.toString()).contains("\"layer\" must be one of mean, scores, distances, but is \"nowhere\".");
		assertThat(features(BlobModel.BOXES, discs(), "--regions", "labels")).isEqualTo(2);
		assertThat(err.toString()).contains("\"labels\" must be a label image or a folder of them with regions=labels.");
		assertThat(features(BlobModel.BOXES, discs(), "--labels", folder)).isEqualTo(2);
		assertThat(err.toString()).contains("\"labels\" goes with regions=labels, but the regions are image.");
	}

	@Test
	void a_label_that_is_exchanged_comes_first_among_the_suspicious() throws IOException {
		for (int i = 0; i < 14; i++) {
			Path of = Files.createDirectories(folder.resolve("data").resolve(i == 13 || i % 2 == 0 ? "dark" : "bright"));
			ImageWriter.saveTiff(BrightnessModel.image("x", i % 2 == 0 ? 10 + i : 200 + i), of.resolve(i + ".tif"));
		}
		assertThat(
			run("embed", "--data", folder.resolve("data"), "--model", BrightnessModel.NAME, "--layer", "classes_logit", "--output", folder.resolve("map")))
			.as(err.toString()).isZero();
		try (Stream<Path> files = Files.list(folder.resolve("map"))) {
			assertThat(files.map(f -> f.getFileName().toString()).sorted()).containsExactly("embedding.csv", "neighbours.csv", "pca.svg", "suspicious.csv",
				"suspicious.png", "tsne.svg");
		}
		assertThat(Files.readAllLines(folder.resolve("map/suspicious.csv")).get(1)).startsWith("1,dark/13.tif,dark,bright,");
		assertThat(Files.readString(folder.resolve("map/tsne.svg"))).contains("data:image/png;base64,").contains("<title>bright/1.tif (bright)</title>");
		assertThat(out.toString()).contains("first dark/13.tif, which is bright to them");
	}

	@Test
	void mistakes_of_embed_are_one_sentence() {
		assertThat(run("embed", "--data", folder.resolve("none"), "--model", BrightnessModel.NAME, "--output", folder.resolve("map"))).isEqualTo(2);
		assertThat(err.toString()).contains("Expected a folder of images");
		assertThat(folder.resolve("map")).doesNotExist();
	}
}
