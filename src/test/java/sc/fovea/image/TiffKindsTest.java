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
import java.util.stream.Stream;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that tifffile wrote (src/jmh/python/tiff_samples.py), with what they hold. */
class TiffKindsTest {

	@TempDir
	Path folder;

	private static byte[] resource(String name) throws IOException {
		try (InputStream in = TiffKindsTest.class.getResourceAsStream("tiffs/" + name)) {
			return in.readAllBytes();
		}
	}

	static Stream<String> lines() throws IOException {
		return new String(resource("pixels.tsv"), StandardCharsets.UTF_8).lines();
	}

	private Path file(String name) throws IOException {
		return Files.write(folder.resolve(name), resource(name));
	}

	private ImagePlus open(String name) throws IOException {
		file(name.replaceFirst("#\\d+$", ""));
		return ImageFiles.open(folder.resolve(name));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void every_number_is_the_one_that_was_written(String line) throws IOException {
		String name = line.substring(0, line.indexOf('\t'));
		assertThat(name + "\t" + Pixels.describe(open(name))).isEqualTo(line);
	}

	@ParameterizedTest
	@MethodSource("lines")
	void what_is_read_block_by_block_is_the_same(String line) throws IOException {
		String name = line.substring(0, line.indexOf('\t'));
		Path file = file(name.replaceFirst("#\\d+$", ""));
		int series = name.contains("#") ? 1 : 0;
		TiffSeries found = TiffFiles.series(file, TiffFiles.header(file), series);
		ImagePlus whole = ImageFiles.open(folder.resolve(name));
		assertSame(found.image().pixels(), new MappedImage("m", found.image()), whole);
	}

	private static void assertSame(RandomAccessibleInterval<? extends RealType<?>> blocks, ImagePlus stored, ImagePlus whole) {
		if (whole.getBitDepth() != 24) {
			Cursor<? extends RealType<?>> cursor = Views.flatIterable(blocks).cursor();
			for (int n = 1; n <= whole.getStackSize(); n++) {
				float[] plane = (float[]) whole.getStack().getProcessor(n).convertToFloatProcessor().getPixels();
				for (float value : plane)
					assertThat(cursor.next().getRealFloat()).isEqualTo(value);
			}
			assertThat(cursor.hasNext()).isFalse();
		}
		for (int n = 1; n <= whole.getStackSize(); n++)
			assertThat(stored.getStack().getPixels(n)).isEqualTo(whole.getStack().getPixels(n));
	}

	@Test
	void axes_names_and_sizes_come_from_OME_XML() throws IOException {
		ImagePlus image = open("tzcyx.ome.tif");
		assertThat(image.getDimensions()).containsExactly(13, 11, 2, 3, 2);
		assertThat(PixelSize.of(image)).isEqualTo(new PixelSize(0.65, 0.65, 2, "µm"));
		assertThat(ChannelNames.of(image)).containsExactly("DAPI", "GFP");
		assertThat(PixelSize.of(open("tczyx.ome.tif")).micrometresPerPixel()).hasValue(0.65);
	}

	@Test
	void planes_in_files_beside_it_belong_to_an_image_that_is_listed_once() throws IOException {
		for (String part : new String[] { "part0.ome.tif", "part1.ome.tif", "part2.ome.tif" })
			file(part);
		ImagePlus image = ImageFiles.open(folder.resolve("part1.ome.tif"));
		assertThat(image.getDimensions()).containsExactly(13, 11, 1, 3, 1);
		ImagePlus alone = alone("part2.ome.tif");
		assertThat(image.getStack().getPixels(3)).isEqualTo(alone.getProcessor().getPixels());
		assertThat(ImageFiles.list(folder)).containsExactly(folder.resolve("part0.ome.tif"));
		Files.delete(folder.resolve("part2.ome.tif"));
		assertThatThrownBy(() -> ImageFiles.open(folder.resolve("part1.ome.tif"))).isInstanceOf(ImageFileException.class).hasMessageContaining("part2.ome.tif");
	}

	/** As a file that was moved without the others. */
	private ImagePlus alone(String name) throws IOException {
		return ImageFiles.open(Files.write(Files.createDirectory(folder.resolve("alone")).resolve(name), resource(name)));
	}

	@Test
	void the_first_image_of_a_file_is_read_unless_another_is_asked_for() throws IOException {
		assertThat(open("two_images.ome.tif").getDimensions()).containsExactly(13, 11, 1, 3, 1);
		assertThat(open("two_images.ome.tif#2").getDimensions()).containsExactly(7, 9, 2, 1, 1);
		assertThatThrownBy(() -> open("two_images.ome.tif#3")).isInstanceOf(ImageFileException.class).hasMessageContaining("2 image(s)");
	}

	@Test
	void axes_and_sizes_of_ImageJ_are_kept() throws IOException {
		ImagePlus image = open("hyperstack.tif");
		assertThat(image.getDimensions()).containsExactly(13, 11, 2, 3, 2);
		assertThat(PixelSize.of(image)).isEqualTo(new PixelSize(0.5, 0.5, 1.5, "µm"));
		assertThat(image.getCalibration().frameInterval).isEqualTo(3);
	}

	@Test
	void white_is_zero_is_shown_inverted_and_kept() throws IOException {
		assertThat(open("white_is_zero8.tif").isInvertedLut()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tiles_lzw_difference_le.tif", "strips_deflate_difference32_be.tif", "packbits.tif", "tiles_zstd_floating_le.tif", "lzma.tif",
		"rgb_jpeg.tif" })
	void a_block_that_does_not_give_its_bytes_is_named(String name) throws IOException {
		byte[] content = resource(name);
		int from = content.length / 2;
		Arrays.fill(content, from, content.length * 3 / 4, (byte) 0);
		Path file = Files.write(folder.resolve(name), content);
		try {
			ImageFiles.open(file);
			assertThat(name).as("zeros may be pixels only where nothing is packed").isIn("packbits.tif", "tiles_lzw_difference_le.tif");
		}
		catch (ImageFileException e) {
			assertThat(e).hasMessageContaining(name).message().matches("(?s).*((strip|tile) \\d+ of \\d+|header|tags|directories).*");
		}
	}

	@Test
	void a_block_of_too_few_bytes_is_refused_by_its_number() throws IOException {
		byte[] content = resource("packbits.tif");
		Path file = Files.write(folder.resolve("p.tif"), content);
		long last = TiffFiles.header(file).first().offsets()[3];
		Arrays.fill(content, (int) last, (int) last + 30, (byte) -128); // says nothing
		Files.write(file, content);
		assertThatThrownBy(() -> ImageFiles.open(file)).hasMessageContaining("strip 4 of 6").hasMessageContaining("bytes");
	}
}
