package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.process.FloatProcessor;
import ij.process.ShortProcessor;

import sc.fovea.data.Sample;

class UnmarkedObjectsTest {

	private static final int SIDE = 160;
	private static final int STEP = 20;
	private static final int RADIUS = 5;

	/** 64 discs on a grid, of which the first few are marked. @param marked number of them @param isBright whether discs are brighter than the ground */
	private static UnmarkedObjects look(int marked, boolean isBright) {
		return UnmarkedObjects.of(pixels(isBright), 1, labels(marked, 0), SIDE);
	}

	private static float[] pixels(boolean isBright) {
		Random random = new Random(3);
		float[] pixels = new float[SIDE * SIDE];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (isBright == disc(i) > 0 ? 100 : 40) + (float) random.nextGaussian() * 5;
		}
		return pixels;
	}

	/** Number of the disc at a pixel, from 1; 0 for none. */
	private static int disc(int i) {
		int x = i % SIDE;
		int y = i / SIDE;
		int dx = x % STEP - STEP / 2;
		int dy = y % STEP - STEP / 2;
		return dx * dx + dy * dy <= RADIUS * RADIUS ? y / STEP * (SIDE / STEP) + x / STEP + 1 : 0;
	}

	/** @param known rows that are annotated; 0 for all */
	private static int[] labels(int marked, int known) {
		int[] labels = new int[SIDE * SIDE];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = disc(i) <= marked ? disc(i) : 0;
			if (known > 0 && i / SIDE >= known) labels[i] = Sample.IGNORED;
		}
		return labels;
	}

	@Test
	void regions_like_the_marked_objects_are_counted() {
		assertThat(look(4, true)).isEqualTo(new UnmarkedObjects(4, 60));
		assertThat(look(4, false)).isEqualTo(new UnmarkedObjects(4, 60));
		assertThat(look(64, true)).isEqualTo(new UnmarkedObjects(64, 0));
		assertThat(look(0, true)).isEqualTo(new UnmarkedObjects(0, 0));
	}

	@Test
	void only_far_more_than_are_marked_are_said() {
		assertThat(look(4, true).arePartial()).isTrue();
		assertThat(look(60, true).arePartial()).isFalse();
		assertThat(look(64, false).arePartial()).isFalse();
	}

	@Test
	void what_nobody_annotated_does_not_count() {
		assertThat(UnmarkedObjects.of(pixels(true), 1, labels(8, STEP), SIDE)).isEqualTo(new UnmarkedObjects(8, 0));
	}

	@Test
	void regions_of_another_size_and_images_without_contrast_say_nothing() {
		int[] one = new int[SIDE * SIDE];
		for (int y = 0; y < 100; y++) {
			java.util.Arrays.fill(one, y * SIDE, y * SIDE + 100, 1);
		}
		assertThat(UnmarkedObjects.of(pixels(true), 1, one, SIDE).arePartial()).isFalse();
		assertThat(UnmarkedObjects.of(new float[SIDE * SIDE], 1, labels(4, 0), SIDE)).isEqualTo(new UnmarkedObjects(4, 0));
	}

	@Test
	void an_inspection_asks_for_annotated_regions(@TempDir Path root) throws IOException {
		Folder folder = new Folder(root).image("images/a.tif", new FloatProcessor(SIDE, SIDE, pixels(true)));
		ShortProcessor labels = new ShortProcessor(SIDE, SIDE);
		int[] ids = labels(4, 0);
		for (int i = 0; i < ids.length; i++) {
			labels.set(i, ids[i]);
		}
		folder.image("labels/a.tif", labels);
		DataReport report = DataTally.of(folder.open(), false, sentence -> {
			throw new AssertionError(sentence);
		});
		assertThat(report.lines()).last().asString().startsWith("Used as it is: 1 image in which many more objects look like the annotated ones")
			.contains("a region named annotated").endsWith(": 4, and 60 like them)");
		assertThat(DataTally.of(folder.open(), true, sentence -> {}).lines()).noneMatch(line -> line.contains("many more objects"));
	}
}
