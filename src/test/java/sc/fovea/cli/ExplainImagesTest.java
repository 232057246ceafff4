package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BlobModel;
import sc.fovea.command.BrightnessModel;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;

/** Models whose answers are sums of pixels, so that what each pixel contributes is known. */
class ExplainImagesTest extends ShellTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModels() throws IOException {
		BrightnessModel.install(models);
		BlobModel.install(models);
	}

	private int explain(String model, ImagePlus image, Object... options) throws IOException {
		ImageWriter.saveTiff(image, folder.resolve("a.tif"));
		return run(
			Stream.concat(Stream.of("explain", folder.resolve("a.tif"), "--model", model, "--output", folder.resolve("out")), Stream.of(options)).toArray());
	}

	/** Cells of the table by column. */
	private String cell(int row, String column) throws IOException {
		List<String> lines = Files.readAllLines(folder.resolve("out/explanations.csv"));
		return lines.get(row).split(",")[Arrays.asList(lines.get(0).split(",")).indexOf(column)];
	}

	private float[] map(String name) throws IOException {
		return (float[]) ImageFiles.open(folder.resolve("out").resolve(name)).getProcessor().convertToFloatProcessor().getPixels();
	}

	private static double sum(float[] map) {
		double sum = 0;
		for (float value : map) {
			sum += value;
		}
		return sum;
	}

	private static ImagePlus discs() {
		return BlobModel.image("a.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
	}

	@Test
	void each_box_gets_a_map_whose_mass_lies_at_it_a_picture_and_a_row() throws IOException {
		assertThat(explain(BlobModel.BOXES, discs(), "--method", "integrated-gradients")).as(err.toString()).isZero();
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			assertThat(files.map(f -> f.getFileName().toString()).sorted()).containsExactly("a_001_heat.png", "a_001_heat.tif", "a_002_heat.png",
				"a_002_heat.tif",
				"explanations.csv");
		}
		assertThat(cell(1, "class")).isEqualTo("bright");
		assertThat(Double.parseDouble(cell(1, "inside"))).as("a cell sees 9x9 pixels, and its box has 12x12").isCloseTo(1, within(1e-6));
		assertThat(Double.parseDouble(cell(1, "completeness_error"))).isLessThan(0.01);
		float[] map = map("a_001_heat.tif");
		assertThat(map).hasSize(96 * 80);
		assertThat(sum(map)).as("a logit of 20·mean - 14 above that of the dark ground").isCloseTo(20, within(0.6));
		ImagePlus picture = ImageFiles.open(folder.resolve("out/a_001_heat.png"));
		assertThat(picture.getWidth()).as("small images are enlarged").isEqualTo(96 * 5);
		assertThat(picture.getHeight()).as("with a legend below").isGreaterThan(80 * 5);
	}

	@Test
	void objects_of_a_segmentation_are_explained_at_their_most_probable_place() throws IOException {
		assertThat(explain(BlobModel.NAME, discs(), "--method", "integrated-gradients", "--most", "1")).as(err.toString()).isZero();
		assertThat(Files.readAllLines(folder.resolve("out/explanations.csv"))).hasSize(2);
		assertThat(err.toString()).contains("the 1 highest of 2 scores are explained; most=0 explains all.");
		assertThat(cell(1, "class")).startsWith("object-");
		assertThat(Double.parseDouble(cell(1, "score"))).isBetween(0.9, 1.0);
		assertThat(Double.parseDouble(cell(1, "inside"))).isCloseTo(1, within(1e-6));
	}

	@Test
	void the_class_of_an_image_is_explained_or_the_one_that_is_asked_for() throws IOException {
		ImagePlus image = BrightnessModel.image("a.tif", 255);
		assertThat(explain(BrightnessModel.NAME, image, "--method", "integrated-gradients", "--baseline", "zero")).as(err.toString()).isZero();
		assertThat(cell(1, "class")).isEqualTo("bright");
		assertThat(cell(1, "inside")).as("there is no object").isEqualTo("NaN");
		assertThat(sum(map("a_001_heat.tif"))).as("logits of 8·1 - 4 and -4").isCloseTo(8, within(1e-3));
		assertThat(explain(BrightnessModel.NAME, image, "--method", "integrated-gradients", "--baseline", "zero", "--class", "dark")).isZero();
		assertThat(cell(1, "class")).isEqualTo("dark");
		assertThat(sum(map("a_001_heat.tif"))).isCloseTo(-8, within(1e-3));
	}

	@Test
	void the_one_object_of_an_image_is_explained_by_its_class() throws IOException {
		assertThat(explain(BlobModel.ONE_BOX, BlobModel.image("a.tif", new int[] { 40, 30 }), "--method", "occlusion", "--patch", "20")).as(err.toString())
			.isZero();
		assertThat(cell(1, "class")).isEqualTo("bright");
		assertThat(Double.parseDouble(cell(1, "width"))).isGreaterThan(5);
	}

	/** A disc that fades outwards, so that its highest score is at one place alone, however processors round. */
	private static ImagePlus fadingDisc() {
		ImagePlus image = BlobModel.image("a.tif", new int[] { 40, 30 });
		for (int i = 0; i < 96 * 80; i++) {
			double distance = Math.hypot(i % 96 - 40, i / 96 - 30);
			if (distance <= 6) image.getProcessor().set(i, (int) (230 - 5 * distance));
		}
		return image;
	}

	@Test
	void occlusion_runs_on_every_backend_and_the_others_say_so() throws IOException {
		assertThat(explain(BlobModel.BOXES, fadingDisc(), "--method", "occlusion", "--backend", "reference", "--most", "1")).as(err.toString()).isZero();
		float[] reference = map("a_001_heat.tif");
		assertThat(explain(BlobModel.BOXES, fadingDisc(), "--method", "occlusion", "--most", "1")).isZero();
		assertThat(map("a_001_heat.tif")).containsExactly(reference, within(1e-4f));
		assertThat(explain(BlobModel.BOXES, discs(), "--backend", "reference")).isEqualTo(2);
		assertThat(err.toString()).contains("Method gradcam needs gradients").contains("tensorflow").contains("Method occlusion works with every backend.");
	}

	@Test
	void the_sanity_check_tells_a_rank_correlation() throws IOException {
		assertThat(explain(BlobModel.BOXES, discs(), "--method", "integrated-gradients", "--most", "1", "--sanity")).as(err.toString()).isZero();
		assertThat(Double.parseDouble(cell(1, "random_head"))).isBetween(-1.0, 0.9);
	}

	@Test
	void each_image_has_the_model_that_fits_it_where_none_is_named() throws IOException {
		Path images = Files.createDirectory(folder.resolve("images"));
		Files.copy(Path.of("test-images/nuclei_sparse.tif"), images.resolve("grey.tif"));
		ImageWriter.savePng(stained(), images.resolve("stained.png"));
		assertThat(run("explain", images, "--output", folder.resolve("out"), "--most", 1)).as(err.toString()).isEqualTo(1);
		assertThat(out.toString()).contains("grey.tif: model nuclei, since the image is grey, bright on a dark ground");
		List<String> rows = Files.readAllLines(folder.resolve("out/summary.csv"));
		assertThat(rows.get(1)).isEqualTo("grey.tif,nuclei,1,");
		assertThat(rows.get(2)).as("nothing here is stained green").startsWith("stained.png,,").contains("No bundled model fits an image like")
			.contains("model=NAME");
	}

	/** A green disc on white. */
	private static BufferedImage stained() {
		BufferedImage picture = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = picture.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, 96, 96);
		graphics.setColor(Color.GREEN);
		graphics.fillOval(20, 20, 50, 50);
		graphics.dispose();
		return picture;
	}

	@Test
	void mistakes_are_one_sentence() throws IOException {
		List<String> said = new ArrayList<>();
		said.add(said(BlobModel.BOXES, "--class", "green"));
		said.add(said(BlobModel.NAME, "--class", "green"));
		said.add(said(BlobModel.BOXES, "--method", "occlusion", "--layer", "mean"));
		said.add(said(BlobModel.BOXES, "--patch", "3"));
		said.add(said(BlobModel.BOXES, "--most", "-1"));
		said.add(said(BlobModel.BOXES, "--layer", "distances"));
		said.add(said(BrightnessModel.NAME, "--scale", "2"));
		assertThat(said).containsExactly("\"class\" must be one of bright, dark, but is \"green\".",
			"\"class\" goes with models that tell classes, but the task is instance-segmentation, and the class is \"green\".",
			"\"layer\" goes with method gradcam only, but the method is occlusion.", "\"patch\" goes with method occlusion only, but the method is gradcam.",
			"\"most\" must be 0 or more, but is -1.", "\"layer\" must be one of mean for gradcam, but is \"distances\".",
			"\"scale\" goes with models that resample images, but the task is classification, whose models stretch them to their input.");
	}

	/** The last sentence of a run that must fail, without what names the program and the image. */
	private String said(String model, Object... options) throws IOException {
		err.getBuffer().setLength(0);
		assertThat(explain(model, discs(), options)).isNotZero();
		return err.toString().strip().replaceFirst("^fovea: ", "").replaceFirst("^.*a\\.tif: ", "");
	}
}
