package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.gui.Roi;
import ij.process.ByteProcessor;

import sc.fovea.image.roi.RoiFiles;

class DataReportTest {

	private Folder folder;

	@BeforeEach
	void makeFolder(@TempDir Path root) throws IOException {
		folder = new Folder(root).image("a.tif").image("b.tif").image("c.tif");
		ByteProcessor labels = new ByteProcessor(Folder.WIDTH, Folder.HEIGHT);
		labels.setColor(4);
		labels.fill(new Roi(0, 0, 4, 4));
		labels.setColor(9);
		labels.fill(new Roi(6, 0, 3, 3));
		folder.image("labels/a.tif", labels);
		RoiFiles.write(List.of(roi("nucleus-1", 0, 0, 5, 5), roi("nucleus-2", 0, 0, 2, 2), roi("cell-1", 10, 0, 5, 5), roi("nucleus-3", 0, 0, 5, 5),
			roi("ignore", 10, 6, 10, 6), roi("cell-2", 12, 8, 2, 2)), root.resolve("labels/b.zip"));
	}

	private static Roi roi(String name, int x, int y, int width, int height) {
		Roi roi = new Roi(x, y, width, height);
		roi.setName(name);
		return roi;
	}

	@Test
	void what_was_read_and_what_was_not_is_counted_and_named() throws IOException {
		DataReport report = DataTally.of(folder.open(), false, sentence -> {
			throw new AssertionError(sentence);
		});
		assertThat(report.images()).isEqualTo(2);
		assertThat(report.formats()).isEqualTo(Map.of("label image", 1, "ImageJ ROIs", 1));
		assertThat(report.objects()).isEqualTo(Map.of("object", 2, "nucleus", 1, "cell", 1));
		assertThat(report.diameters()).containsExactly(diameter(9), diameter(16), diameter(25), diameter(25));
		assertThat(report.ignored()).isCloseTo(60.0 / 480, within(1e-12));
		assertThat(report.skips()).extracting(Skip::reason).containsExactlyInAnyOrder(Skip.Reason.NO_ANNOTATION, Skip.Reason.DUPLICATE, Skip.Reason.COVERED,
			Skip.Reason.IGNORED);
		assertThat(String.join("\n", report.lines())).isEqualTo("""
			2 images with annotations: 1 as ImageJ ROIs, 1 as label image
			4 objects: cell 1, nucleus 1, object 2
			Diameters in pixels: median 5.1, 5 %% below 3.6, 5 %% above 5.6
			Not annotated, and neither learned nor judged: 12.5 %% of the pixels
			Left out: 1 marked twice ("nucleus-3" in "%1$s")
			Left out: 1 covered by others ("nucleus-2" in "%1$s")
			Left out: 1 in a region that is not annotated ("cell-2" in "%1$s")
			Left out: 1 image without annotation ("%2$s")""".formatted(folder.root().resolve("labels/b.zip"), folder.root().resolve("images/c.tif")));
		assertThat(report.tree()).containsEntry("images", 2).containsEntry("left_out",
			Map.of("no_annotation", 1, "duplicate", 1, "covered", 1, "ignored", 1));
	}

	private static double diameter(int area) {
		return 2 * Math.sqrt(area / Math.PI);
	}

	@Test
	void label_images_of_classes_are_shares_of_pixels() throws IOException {
		DataReport report = DataTally.of(folder.open(), true, sentence -> {
			throw new AssertionError(sentence);
		});
		assertThat(report.pixels()).containsOnlyKeys("background", "class 4", "class 9").containsEntry("class 4", 16 / 240.0);
		assertThat(report.objects()).isEqualTo(Map.of("nucleus", 1, "cell", 1));
	}

	@Test
	void boxes_have_the_diameter_of_the_disc_as_large_as_the_ellipse_within() throws IOException {
		folder.text("labels/c.xml", "<a><object><name>x</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>4</xmax><ymax>9</ymax></bndbox></object></a>");
		assertThat(DataTally.of(folder.open(), false, sentence -> assertThat(sentence).isEmpty()).diameters()).contains(6);
	}

	@Test
	void images_that_cannot_be_used_are_said_and_the_others_are_counted() throws IOException {
		folder.text("labels/c.roi", "no roi");
		List<String> failures = new ArrayList<>();
		assertThat(DataTally.of(folder.open(), false, failures::add).images()).isEqualTo(2);
		assertThat(failures).singleElement().asString().contains("c.roi");
	}

	@Test
	void nothing_at_all_can_be_reported() {
		DataReport report = new DataTally(List.of(), false).report();
		assertThat(report.lines()).containsExactly("0 images with annotations: ", "0 objects");
		assertThat(report.diameter(0.5)).isNaN();
	}

	@Test
	void of_many_classes_only_the_largest_are_listed() {
		Map<String, Double> shares = new LinkedHashMap<>();
		shares.put("background", 0.5);
		for (int c = 1; c <= 20; c++) {
			shares.put("class " + c, c / 500.0);
		}
		DataReport report = new DataReport(Map.of("label image", 1), Map.of(), shares, new double[0], 0, List.of());
		String line = report.lines().stream().filter(l -> l.startsWith("Pixels: ")).findFirst().orElseThrow();
		assertThat(line).startsWith("Pixels: background 50.0 %, class 20 4.0 %, class 19 3.8 %").endsWith(", and 9 others").doesNotContain("class 9 ");
	}
}
