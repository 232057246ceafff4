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
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** OME-Zarr folders, NumPy and HDF5 files that Python wrote (src/jmh/python/array_samples.py), with what they hold. */
class ArrayFilesTest {

	@TempDir
	static Path folder;

	private static InputStream resource(String name) {
		return ArrayFilesTest.class.getResourceAsStream("arrays/" + name);
	}

	static Stream<String> lines() throws IOException {
		try (InputStream in = resource("pixels.tsv")) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
		}
	}

	private static Path file(String name) throws IOException {
		Path file = folder.resolve(name);
		if (Files.exists(file)) return file;
		if (name.endsWith(".zarr")) unzip();
		else {
			try (InputStream in = resource(name)) {
				Files.copy(in, file);
			}
		}
		return file;
	}

	private static void unzip() throws IOException {
		try (ZipInputStream zip = new ZipInputStream(resource("zarrs.zip"))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				Path target = folder.resolve(entry.getName());
				Files.createDirectories(target.getParent());
				Files.copy(zip, target);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("lines")
	void every_number_is_the_one_that_was_written(String line) throws IOException {
		String name = line.substring(0, line.indexOf('\t'));
		file(name.replaceFirst(":/.*", ""));
		assertThat(name + "\t" + Pixels.describe(ImageFiles.open(folder.resolve(name)))).isEqualTo(line);
	}

	@Test
	void axes_names_and_sizes_come_from_the_folder() throws IOException {
		ImagePlus image = ImageFiles.open(file("gzip.zarr"));
		assertThat(image.getDimensions()).containsExactly(27, 22, 2, 3, 2);
		assertThat(PixelSize.of(image)).isEqualTo(new PixelSize(0.5, 0.5, 2, "µm"));
		assertThat(ChannelNames.of(image)).containsExactly("DAPI", "GFP");
		assertThat(Hyperstack.of(image).plane(1, 2, 1).getAt(20, 20).getRealFloat()).isEqualTo(image.getStack().getProcessor(image.getStackIndex(2, 3, 2))
			.getf(20, 20));
	}

	@Test
	void a_folder_of_zarrs_lists_them_as_images() throws IOException {
		file("gzip.zarr");
		assertThat(ImageFiles.list(folder)).contains(folder.resolve("gzip.zarr"), folder.resolve("plain.zarr"));
		assertThat(ImageFiles.list(folder.resolve("gzip.zarr"))).isEqualTo(List.of(folder.resolve("gzip.zarr")));
	}

	@Test
	void a_damaged_chunk_is_named() throws IOException {
		Path chunk = file("blosc_lz4.zarr").resolve("0/1/0/0/1/1");
		byte[] whole = Files.readAllBytes(chunk);
		try {
			Files.write(chunk, Arrays.copyOf(whole, whole.length - 9));
			assertThatThrownBy(() -> Pixels.describe(ImageFiles.open(folder.resolve("blosc_lz4.zarr")))).hasMessageContaining("blosc_lz4.zarr")
				.hasMessageContaining("chunk 1/0/0/1/1");
		}
		finally {
			Files.write(chunk, whole);
		}
	}

	@Test
	void of_several_arrays_in_a_file_one_must_be_chosen() throws IOException {
		Path file = file("several.h5");
		assertThatThrownBy(() -> ImageFiles.open(file)).isInstanceOf(ImageFileException.class).hasMessageContainingAll("3 arrays", "/group/labels",
			"choose one");
		assertThatThrownBy(() -> ImageFiles.open(folder.resolve("several.h5:/no"))).isInstanceOf(ImageFileException.class).hasMessageContaining("/raw");
	}

	@Test
	void a_truncated_array_is_refused() throws IOException {
		byte[] whole = Files.readAllBytes(file("stack.npy"));
		Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, whole.length - 100));
		assertThatThrownBy(() -> ImageFiles.open(cut)).isInstanceOf(ImageFileException.class).hasMessageContaining("cut.npy").hasMessageContaining("truncated");
		Files.delete(cut);
	}

	/** The first bytes in hexadecimal. */
	@ParameterizedTest
	@CsvSource({ "a.czi,5a49535241575249,not an image", "a.czi,5a495352415746494c45,CZI", "a.nd2,dacebe0a00000000,ND2", "a.lif,7000000000000000,LIF",
		"a.jp2,0000000c6a5020200d0a,JPEG 2000" })
	void files_of_microscopes_are_refused_by_name(String name, String start, String expected) throws IOException {
		Path file = Files.write(folder.resolve(name), java.util.HexFormat.of().parseHex(start));
		assertThatThrownBy(() -> ImageFiles.open(file)).isInstanceOf(ImageFileException.class).hasMessageContainingAll(name, expected);
		if (!expected.startsWith("not")) assertThatThrownBy(() -> ImageFiles.open(file)).hasMessageContainingAll("Bio-Formats", "bfconvert");
	}

	@Test
	void what_was_understood_is_said() throws IOException {
		assertThat(ImageSummary.of(file("gzip.zarr"))).anyMatch(line -> line.contains("27 x 22 pixels, 2 channels, 3 slices, 2 frames, 16 bit"))
			.anyMatch(line -> line.contains("1 DAPI, 2 GFP")).anyMatch(line -> line.contains("0.5 x 0.5 x 2 µm"));
	}
}
