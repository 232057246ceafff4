package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.MappedLabels;
import sc.fovea.image.PixelSize;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

class LabelRowsTest {

	private static final int WIDTH = 110;
	private static final int HEIGHT = 290;

	@TempDir
	private Path folder;

	@Test
	void rows_in_a_file_are_those_in_memory() throws IOException {
		Hyperstack image = TestImages.image(TestImages.floats(TestImages.touching(WIDTH, HEIGHT, 6), WIDTH));
		int[] expected = new int[WIDTH * HEIGHT];
		int count = segment(image, LabelRows.of(expected, WIDTH));
		Path file = folder.resolve("labels.tif");
		try (MappedLabels labels = MappedLabels.create(file, WIDTH, HEIGHT, PixelSize.PIXEL)) {
			assertThat(segment(image, LabelRows.of(labels))).isEqualTo(count).isGreaterThan(10);
			labels.commit();
		}
		float[] found = (float[]) ImageFiles.open(file).getProcessor().convertToFloatProcessor().getPixels();
		for (int i = 0; i < expected.length; i++) {
			assertThat(found[i]).isEqualTo(expected[i]);
		}
	}

	/** From 5 on, so that the ids are written, read and written again. */
	private static int segment(Hyperstack image, LabelRows rows) {
		try (Segmenter segmenter = Tasks.installed().open(StarOracle.model(2), new StarOracle(2), new MemoryBudget(1L << 30), Segmenter.class)) {
			return segmenter.segmentPlane(image, new Segmenter.Place(0, 0, 5), SegmentationOptions.STANDARD, rows, Progress.none());
		}
	}

	@Test
	void rows_are_read_as_they_were_written() throws IOException {
		try (MappedLabels labels = MappedLabels.create(folder.resolve("rows.tif"), 3, 4, PixelSize.PIXEL)) {
			for (LabelRows rows : List.of(LabelRows.of(new int[12], 3), LabelRows.of(labels))) {
				assertThat(rows.width()).isEqualTo(3);
				assertThat(rows.height()).isEqualTo(4);
				rows.write(1, 2, new int[] { 1, 2, 3, 4, 5, 6, 99, 99 });
				int[] read = { -1, -1, -1, -1, -1, -1, -1 };
				rows.read(2, 2, read);
				assertThat(read).containsExactly(4, 5, 6, 0, 0, 0, -1);
			}
		}
	}

	@Test
	void labels_have_a_plane_of_pixels_for_each_slice_and_frame() {
		int[] plane = new int[6];
		Labels labels = new Labels(3, 2, 2, 2, List.of(plane, plane, new int[] { 1, 0, 0, 0, 0, 0 }, plane), 1);
		assertThat(labels.plane(0, 1)[0]).isEqualTo(1);
		assertThatThrownBy(() -> new Labels(3, 2, 2, 1, List.of(plane), 0)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected 2 planes of 6 pixels, got 1.");
		assertThatThrownBy(() -> new Labels(2, 2, 1, 1, List.of(plane), 0)).isInstanceOf(IllegalArgumentException.class);
	}
}
