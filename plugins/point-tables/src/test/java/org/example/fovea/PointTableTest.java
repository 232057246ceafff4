package org.example.fovea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.annotation.AnnotationFormat;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.Markings;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledPoint;
import sc.fovea.image.ImageFileException;
import sc.fovea.plugin.Plugins;

class PointTableTest {

	@TempDir
	Path folder;

	private Annotations read(String text) throws IOException {
		Path file = Files.writeString(folder.resolve("cells.csv"), text);
		return new PointTable().open(file).read("cells", Extent.plane(100, 50));
	}

	@Test
	void points_are_where_the_columns_say() throws IOException {
		Annotations annotations = read(" ,Area,X,Y\n1,0,10.500,20\n2,0,99,0\n");
		List<LabelledPoint> points = ((Markings.Objects) annotations.markings()).points();
		assertEquals(2, points.size());
		assertEquals(10.5, points.get(0).x());
		assertEquals(20, points.get(0).y());
	}

	@Test
	void what_is_no_point_of_the_image_is_named() {
		for (String row : List.of("10,51", "ten,5", "10", "NaN,3")) {
			ImageFileException refusal = assertThrows(ImageFileException.class, () -> read("X,Y\n" + row + "\n"));
			assertTrue(refusal.getMessage().contains("in row 1 of"), refusal.getMessage());
		}
		assertThrows(ImageFileException.class, () -> read("x;y\n1;2\n"));
	}

	@Test
	void it_is_found_and_reads_tables() {
		assertTrue(Plugins.of(AnnotationFormat.class).stream().anyMatch(format -> format.reads(Path.of("labels/cells.CSV"))));
	}
}
