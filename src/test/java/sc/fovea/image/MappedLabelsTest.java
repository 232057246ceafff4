package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedLabelsTest {

	private static final PixelSize SIZE = new PixelSize(0.325, 0.1625, 2.5, "µm");

	@TempDir
	Path folder;

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 200, 65_535, 65_536, 1 << 24 })
	void ImageJ_reads_what_was_written_row_by_row(int largest) throws IOException {
		Path target = folder.resolve("Präparat 1_labels.tif");
		int[] labels = new Random(1).ints(37 * 23, 0, largest + 1).toArray();
		labels[100] = largest;
		try (MappedLabels mapped = MappedLabels.create(target, 37, 23, SIZE)) {
			for (int y = 22; y >= 0; y--)
				mapped.writeRow(y, Arrays.copyOfRange(labels, y * 37, y * 37 + 37));
			int[] row = new int[37];
			mapped.readRow(5, row);
			assertThat(row).isEqualTo(Arrays.copyOfRange(labels, 5 * 37, 6 * 37));
			assertThat(mapped.largestId()).isEqualTo(largest);
			assertThat(target).doesNotExist();
			mapped.commit();
		}
		ImagePlus image = ImageFiles.open(target);
		assertThat(image.getBitDepth()).isEqualTo(largest <= 65_535 ? 16 : 32);
		assertThat(LabelImage.ids(image.getProcessor())).isEqualTo(labels);
		assertThat(PixelSize.of(image)).usingRecursiveComparison().withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
			.isEqualTo(SIZE);
		assertThat(image.getDisplayRangeMax()).isEqualTo(Math.max(255, largest));
		assertThat(image.getProcessor().getLut().getRGB(7)).isEqualTo(Glasbey.lut().getRGB(7));
		assertThat(names()).containsExactly("Präparat 1_labels.tif");
	}

	@Test
	void without_commit_nothing_is_left() throws IOException {
		try (MappedLabels mapped = MappedLabels.create(folder.resolve("a.tif"), 8, 8, SIZE)) {
			mapped.writeRow(0, new int[8]);
			assertThat(names()).hasSize(2).allMatch(name -> name.startsWith(".fovea-"));
		}
		assertThat(names()).isEmpty();
	}

	@Test
	void bands_are_rows_together() throws IOException {
		try (MappedLabels mapped = MappedLabels.create(folder.resolve("a.tif"), 2, 4, SIZE)) {
			mapped.writeRows(1, new int[] { 1, 2, 3, 4 });
			int[] band = new int[8];
			mapped.readRows(0, band);
			assertThat(band).containsExactly(0, 0, 1, 2, 3, 4, 0, 0);
			assertThatThrownBy(() -> mapped.readRows(3, new int[4])).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("3 to 4");
			assertThatThrownBy(() -> mapped.writeRow(0, new int[4])).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("4");
		}
	}

	@Test
	void a_negative_id_leaves_nothing() throws IOException {
		try (MappedLabels mapped = MappedLabels.create(folder.resolve("a.tif"), 1, 1, SIZE)) {
			mapped.writeRow(0, new int[] { -1 });
			assertThatThrownBy(mapped::commit).hasMessageContaining("-1");
		}
		assertThat(names()).isEmpty();
	}

	@Test
	void what_a_tiff_cannot_hold_is_said_before_the_work() {
		assertThatThrownBy(() -> MappedLabels.create(folder.resolve("a.tif"), 60_000, 60_000, SIZE)).isInstanceOf(ImageFileException.class)
			.hasMessageContaining("4 GB");
	}
}
