package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ij.process.ImageProcessor;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;

import sc.fovea.image.Hyperstack;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** Labels as images of ImgLib2: those in memory, and those of the caller. */
class LabelIntervalTest {

	private static final int WIDTH = 90;
	private static final int HEIGHT = 150;
	private static final int SLICES = 3;
	private static final int FRAMES = 2;

	private static Hyperstack stack() {
		return TestImages.stack(1, SLICES, FRAMES, IntStream.range(0, SLICES * FRAMES)
			.mapToObj(i -> TestImages.floats(TestImages.touching(WIDTH, HEIGHT, i), WIDTH)).toArray(ImageProcessor[]::new));
	}

	private static Segmenter segmenter() {
		return Tasks.installed().open(StarOracle.model(2), new StarOracle(2), new MemoryBudget(1L << 30), Segmenter.class);
	}

	private static void compare(RandomAccessibleInterval<? extends IntegerType<?>> found, Labels expected) {
		Cursor<? extends IntegerType<?>> cursor = Views.flatIterable(Views.zeroMin(found)).localizingCursor();
		int[] place = new int[found.numDimensions()];
		while (cursor.hasNext()) {
			int id = cursor.next().getInteger();
			cursor.localize(place);
			if (id != expected.plane(place[2], place[3])[place[1] * WIDTH + place[0]]) {
				assertThat(id).as(Arrays.toString(place)).isEqualTo(expected.plane(place[2], place[3])[place[1] * WIDTH + place[0]]);
			}
		}
	}

	static Stream<RandomAccessibleInterval<? extends IntegerType<?>>> targets() {
		long[] size = { WIDTH, HEIGHT, SLICES, FRAMES };
		return Stream.of(ArrayImgs.ints(size), ArrayImgs.longs(size), Views.translate(ArrayImgs.unsignedShorts(size), 7, -5, 1, 1_000_000_000_000L),
			new CellImgFactory<>(new IntType(), 32, 64, 2, 1).create(size),
			Views.permute(ArrayImgs.unsignedShorts(FRAMES, HEIGHT, SLICES, WIDTH), 0, 3));
	}

	@ParameterizedTest
	@MethodSource("targets")
	void labels_in_an_image_of_any_storage_are_those_in_memory(RandomAccessibleInterval<? extends IntegerType<?>> target) {
		try (Segmenter segmenter = segmenter()) {
			Labels labels = segmenter.segment(stack(), SegmentationOptions.STANDARD, Progress.none());
			assertThat(segmenter.segment(stack(), target, SegmentationOptions.STANDARD, Progress.none())).isEqualTo(labels.count()).isGreaterThan(30);
			compare(target, labels);
		}
	}

	@Test
	void labels_are_an_image_over_the_same_arrays() {
		try (Segmenter segmenter = segmenter()) {
			Labels labels = segmenter.segment(stack(), SegmentationOptions.STANDARD, Progress.none());
			Img<IntType> image = labels.image();
			assertThat(image.dimensionsAsLongArray()).containsExactly(WIDTH, HEIGHT, SLICES, FRAMES);
			compare(image, labels);
			image.getAt(5, 4, 2, 1).set(12_345);
			assertThat(labels.plane(2, 1)[4 * WIDTH + 5]).isEqualTo(12_345);
		}
	}

	@Test
	void dimensions_of_one_may_be_missing_at_the_end() {
		Hyperstack image = TestImages.image(TestImages.floats(TestImages.touching(WIDTH, HEIGHT, 1), WIDTH));
		try (Segmenter segmenter = segmenter()) {
			int[] expected = segmenter.segment(image, SegmentationOptions.STANDARD, Progress.none()).plane(0, 0);
			for (long[] size : List.of(new long[] { WIDTH, HEIGHT }, new long[] { WIDTH, HEIGHT, 1 }, new long[] { WIDTH, HEIGHT, 1, 1 })) {
				int[] ids = new int[WIDTH * HEIGHT];
				segmenter.segment(image, ArrayImgs.ints(ids, size), SegmentationOptions.STANDARD, Progress.none());
				assertThat(ids).isEqualTo(expected);
			}
		}
	}

	@Test
	void an_image_of_another_size_is_refused() {
		try (Segmenter segmenter = segmenter()) {
			for (long[] size : List.of(new long[] { WIDTH, HEIGHT }, new long[] { WIDTH, HEIGHT, FRAMES, SLICES },
				new long[] { WIDTH, HEIGHT, 1, SLICES, FRAMES },
				new long[] { WIDTH })) {
				assertThatThrownBy(() -> segmenter.segment(stack(), ArrayImgs.ints(size), SegmentationOptions.STANDARD, Progress.none()))
					.isInstanceOf(IllegalArgumentException.class)
					.hasMessage("Expected labels (x, y, z, t) of [90, 150, 3, 2] pixels, got " + Arrays.toString(size) + ".");
			}
		}
	}

	@Test
	void an_id_that_the_type_cannot_hold_is_refused() {
		LabelRows rows = LabelRows.of(ArrayImgs.unsignedBytes(3, 2));
		rows.write(0, 1, new int[] { 0, 1, 255 });
		assertThatThrownBy(() -> rows.write(0, 2, new int[] { 9, 9, 9, 9, 9, 256 })).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected labels of a type that holds 256, got UnsignedByteType, which ends at 255.");
		int[] read = new int[3];
		rows.read(0, 1, read);
		assertThat(read).containsExactly(0, 1, 255);
		assertThatThrownBy(() -> LabelRows.of(ArrayImgs.ints(3, 2, 1))).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected labels (x, y) of 1 to 2147483647 pixels along each side, got [3, 2, 1].");
	}

	@Test
	void rows_of_an_image_are_written_and_read_by_bands() {
		LabelRows rows = LabelRows.of(Views.translate(new CellImgFactory<>(new UnsignedShortType(), 2).create(3, 4), 10, 20));
		rows.write(1, 2, new int[] { 1, 2, 3, 4, 5, 6, 99, 99 });
		int[] read = { -1, -1, -1, -1, -1, -1, -1 };
		rows.read(2, 2, read);
		assertThat(read).containsExactly(4, 5, 6, 0, 0, 0, -1);
	}
}
