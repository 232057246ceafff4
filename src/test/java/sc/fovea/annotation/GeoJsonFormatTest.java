package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;

class GeoJsonFormatTest {

	private Folder folder;

	@BeforeEach
	void makeFolder(@TempDir Path root) throws IOException {
		folder = new Folder(root).image("i.tif");
	}

	private static String feature(String properties, String type, String coordinates) {
		return "{'type': 'Feature', 'id': 'x1', 'geometry': {'coordinates': " + coordinates + ", 'type': '" + type + "'}, 'properties': " + properties + "}";
	}

	private static String square(int x, int y, int side) {
		return String.format("[[%d, %d], [%d, %d], [%d, %d], [%d, %d], [%d, %d]]", x, y, x + side, y, x + side, y + side, x, y + side, x, y);
	}

	private static String classified(String name) {
		return "{'objectType': 'annotation', 'classification': {'name': '" + name + "', 'color': [200, 0, 0]}, 'measurements': {'a': 1.5}}";
	}

	private Annotations read(String... features) throws IOException {
		return folder.text("labels/i.geojson", "{'type': 'FeatureCollection', 'features': [" + String.join(", ", features) + "]}").only();
	}

	@Test
	void holes_are_no_part_of_a_polygon_and_parts_of_a_multipolygon_are_one_object() throws IOException {
		Annotations read = read(feature(classified("Tumor"), "Polygon", "[" + square(0, 0, 6) + ", " + square(2, 2, 2) + "]"),
			feature(classified("Stroma"), "MultiPolygon", "[[" + square(8, 0, 2) + "], [" + square(12, 4, 1) + "]]"));
		assertThat(read.objects()).extracting(object -> object.tag().label()).containsExactly("Tumor", "Stroma");
		assertThat(read.objects()).extracting(object -> object.mask().orElseThrow().area()).containsExactly(32, 5);
		int[] row = Arrays.copyOfRange(read.instances(), 3 * Folder.WIDTH, 3 * Folder.WIDTH + 7);
		assertThat(row).containsExactly(1, 1, 0, 0, 1, 1, 0);
		assertThat(read.boxes()).extracting(box -> box.box()).containsExactly(new Box(0, 0, 6, 6), new Box(8, 0, 5, 5));
		assertThat(ClassNames.withBackground(read.labels()).names()).containsExactly("background", "Stroma", "Tumor");
		assertThat(read.classes(ClassNames.withBackground(read.labels()))[0]).isEqualTo(2);
	}

	@Test
	void lists_of_features_single_features_and_derived_classes_are_read_as_qupath_writes_them() throws IOException {
		folder.text("labels/i.geojson", "[" + feature("{'classification': {'names': ['Tumor', 'Positive']}}", "Polygon", "[" + square(0, 0, 2) + "]") + "]");
		assertThat(folder.only().labels()).containsExactly("Tumor: Positive");
		folder.text("labels/i.geojson", feature("{'classification': 'Cell', 'name': 'n'}", "Polygon", "[" + square(0, 0, 2) + "]"));
		assertThat(folder.only().objects()).extracting(AnnotatedObject::tag).containsExactly(new Tag("n", "Cell", 0));
		folder.text("labels/i.geojson", feature("null", "Polygon", "[" + square(0, 0, 2) + "]"));
		assertThat(folder.only().labels()).containsExactly("object");
	}

	@Test
	void ignore_star_is_not_annotated_and_region_star_is_all_that_is() throws IOException {
		Annotations ignoring = read(feature(classified("Tumor"), "Polygon", "[" + square(0, 0, 4) + "]"),
			feature(classified("Ignore*"), "Polygon", "[" + square(2, 0, 4) + "]"));
		assertThat(Arrays.copyOf(ignoring.instances(), 7)).containsExactly(1, 1, Sample.IGNORED, Sample.IGNORED, Sample.IGNORED, Sample.IGNORED, 0);
		Annotations within = read(feature(classified("Tumor"), "Polygon", "[" + square(0, 0, 4) + "]"),
			feature(classified("Region*"), "Polygon", "[" + square(2, 0, 4) + "]"));
		assertThat(Arrays.copyOf(within.instances(), 7)).containsExactly(Sample.IGNORED, Sample.IGNORED, 1, 1, 0, 0, Sample.IGNORED);
	}

	@Test
	void points_and_lines_are_no_objects() throws IOException {
		Annotations read = read(feature(classified("a"), "Point", "[1.5, 2.5]"), feature(classified("a"), "LineString", "[[1, 2], [3, 4]]"),
			"{'type': 'Feature', 'geometry': null, 'properties': null}", feature(classified("a"), "Polygon", "[]"),
			feature(classified("a"), "Polygon", "[" + square(50, 50, 3) + "]"));
		assertThat(read.objects()).isEmpty();
		assertThat(((Markings.Objects) read.markings()).points()).singleElement().extracting(point -> point.x()).isEqualTo(1.5);
		assertThat(read.skips()).extracting(Skip::reason).containsExactly(Skip.Reason.NOT_AN_AREA, Skip.Reason.NOT_AN_AREA, Skip.Reason.NO_AREA,
			Skip.Reason.OUTSIDE);
		assertThat(read.skips().get(0).what()).contains("x1").contains("i.geojson");
	}

	@Test
	void hostile_files_end_in_one_sentence_with_the_place() throws IOException {
		String[][] wrong = { { "", "JSON", "i.geojson" }, { "{}", "\"features\"" }, { "7", "an object" },
			{ "{'features': [" + feature("{}", "Polygon", "[[[[[1]]]]]") + "]}", "4 lists deep", "$.features[0].geometry" },
			{ "{'features': [" + feature("{}", "Polygon", "[[[1], [2]]]") + "]}", "x and y" },
			{ "{'features': [" + feature("{}", "Polygon", "[1, 2]") + "]}", "list of places" },
			{ "{'features': [" + feature("{}", "Polygon", "[[1, 2]]") + "]}", "list of places" },
			{ "{'features': [" + feature("{}", "Polygon", "[[[1, 'x']]]") + "]}", "a number", "string" },
			{ "{'features': [" + feature("{}", "Polygon", "[[[1, 2e9], [1, 2], [3, 4]]]") + "]}", "up to 1e9" },
			{ "[".repeat(100_000), "an object" }, { "{'features': [{'properties': {'a': " + "[".repeat(100_000), "JSON" } };
		for (String[] one : wrong) {
			folder.text("labels/i.geojson", one[0]);
			folder.refuses(Arrays.copyOfRange(one, 1, one.length));
		}
	}
}
