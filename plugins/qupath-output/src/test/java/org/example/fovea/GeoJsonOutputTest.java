package org.example.fovea;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ByteProcessor;

import sc.fovea.annotation.GeoJsonFormat;
import sc.fovea.data.Extent;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.image.OutputFormat;
import sc.fovea.plugin.Plugins;

/** What is written is read again by Fovea's own reader of QuPath's files. */
class GeoJsonOutputTest {

	private static final int SIDE = 40;

	@TempDir
	Path folder;

	private static void fill(int[] labels, int id, int x, int y, int width, int height) {
		for (int row = y; row < y + height; row++) {
			for (int column = x; column < x + width; column++) {
				labels[row * SIDE + column] = id;
			}
		}
	}

	/** A square, a ring with an island of its own in the hole, and two parts that touch at a corner. */
	private static int[] labels() {
		int[] labels = new int[SIDE * SIDE];
		fill(labels, 1, 2, 3, 5, 4);
		fill(labels, 2, 10, 10, 20, 18);
		fill(labels, 0, 14, 14, 10, 8);
		fill(labels, 2, 17, 16, 3, 3);
		fill(labels, 3, 32, 2, 3, 3);
		fill(labels, 3, 35, 5, 3, 3);
		return labels;
	}

	@Test
	void labels_come_back_with_holes_islands_and_parts() throws IOException {
		Path file = folder.resolve("cells.geojson");
		new GeoJsonOutput().write(new ImagePlus("cells", new ByteProcessor(SIDE, SIDE)), LabelRois.of(labels(), SIDE), file);
		assertArrayEquals(labels(), new GeoJsonFormat().open(file).read("cells", Extent.plane(SIDE, SIDE)).instances());
	}

	@Test
	void rings_are_closed_and_holes_stand_behind_their_part() throws IOException {
		Path file = folder.resolve("cells.geojson");
		new GeoJsonOutput().write(new ImagePlus("cells", new ByteProcessor(SIDE, SIDE)), LabelRois.of(labels(), SIDE), file);
		JsonObject ring = JsonParser.parseString(Files.readString(file)).getAsJsonObject().getAsJsonArray("features").get(1).getAsJsonObject();
		JsonArray parts = ring.getAsJsonObject("geometry").getAsJsonArray("coordinates");
		assertEquals(2, parts.size());
		assertEquals(3, parts.get(0).getAsJsonArray().size() + parts.get(1).getAsJsonArray().size());
		parts.forEach(part -> part.getAsJsonArray().forEach(line -> {
			JsonArray points = line.getAsJsonArray();
			assertEquals(points.get(0), points.get(points.size() - 1));
		}));
		assertEquals("0002", ring.getAsJsonObject("properties").get("name").getAsString());
	}

	@Test
	void a_frame_is_counted_from_0() throws IOException {
		ImageStack stack = new ImageStack(SIDE, SIDE);
		stack.addSlice(new ByteProcessor(SIDE, SIDE));
		stack.addSlice(new ByteProcessor(SIDE, SIDE));
		ImagePlus movie = new ImagePlus("movie", stack);
		movie.setDimensions(1, 1, 2);
		Roi outline = new Roi(1, 2, 3, 4);
		outline.setPosition(2);
		Path file = folder.resolve("movie.geojson");
		new GeoJsonOutput().write(movie, List.of(outline), file);
		assertTrue(Files.readString(file).contains("\"plane\":{\"c\":-1,\"z\":0,\"t\":1}"), Files.readString(file));
	}

	@Test
	void it_is_found() {
		assertTrue(Plugins.of(OutputFormat.class).stream().anyMatch(format -> format.name().equals("geojson")));
	}
}
