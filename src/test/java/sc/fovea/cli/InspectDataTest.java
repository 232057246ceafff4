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
	void what_cannot_be_inspected_is_one_line() {
		assertThat(run("inspect", "--data", folder.toString())).isEqualTo(2);
		assertThat(err.toString()).startsWith("fovea: Expected a folder").containsOnlyOnce("\n");
		assertThat(run("inspect", "--data", folder.toString(), "--task", "cells")).isEqualTo(2);
	}
}
