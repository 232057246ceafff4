package sc.fovea.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.train.loop.Example;
import sc.fovea.train.loop.Example.Marks;

class ExamplePictureTest {

	private static final int TRUE = 0xe69f00;
	private static final int FOUND = 0x56b4e9;

	private static Example example(Marks truth, Marks found) {
		return new Example(new Sample("a", 20, 20, 1, new float[400], new int[400]), truth, found);
	}

	/** A square of labels. */
	private static Marks square(int from, int to) {
		int[] labels = new int[400];
		for (int y = from; y < to; y++) {
			for (int x = from; x < to; x++) {
				labels[y * 20 + x] = 7;
			}
		}
		return Marks.of(labels);
	}

	/** Pixels of a colour below the heading, in columns from and to. */
	private static int count(BufferedImage picture, int colour, int from, int to) {
		int count = 0;
		for (int y = 20; y < picture.getHeight(); y++) {
			for (int x = from; x < to; x++) {
				count += (picture.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
			}
		}
		return count;
	}

	/** The square of an example is 152 pixels wide, so that a pixel of the image is 7.6 of them, and 10 of them 76. */
	@Test
	void outlines_of_both_are_drawn_in_their_colours() {
		BufferedImage picture = ExamplePicture.of(List.of(example(square(2, 12), square(6, 16))), 640);
		assertThat(picture.getWidth()).isEqualTo(640);
		assertThat(picture.getHeight()).isEqualTo(ExamplePicture.height(640));
		assertThat(count(picture, FOUND, 0, 160)).isBetween(4 * 72, 4 * 78);
		assertThat(count(picture, TRUE, 0, 160)).isBetween(4 * 72 - 4, 4 * 78);
		assertThat(count(picture, TRUE, 165, 640) + count(picture, FOUND, 165, 640)).isZero();
	}

	@Test
	void boxes_are_drawn_and_four_examples_at_most() {
		Marks box = Marks.of(List.of(LabelledBox.of("a", new Box(2, 2, 10, 10))));
		Example one = example(box, Marks.of(List.of()));
		BufferedImage picture = ExamplePicture.of(List.of(one, one, one, one, one), 640);
		for (int i = 0; i < 4; i++) {
			assertThat(count(picture, TRUE, 158 * i, 158 * (i + 1))).as("example %d", i).isBetween(3 * 4 * 70, 3 * 4 * 82);
		}
	}

	@Test
	void what_is_not_known_has_no_outline() {
		int[] unknown = new int[400];
		java.util.Arrays.fill(unknown, 0, 200, Sample.IGNORED);
		BufferedImage picture = ExamplePicture.of(List.of(example(Marks.of(unknown), Marks.of(new int[400]))), 640);
		assertThat(count(picture, TRUE, 0, 640) + count(picture, FOUND, 0, 640)).isZero();
	}

	/** Words are black below the picture. */
	@Test
	void classes_are_written_below() {
		int empty = count(ExamplePicture.of(List.of(example(Marks.of(""), Marks.of(""))), 640), 0, 0, 160);
		int named = count(ExamplePicture.of(List.of(example(Marks.of("lymphocyte"), Marks.of("monocyte 0.61"))), 640), 0, 0, 160);
		assertThat(named).isGreaterThan(empty + 30);
	}
}
