package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.process.ByteProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fovea.annotation.pickle.CellposeMasks;
import sc.fovea.image.ImageFileException;

/** Files that NumPy pickled as Cellpose does (src/jmh/python/cellpose_samples.py). */
class CellposeFormatTest {

	private Folder folder;

	@BeforeEach
	void makeFolder(@TempDir Path root) {
		folder = new Folder(root);
	}

	private static byte[] resource(String name) throws IOException {
		try (InputStream in = CellposeFormatTest.class.getResourceAsStream("cellpose/" + name)) {
			return in.readAllBytes();
		}
	}

	private void labels(String name, String place) throws IOException {
		folder.image("x.tif");
		Path file = folder.root().resolve(place);
		Files.createDirectories(file.getParent());
		Files.write(file, resource(name));
	}

	private static int[] masks() throws IOException {
		return Arrays.stream(new String(resource("masks.txt"), StandardCharsets.UTF_8).strip().split("\\s+")).mapToInt(Integer::parseInt).toArray();
	}

	@ParameterizedTest
	@ValueSource(strings = { "new", "int64", "big_endian", "fortran", "one_plane", "numpy1", "evil" })
	void the_masks_are_read_whatever_their_numbers(String name) throws IOException {
		labels(name + "_seg.npy", "labels/x_seg.npy");
		assertThat(folder.only().instances()).isEqualTo(masks());
		assertThat(folder.open().images().get(0).source().format()).isEqualTo("Cellpose _seg.npy");
	}

	/** Where Cellpose leaves them. */
	@Test
	void masks_beside_the_images_count_where_there_are_no_other_labels() throws IOException {
		labels("new_seg.npy", "images/x_seg.npy");
		assertThat(folder.only().instances()).isEqualTo(masks());
		folder.image("labels/x.tif", new ByteProcessor(20, 12));
		assertThat(folder.only().instances()).containsOnly(0);
	}

	@ParameterizedTest
	@CsvSource({ "stack,masks of one plane are expected", "float,whole numbers are expected", "no_masks,there is outlines",
		"plain,a pickled dictionary is expected" })
	void what_has_no_masks_of_one_plane_is_refused(String name, String sentence) throws IOException {
		labels(name + "_seg.npy", "labels/x_seg.npy");
		folder.refuses("x_seg.npy", sentence);
	}

	@Test
	void masks_of_another_size_are_refused() throws IOException {
		folder.image("images/x.tif", new ByteProcessor(21, 12));
		Files.createDirectories(folder.root().resolve("labels"));
		Files.write(folder.root().resolve("labels/x_seg.npy"), resource("new_seg.npy"));
		assertThatThrownBy(() -> folder.open().images().get(0).annotations()).hasMessageContaining("Expected masks of 21x12").hasMessageContaining("got 20x12");
	}

	@Test
	void damage_is_a_sentence_and_never_anything_else() throws IOException {
		byte[] whole = resource("new_seg.npy");
		Path file = folder.root().resolve("x_seg.npy");
		Random random = new Random(5);
		int refused = 0;
		for (int i = 0; i < 3000; i++) {
			byte[] damaged = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
			for (int n = 0; n < 4 && i % 3 > 0; n++) {
				damaged[random.nextInt(i % 2 == 0 ? whole.length : 400)] = (byte) random.nextInt(256);
			}
			Files.write(file, damaged);
			try {
				assertThat(CellposeMasks.read(file).ids()).hasSizeLessThanOrEqualTo(whole.length);
			}
			catch (ImageFileException e) {
				refused++;
				assertThat(e.getMessage()).contains("x_seg.npy").endsWith(".");
			}
		}
		assertThat(refused).isBetween(1000, 2990);
	}
}
