package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DICOM and FITS files that pydicom and astropy wrote (src/jmh/python/medical_samples.py), with what they hold. */
class MedicalFilesTest {

	@TempDir
	Path folder;

	private static byte[] resource(String name) throws IOException {
		try (InputStream in = MedicalFilesTest.class.getResourceAsStream("medical/" + name)) {
			return in.readAllBytes();
		}
	}

	static Stream<String> lines() throws IOException {
		return new String(resource("pixels.tsv"), StandardCharsets.UTF_8).lines();
	}

	private Path file(String name) throws IOException {
		return Files.write(folder.resolve(name), resource(name));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void every_number_is_the_one_that_was_written(String line) throws IOException {
		String[] expected = line.split("\t", -1);
		ImagePlus image = ImageFiles.open(file(expected[0]));
		assertThat(Pixels.describe(image)).isEqualTo(expected[1] + "\t" + expected[2]);
		PixelSize size = PixelSize.of(image);
		if (!expected[3].isEmpty()) assertThat(size.width() + "x" + size.height() + " " + size.unit()).isEqualTo(expected[3]);
	}

	@Test
	void whole_numbers_without_a_sign_keep_their_bits() throws IOException {
		assertThat(ImageFiles.open(file("unsigned16.fits")).getBitDepth()).isEqualTo(16);
		assertThat(ImageFiles.open(file("white_is_zero.dcm")).getBitDepth()).isEqualTo(16);
		assertThat(ImageFiles.open(file("frames8.dcm")).getBitDepth()).isEqualTo(8);
	}

	@ParameterizedTest
	@CsvSource({ "jpeg.dcm,transfer syntax 1.2.840.10008.1.2.4.50", "palette.dcm,PALETTE COLOR", "truncated.dcm,it is truncated",
		"compressed.fits,its image is compressed",
		"truncated.fits,it is truncated" })
	void what_cannot_be_read_is_refused_by_name(String name, String sentence) throws IOException {
		Path file = file(name);
		assertThatThrownBy(() -> ImageFiles.open(file)).isInstanceOf(ImageFileException.class).hasMessageContainingAll(name, sentence).message().endsWith(".");
	}

	@Test
	void they_are_listed_as_images() throws IOException {
		file("mono16.dcm");
		file("float32.fits");
		assertThat(ImageFiles.list(folder)).containsExactly(folder.resolve("float32.fits"), folder.resolve("mono16.dcm"));
	}

	/** A claim is looked at before it is believed. */
	@Test
	void damage_is_a_sentence_and_never_anything_else() throws IOException {
		Random random = new Random(6);
		int refused = 0;
		for (String name : List.of("hounsfield.dcm", "rgb_planar.dcm", "big_endian.dcm", "extension8.fits", "stack16.fits")) {
			byte[] whole = resource(name);
			for (int i = 0; i < 300; i++) {
				byte[] damaged = i % 3 == 0 ? Arrays.copyOf(whole, 140 + random.nextInt(whole.length - 140)) : whole.clone();
				for (int n = 0; n < 6 && i % 3 > 0; n++)
					damaged[10 + random.nextInt(Math.min(whole.length, 1500) - 10)] = (byte) (i % 2 == 0 ? '0' + random.nextInt(10) : random.nextInt(256));
				Path file = Files.write(folder.resolve(name), damaged);
				try {
					Pixels.describe(ImageFiles.open(file));
				}
				catch (ImageFileException e) {
					refused++;
					assertThat(e.getMessage()).contains(name).endsWith(".").doesNotContain("\n");
				}
			}
		}
		assertThat(refused).isBetween(500, 1490);
	}
}
