package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import sc.fovea.image.ImageWriter;

class InspectDataTest {

	@TempDir
	private Path folder;

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	private int run(String... arguments) {
		return Fovea.run(new Terminal(new PrintWriter(out), new PrintWriter(err), false), arguments);
	}

	private void save(String name) throws IOException {
		Files.createDirectories(folder.resolve(name).getParent());
		ByteProcessor pixels = new ByteProcessor(10, 10);
		pixels.set(3, 3, 2);
		ImageWriter.saveTiff(new ImagePlus("", pixels), folder.resolve(name));
	}

	@Test
	void what_is_there_is_said_and_a_bad_file_is_one_line_and_the_exit_code() throws IOException {
		save("images/a.tif");
		save("labels/a.tif");
		save("images/b.tif");
		assertThat(run("inspect", "--data", folder.toString())).isZero();
		assertThat(out.toString()).startsWith("1 image with annotations: 1 as label image\n1 object: object 1\n").contains("image without annotation");
		assertThat(run("inspect", "--data", folder.toString(), "--task", "semantic-segmentation")).isZero();
		assertThat(out.toString()).contains("Pixels: background 99.0 %, class 2 1.0 %");
		Files.writeString(folder.resolve("labels/b.geojson"), "{");
		assertThat(run("inspect", "--data", folder.toString())).isEqualTo(1);
		assertThat(err.toString()).startsWith("fovea: Expected JSON at $").contains("b.geojson").containsOnlyOnce("\n");
	}

	@Test
	void folders_of_classes_are_found_and_counted() throws IOException {
		save("red/a.tif");
		save("red/b.tif");
		save("white/a.tif");
		assertThat(run("inspect", "--data", folder.toString())).as(err.toString()).isZero();
		assertThat(out.toString()).startsWith("3 images of 2 classes: red 2, white 1.\nGrey images of 8 bits; half have a mean side of at most 10 pixels")
			.contains("The largest class has 2.0 times as many images as the smallest");
		Files.writeString(folder.resolve("white/b.tif"), "no image");
		assertThat(run("inspect", "--data", folder.toString(), "--task", "classification")).isEqualTo(1);
		assertThat(out.toString()).contains("Skipped \"white/b.tif\"");
		assertThat(run("inspect", "--data", folder.toString(), "--task", "instance-segmentation")).isEqualTo(2);
	}

	@Test
	void what_was_understood_of_images_is_said_and_the_others_go_on() throws IOException {
		save("images/a.tif");
		Path bad = Files.writeString(folder.resolve("images/b.tif"), "no image");
		assertThat(run("inspect", folder.resolve("images").toString())).isEqualTo(1);
		assertThat(out.toString()).contains("a.tif\n  Size: 10 x 10 pixels, 1 channel, 1 slice, 1 frame, 8 bit\n  Pixel size: unknown\n");
		assertThat(err.toString()).contains("\"" + bad + "\" is not an image");
		assertThat(run("inspect", "--data", folder.toString(), bad.toString())).isEqualTo(2);
	}

	@Test
	void strict_ends_at_the_first_bad_file_and_otherwise_the_others_go_on() throws IOException {
		save("images/a.tif");
		save("labels/a.tif");
		save("images/b.tif");
		Files.writeString(folder.resolve("labels/b.geojson"), "{");
		assertThat(run("inspect", "--strict", "--data", folder.toString())).isEqualTo(2);
		assertThat(out.toString()).doesNotContain("with annotations");
		assertThat(err.toString()).contains("b.geojson").containsOnlyOnce("\n");
		Files.writeString(folder.resolve("images/0.tif"), "no image");
		assertThat(run("inspect", "--strict", folder.resolve("images").toString())).isEqualTo(2);
		assertThat(out.toString()).doesNotContain("a.tif");
		save("classes/red/a.tif");
		save("classes/white/a.tif");
		Files.writeString(folder.resolve("classes/white/b.tif"), "no image");
		assertThat(run("inspect", "--strict", "--data", folder.resolve("classes").toString())).isEqualTo(2);
		assertThat(err.toString()).contains("b.tif\" cannot be used");
	}

	@Test
	void masks_are_split_where_objects_are_meant() throws IOException {
		save("images/a.tif");
		Files.createDirectories(folder.resolve("labels"));
		ByteProcessor mask = new ByteProcessor(10, 10);
		mask.set(1, 1, 255);
		mask.set(8, 8, 255);
		ImageWriter.saveTiff(new ImagePlus("", mask), folder.resolve("labels/a.tif"));
		assertThat(run("inspect", "--data", folder.toString())).isZero();
		assertThat(out.toString()).contains("1 object: object 1").contains("--split-masks");
		assertThat(run("inspect", "--split-masks", "--data", folder.toString())).isZero();
		assertThat(out.toString()).contains("2 objects: object 2").contains("Split: 1 mask");
		assertThat(run("inspect", "--split-masks", "--data", folder.toString(), "--task", "semantic-segmentation")).isEqualTo(2);
		assertThat(run("inspect", "--split-masks", folder.resolve("images").toString())).isEqualTo(2);
		assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("fovea: --split-masks "));
	}

	@Test
	void what_cannot_be_inspected_is_one_line() {
		assertThat(run("inspect", "--data", folder.toString())).isEqualTo(2);
		assertThat(err.toString()).startsWith("fovea: Expected a folder").containsOnlyOnce("\n");
		assertThat(run("inspect", "--data", folder.toString(), "--task", "cells")).isEqualTo(2);
	}
}
