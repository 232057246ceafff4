package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.data.LabelledBox;
import sc.fovea.geometry.Box;

/** What is wrong with boxes in VOC XML is said; the rest is used. */
class VocFormatTest {

	private static String object(String label, int left, int top, int right, int bottom) {
		return "<object><name>" + label + "</name><bndbox><xmin>" + left + "</xmin><ymin>" + top + "</ymin><xmax>" + right + "</xmax><ymax>" + bottom
			+ "</ymax></bndbox></object>";
	}

	private static String voc(String... objects) {
		return "<annotation>" + String.join("", objects) + "</annotation>";
	}

	@Test
	void what_cannot_be_used_is_left_out_and_named(@TempDir Path root) throws IOException {
		Folder folder = new Folder(root).image("i.tif").text("labels/i.xml", voc(object("a", 2, 2, 5, 5), object("a", 40, 2, 50, 5), object("a", 7, 2, 6, 5),
			object(" ", 3, 3, 6, 6), object("a", 2, 2, 5, 5), object("b", 2, 2, 5, 5), object("a", 18, 10, 90, 90)));
		Annotations read = folder.only();
		assertThat(read.boxes()).extracting(LabelledBox::box).containsExactly(new Box(1, 1, 4, 4), new Box(1, 1, 4, 4), new Box(17, 9, 3, 3));
		assertThat(read.boxes()).extracting(LabelledBox::label).containsExactly("a", "b", "a");
		String file = " in \"" + root.resolve("labels/i.xml") + "\"";
		assertThat(read.skips()).containsExactly(new Skip(Skip.Reason.OUTSIDE, "object 2" + file), new Skip(Skip.Reason.NO_AREA, "object 3" + file),
			new Skip(Skip.Reason.UNKNOWN_CLASS, "object 4" + file), new Skip(Skip.Reason.DUPLICATE, "object 5" + file));
	}

	@Test
	void an_object_without_coordinates_or_name_is_left_out_alone(@TempDir Path root) throws IOException {
		String nameless = object("a", 3, 3, 6, 6).replace("<name>a</name>", "");
		Folder folder = new Folder(root).image("i.tif").text("labels/i.xml", voc("<object><name>a</name></object>",
			object("a", 2, 2, 5, 5).replace("<xmax>5</xmax>", "<xmax>five</xmax>"), nameless, object("a", 2, 2, 5, 5)));
		Annotations read = folder.only();
		assertThat(read.boxes()).extracting(LabelledBox::box).containsExactly(new Box(1, 1, 4, 4));
		String file = " in \"" + root.resolve("labels/i.xml") + "\"";
		assertThat(read.skips()).containsExactly(new Skip(Skip.Reason.NO_BOX, "object 1" + file), new Skip(Skip.Reason.NO_BOX, "object 2" + file),
			new Skip(Skip.Reason.UNKNOWN_CLASS, "object 3" + file));
	}

	@Test
	void empty_images_are_named_and_the_rest_is_used(@TempDir Path root) throws IOException {
		Folder folder = new Folder(root).image("bare.tif").image("good.tif").text("labels/bare.xml", voc())
			.text("labels/good.xml", voc(object("a", 2, 2, 5, 5)))
			.text("labels/void.xml", voc(object("a", 2, 2, 5, 5)));
		Path file = Files.createFile(root.resolve("images/void.tif"));
		DataReport report = DataTally.of(folder.open(), false, sentence -> {
			throw new AssertionError(sentence);
		});
		assertThat(report.objects()).containsEntry("a", 1);
		assertThat(report.images()).isEqualTo(2);
		assertThat(report.lines()).contains("Left out: 1 empty image file (\"" + file + "\")",
			"Used as it is: 1 image without objects (\"" + root.resolve("images/bare.tif") + "\")");
		assertThat(report.skips()).hasSize(2);
	}
}
