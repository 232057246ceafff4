package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaneSheetTest {

	/** Planes whose only object is one row longer in each: its colour tells the plane. */
	private static ImagePlus image(int planes, int side) {
		ImageStack stack = new ImageStack(side, side);
		for (int i = 0; i < planes; i++)
			stack.addSlice(new ByteProcessor(side, side));
		ImagePlus image = new ImagePlus("stack", stack);
		image.setDimensions(1, planes, 1);
		return image;
	}

	private static BufferedImage sheet(int planes, int side) {
		List<PlaneIndex> places = IntStream.range(0, planes).mapToObj(z -> new PlaneIndex(0, z, 0)).toList();
		List<int[]> labels = new ArrayList<>();
		for (int i = 0; i < planes; i++) {
			int[] ids = new int[side * side];
			ids[0] = i + 1;
			labels.add(ids);
		}
		return PlaneSheet.of(image(planes, side), places, labels);
	}

	private static int corner(BufferedImage sheet, int row, int column, int side) {
		return sheet.getRGB(column * side, row * (side + 20) + 20) & 0xffffff;
	}

	@Test
	void planes_lie_in_rows_in_their_order() {
		BufferedImage sheet = sheet(5, 40);
		assertThat(new int[] { sheet.getWidth(), sheet.getHeight() }).containsExactly(120, 120);
		for (int i = 0; i < 5; i++)
			assertThat(corner(sheet, i / 3, i % 3, 40)).as("plane %d", i).isEqualTo(Glasbey.colour(i + 1) & 0xffffff);
		assertThat(corner(sheet, 1, 2, 40)).as("no sixth plane").isZero();
	}

	@Test
	void each_plane_has_its_slice_above_it_where_there_are_letters() {
		assumeTrue(PlaneSheet.HAS_LETTERS);
		BufferedImage sheet = sheet(5, 40);
		for (int i = 0; i < 5; i++) {
			int left = i % 3 * 40, top = i / 3 * 60;
			assertThat(IntStream.range(0, 40 * 20).anyMatch(k -> (sheet.getRGB(left + k % 40, top + k / 40) & 0xffffff) != 0)).as("plane %d", i).isTrue();
		}
	}

	@Test
	void of_many_planes_sixteen_are_shown_with_the_first_and_the_last() {
		BufferedImage sheet = sheet(61, 30);
		assertThat(new int[] { sheet.getWidth(), sheet.getHeight() }).containsExactly(120, 200);
		for (int i = 0; i < 16; i++)
			assertThat(corner(sheet, i / 4, i % 4, 30)).as("place %d", i).isEqualTo(Glasbey.colour(4 * i + 1) & 0xffffff);
	}

	@Test
	void a_single_plane_is_shown_alone_and_large_ones_are_shrunk() {
		assertThat(sheet(1, 40).getHeight()).isEqualTo(40);
		BufferedImage sheet = sheet(2, 3000);
		assertThat(new int[] { sheet.getWidth(), sheet.getHeight() }).containsExactly(4096, 2068);
	}
}
