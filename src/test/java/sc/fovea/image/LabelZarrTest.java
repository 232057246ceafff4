package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.image.zarr.LabelZarr;
import sc.fovea.image.zarr.LabelZarr.Place;
import sc.fovea.image.zarr.LabelZarr.Shape;

class LabelZarrTest {

	@TempDir
	Path folder;

	private static int id(int x, int y, int z) {
		return x < 8 && y < 8 ? 0 : 1 + x + 30 * y + 1000 * z;
	}

	private static int[] block(int x0, int y0, int width, int height, int z) {
		int[] ids = new int[width * height];
		Arrays.setAll(ids, i -> id(x0 + i % width, y0 + i / width, z));
		return ids;
	}

	private LabelZarr written(Path target) throws IOException {
		LabelZarr labels = new LabelZarr(target.toString(), new Shape(27, 21, 2, 1), 0.5, 8);
		labels.begin();
		for (int z = 0; z < 2; z++)
			for (int y = 0; y < 21; y += 16)
				for (int x = 0; x < 27; x += 16) {
					int width = Math.min(16, 27 - x), height = Math.min(16, 21 - y);
					labels.write(new Place(z, 0, x, y), width, block(x, y, width, height, z));
				}
		return labels;
	}

	private static Map<String, List<Byte>> files(Path root) throws IOException {
		Map<String, List<Byte>> files = new TreeMap<>();
		try (Stream<Path> all = Files.walk(root)) {
			for (Path file : all.filter(Files::isRegularFile).toList()) {
				byte[] bytes = Files.readAllBytes(file);
				Byte[] boxed = new Byte[bytes.length];
				Arrays.setAll(boxed, i -> bytes[i]);
				files.put(root.relativize(file).toString(), List.of(boxed));
			}
		}
		return files;
	}

	@Test
	void what_was_written_in_blocks_is_read_as_an_image() throws IOException {
		Path target = folder.resolve("labels.zarr");
		LabelZarr labels = written(target);
		assertThat(target).as("before it is complete").doesNotExist();
		labels.complete();
		ImagePlus image = ImageFiles.open(target);
		assertThat(new int[] { image.getWidth(), image.getHeight(), image.getNSlices(), image.getNFrames() }).containsExactly(27, 21, 2, 1);
		assertThat(image.getCalibration().pixelWidth).isEqualTo(0.5);
		for (int z = 0; z < 2; z++)
			for (int y = 0; y < 21; y++)
				for (int x = 0; x < 27; x++)
					assertThat(image.getStack().getProcessor(z + 1).getf(x, y)).isEqualTo(id(x, y, z));
		assertThat(target.resolve("0/0/0/0")).as("background alone").doesNotExist();
		assertThat(folder).isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
	}

	@Test
	void the_distance_of_slices_and_what_is_unknown_stand_in_the_attributes() throws IOException {
		Path target = folder.resolve("deep.zarr");
		LabelZarr labels = new LabelZarr(target.toString(), new Shape(8, 8, 2, 3), 0.5, 2, 8);
		labels.begin();
		labels.complete();
		ImagePlus image = ImageFiles.open(target);
		assertThat(new int[] { image.getNSlices(), image.getNFrames() }).containsExactly(2, 3);
		assertThat(image.getCalibration().pixelDepth).isEqualTo(2);
		assertThat(Files.readString(target.resolve(".zattrs"))).contains("\"scale\":[1.0,2.0,0.5,0.5]", "\"image-label\":{\"version\":\"0.4\"}",
			"{\"name\":\"t\",\"type\":\"time\"}");
	}

	@Test
	void a_block_that_is_written_again_leaves_the_same_files() throws IOException {
		LabelZarr labels = written(folder.resolve("once.zarr"));
		labels.complete();
		LabelZarr twice = written(folder.resolve("twice.zarr"));
		twice.write(new Place(1, 0, 16, 0), 11, block(16, 0, 11, 16, 1));
		twice.complete();
		Map<String, List<Byte>> once = files(folder.resolve("once.zarr"));
		Map<String, List<Byte>> other = files(folder.resolve("twice.zarr"));
		once.remove(".zattrs"); // has the name
		other.remove(".zattrs");
		assertThat(other).isEqualTo(once).hasSizeGreaterThan(20);
	}

	@Test
	void what_a_killed_run_left_is_gone_and_a_folder_that_exists_is_refused() throws IOException {
		Path target = folder.resolve("labels.zarr");
		new LabelZarr(target.toString(), new Shape(8, 8, 1, 1), 0, 8).begin();
		LabelZarr left = new LabelZarr(target.toString(), new Shape(8, 8, 1, 1), 0, 8);
		left.write(new Place(0, 0, 0, 0), 8, block(20, 20, 8, 8, 0));
		LabelZarr next = new LabelZarr(target.toString(), new Shape(8, 8, 1, 1), 0, 8);
		next.begin();
		next.complete();
		assertThat(ImageFiles.open(target).getProcessor().getf(3, 3)).isZero();
		assertThatThrownBy(next::begin).isInstanceOf(IOException.class).hasMessageContaining("labels.zarr\" exists");
	}

	@Test
	void a_block_that_cuts_chunks_is_refused() throws IOException {
		LabelZarr labels = new LabelZarr(folder.resolve("labels.zarr").toString(), new Shape(27, 21, 1, 1), 0, 8);
		labels.begin();
		assertThatThrownBy(() -> labels.write(new Place(0, 0, 4, 0), 8, new int[64])).hasMessageContaining("whole chunks of 8 pixels, got 8x8");
		assertThatThrownBy(() -> labels.write(new Place(0, 0, 0, 0), 12, new int[12 * 8])).isInstanceOf(IllegalArgumentException.class);
	}
}
