package sc.fovea.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import sc.fovea.job.batch.Fingerprint;
import sc.fovea.job.batch.Found;
import sc.fovea.job.batch.ImageRecord;
import sc.fovea.job.batch.RunManifest;

class ReportTest {

	private static final Grouping WELLS = Grouping.of("(?<plate>P\\d)_(?<well>[A-H]\\d\\d)");

	@TempDir
	Path folder;

	private final List<String> images = new ArrayList<>();

	/** Twelve images in two wells with two objects each, one with a hundred times larger ones, one that failed, and one name that is markup. */
	private RunSection section() throws IOException {
		try (RunManifest manifest = RunManifest.inMemory(folder, "segment", "")) {
			for (int i = 0; i < 12; i++) {
				double area = i == 7 ? 5000 : 50 + i;
				done(manifest, "P1_" + (i % 2 == 0 ? "A01" : "B12") + "_" + i, "Label,Area,X\n\"a, 1\"," + area + ",1\nb," + (area + 2) + ",900\n");
			}
			manifest.failed("<b>.tif", 1, "it is \"bad\" & <sad>.");
			images.add("<b>.tif");
			List<ImageRecord> records = new ArrayList<>();
			for (String image : images)
				records.add(manifest.record(image).orElseThrow());
			Map<String, Object> facts = new LinkedHashMap<>(Map.of("device", "CPU"));
			return new RunSection("segment", folder, facts, records);
		}
	}

	private void done(RunManifest manifest, String stem, String table) throws IOException {
		Files.writeString(folder.resolve(stem + "_objects.csv"), table);
		ImageIO.write(new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB), "png", folder.resolve(stem + "_overlay.png").toFile());
		images.add(stem + ".tif");
		manifest.done(stem + ".tif", new Fingerprint(1, 1, "x"), 2, new Found(2, List.of(stem + "_objects.csv", stem + "_overlay.png"), Map.of()));
	}

	private Document page(Grouping grouping) throws Exception {
		new HtmlReport(List.of(section()), grouping, "steps: []").write(folder.resolve("report.html"));
		String text = Files.readString(folder.resolve("report.html")).replaceFirst("<!DOCTYPE html>", "");
		assertThat(text).as("needs nothing else").doesNotContain("http:", "https:", "<script", "<link");
		return DocumentBuilderFactory.newInstance().newDocumentBuilder()
			.parse(new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
	}

	private static List<String> texts(Document page, String tag) {
		NodeList found = page.getElementsByTagName(tag);
		return IntStream.range(0, found.getLength()).mapToObj(i -> found.item(i).getTextContent()).toList();
	}

	@Test
	void the_page_tells_counts_groups_failures_and_plan() throws Exception {
		Document page = page(WELLS);
		assertThat(texts(page, "h3")).containsExactly("How", "Groups", "Plates", "Measurements of objects", "Images that are not like the others", "Pictures",
			"Failures");
		assertThat(texts(page, "b")).startsWith("12", "1", "24", "2", "2", "24");
		assertThat(texts(page, "tr")).contains("P1 A0160122", "P1 B1260122", "<b>.tifit is \"bad\" & <sad>.");
		assertThat(texts(page, "pre")).containsExactly("steps: []");
	}

	@Test
	void a_plate_is_a_map_and_a_measurement_a_line_for_each_group() throws Exception {
		Document page = page(WELLS);
		NodeList tables = page.getElementsByTagName("table");
		List<Element> plates = IntStream.range(0, tables.getLength()).mapToObj(i -> (Element) tables.item(i))
			.filter(t -> t.getAttribute("class").equals("plate"))
			.toList();
		assertThat(plates).hasSize(2); // objects, and mean of Area
		NodeList rows = plates.get(0).getElementsByTagName("tr");
		assertThat(rows.item(1).getTextContent()).isEqualTo("A2");
		assertThat(((Element) rows.item(2)).getElementsByTagName("td").item(11).getTextContent()).isEqualTo("2");
		assertThat(page.getElementsByTagName("polyline").getLength()).isEqualTo(2); // X is a place, no measurement
	}

	@Test
	void an_image_unlike_the_others_is_shown_with_why_and_pictures_are_small() throws Exception {
		Document page = page(Grouping.of(""));
		assertThat(texts(page, "figcaption").stream().filter(text -> text.contains("score"))).singleElement().asString()
			.startsWith("P1_B12_7.tif: mean Area 5001, usually 56.50 (score +");
		NodeList pictures = page.getElementsByTagName("img");
		assertThat(pictures.getLength()).isEqualTo(13);
		String source = ((Element) pictures.item(0)).getAttribute("src");
		byte[] jpeg = java.util.Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
		BufferedImage small = ImageIO.read(new java.io.ByteArrayInputStream(jpeg));
		assertThat(List.of(small.getWidth(), small.getHeight())).containsExactly(180, 60);
	}

	@Test
	void all_objects_are_in_one_table() throws IOException {
		RunSection section = section();
		new ObjectTable(section, WELLS).write(folder.resolve("objects.csv"));
		List<String> lines = Files.readAllLines(folder.resolve("objects.csv"));
		assertThat(lines).hasSize(25).startsWith("Image,Group,Label,Area,X", "P1_A01_0.tif,P1 A01,\"a, 1\",50.0,1", "P1_A01_0.tif,P1 A01,b,52.0,900");
		RunSection none = new RunSection("classify", folder, Map.of(), List.of());
		assertThatThrownBy(() -> new ObjectTable(none, WELLS).write(folder.resolve("objects.csv"))).hasMessageContaining("but classify wrote none");
	}

	@Test
	void a_group_is_a_folder_or_what_a_pattern_finds() {
		assertThat(Grouping.of("").group("a/b/c.tif")).isEqualTo("a/b");
		assertThat(Grouping.of("none").group("a/b/c.tif")).isEmpty();
		assertThat(Grouping.of("w\\d").group("a/x_w2.tif")).isEqualTo("w2");
		assertThat(Grouping.of("w\\d").group("a/x.tif")).isEqualTo("others");
		assertThat(WELLS.well("P1_C07_x.tif")).contains(new Grouping.Well("P1", 2, 6));
		assertThat(WELLS.well("P1_C00_x.tif")).isEmpty();
		assertThatThrownBy(() -> Grouping.of("(")).hasMessageStartingWith("\"group\" must be folder, none or a regular expression, but is \"(\"");
	}

	@Test
	void the_spread_is_that_of_a_sample_and_the_median_of_two_is_between() {
		Spread spread = new Spread();
		for (double value : new double[] { 2, 4, 4, 4, 5, 5, 7, 9 })
			spread.add(value);
		assertThat(spread.mean()).isEqualTo(5);
		assertThat(spread.deviation()).isCloseTo(Math.sqrt(32.0 / 7), org.assertj.core.api.Assertions.within(1e-12));
		assertThat(Outliers.median(new double[] { 9, 1, 2, 4 })).isEqualTo(3);
	}
}
