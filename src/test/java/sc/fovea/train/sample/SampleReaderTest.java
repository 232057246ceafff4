package sc.fovea.train.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.annotation.DataSet;
import sc.fovea.data.Sample;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Normalisation;

class SampleReaderTest {

	@TempDir
	private Path folder;

	@BeforeEach
	void makeFolders() throws IOException {
		Files.createDirectories(folder.resolve("images"));
		Files.createDirectories(folder.resolve("labels"));
	}

	private void save(String name, ImageProcessor... planes) throws IOException {
		ImageStack stack = new ImageStack(planes[0].getWidth(), planes[0].getHeight());
		for (ImageProcessor plane : planes) {
			stack.addSlice(plane);
		}
		ImageWriter.saveTiff(new ImagePlus("test", stack), folder.resolve(name));
	}

	private DataSet data() throws ImageFileException {
		return DataSet.open(folder, AnnotationFormats.own());
	}

	private List<Sample> read(int channels) throws ImageFileException {
		return new SampleReader(new Normalisation.None(), channels).read(data(), false).samples();
	}

	@Test
	void a_bad_image_is_left_out_by_name_unless_that_is_an_error_or_most_are_bad() throws IOException {
		for (String name : List.of("a", "b", "c")) {
			save("images/" + name + ".tif", ramp());
			save("labels/" + name + ".tif", ramp());
		}
		Files.writeString(folder.resolve("images/a.tif"), "no image");
		LabelledSamples read = new SampleReader(new Normalisation.None(), 1).read(data(), false);
		assertThat(read.samples()).extracting(Sample::name).containsExactly("b", "c");
		assertThat(read.report().lines()).anyMatch(line -> line.contains("Left out: 1 image that cannot be used") && line.contains("a.tif"));
		assertThat(FilePlane.first(data()).file()).hasFileName("b.tif");
		DataSet strict = DataSet.open(folder, AnnotationFormats.own().strict(true));
		assertThatThrownBy(() -> new SampleReader(new Normalisation.None(), 1).read(strict, false)).hasMessageContaining("a.tif");
		assertThatThrownBy(() -> FilePlane.first(strict)).hasMessageContaining("a.tif");
		Files.writeString(folder.resolve("labels/c.tif"), "no image");
		assertThatThrownBy(() -> new SampleReader(new Normalisation.None(), 1).read(data(), false)).hasMessageContaining("a.tif");
	}

	/** 4 x 3 values 10, 11, 12 … */
	private static ShortProcessor ramp() {
		ShortProcessor ramp = new ShortProcessor(4, 3);
		for (int i = 0; i < 12; i++) {
			ramp.set(i, 10 + i);
		}
		return ramp;
	}

	private static ColorProcessor colour(int red, int green, int blue) {
		ColorProcessor colour = new ColorProcessor(4, 3);
		colour.setColor(red << 16 | green << 8 | blue);
		colour.fill();
		return colour;
	}

	private void refuses(int channels, String... parts) {
		assertThatThrownBy(() -> read(channels)).isInstanceOf(ImageFileException.class).hasMessageContainingAll(parts)
			.message().endsWith(".").doesNotContain("\n").doesNotContain("Exception");
	}

	@Test
	void pixels_and_ids_are_those_of_the_files_in_the_order_of_their_names() throws IOException {
		save("images/b.tif", ramp());
		save("labels/b.tif", new FloatProcessor(4, 3, new float[] { 0, 1, 2, 70_000, 0, 0, 0, 0, 0, 0, 0, 5 }));
		save("images/a.tif", colour(1, 1, 1));
		save("labels/a.tif", new ByteProcessor(4, 3));
		List<Sample> samples = read(1);
		assertThat(samples).extracting(Sample::name).containsExactly("a", "b");
		assertThat(samples.get(0).pixels()).containsOnly(1).hasSize(12);
		assertThat(samples.get(1).pixels()).containsExactly(10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21);
		assertThat(samples.get(1).labels()).containsExactly(0, 1, 2, 70_000, 0, 0, 0, 0, 0, 0, 0, 5);
		assertThat(samples.get(1).objects()).isEqualTo(4);
	}

	@Test
	void pixels_are_normalised_as_the_model_does() throws IOException {
		save("images/a.tif", ramp());
		save("labels/a.tif", new ByteProcessor(4, 3));
		Sample sample = new SampleReader(new Normalisation.Percentile(0, 100), 1).read(data(), false).samples().get(0);
		assertThat(sample.pixels()[0]).isZero();
		assertThat(sample.pixels()[11]).isEqualTo(1);
	}

	@Test
	void colours_are_three_channels() throws IOException {
		save("images/a.tif", colour(1, 2, 3));
		save("labels/a.tif", new ByteProcessor(4, 3));
		assertThat(FilePlane.open(folder.resolve("images/a.tif")).channels()).isEqualTo(3);
		assertThat(read(3).get(0).pixels()).startsWith(1, 2, 3, 1, 2, 3).hasSize(36);
		refuses(1, "Expected 1 channel, got 3", "a.tif");
	}

	@Test
	void a_grey_image_in_rgb_has_one_channel() throws IOException {
		save("images/a.tif", colour(7, 7, 7));
		assertThat(FilePlane.open(folder.resolve("images/a.tif")).channels()).isEqualTo(1);
	}

	@Test
	void labels_of_another_size_are_refused() throws IOException {
		save("images/a.tif", ramp());
		save("labels/a.tif", new ByteProcessor(3, 4));
		refuses(1, "4x3", "3x4", "labels", "a.tif");
	}

	@Test
	void several_slices_are_refused() throws IOException {
		save("images/a.tif", ramp(), ramp());
		save("labels/a.tif", new ByteProcessor(4, 3));
		refuses(1, "one slice and one frame", "images", "a.tif");
		save("images/a.tif", ramp());
		save("labels/a.tif", new ByteProcessor(4, 3), new ByteProcessor(4, 3));
		refuses(1, "one slice and one frame", "labels", "a.tif");
	}

	@Test
	void labels_that_are_no_ids_are_refused() throws IOException {
		save("images/a.tif", ramp());
		for (float bad : new float[] { 1.5f, -1, 1 << 25 }) {
			FloatProcessor labels = new FloatProcessor(4, 3);
			labels.setf(2, 1, bad);
			save("labels/a.tif", labels);
			refuses(1, "whole numbers", "got " + bad, "x=2, y=1", "a.tif");
		}
		save("labels/a.tif", colour(1, 2, 3));
		refuses(1, "Expected labels of one channel, got 3 that differ", "labels", "a.tif");
	}

	@Test
	void an_image_without_a_finite_pixel_is_refused() throws IOException {
		FloatProcessor pixels = new FloatProcessor(4, 3);
		for (int i = 0; i < 12; i++) {
			pixels.setf(i, Float.NaN);
		}
		save("images/a.tif", pixels);
		save("labels/a.tif", new ByteProcessor(4, 3));
		refuses(1, "a.tif");
	}

	@Test
	void a_file_that_is_no_image_is_named() throws IOException {
		Files.writeString(folder.resolve("images/a.tif"), "not an image");
		save("labels/a.tif", new ByteProcessor(4, 3));
		refuses(1, "a.tif");
	}
}
