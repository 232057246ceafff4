package sc.fovea.job.alike;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.util.List;
import org.junit.jupiter.api.Test;
import sc.fovea.image.Hyperstack;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Region;

class ExemplarPlaneTest {

	private static final int WIDTH = 1000;
	private static final int HEIGHT = 800;

	private static ExemplarPlane plane(int[]... squares) {
		int[] ids = new int[WIDTH * HEIGHT];
		for (int k = 0; k < squares.length; k++) {
			for (int i = 0; i < 20 * 20; i++) {
				ids[(squares[k][1] + i / 20) * WIDTH + squares[k][0] + i % 20] = k + 1;
			}
		}
		return new ExemplarPlane(ImageSource.of(Hyperstack.of(new ImagePlus("", new ByteProcessor(WIDTH, HEIGHT))), 0, 0), ids);
	}

	@Test
	void exemplars_that_lie_near_share_a_part_and_others_have_their_own_within_the_plane() {
		assertThat(plane(new int[] { 100, 100 }, new int[] { 140, 100 }, new int[] { 900, 700 }).parts())
			.isEqualTo(List.of(new Region(0, 0, 384, 384), new Region(616, 416, 384, 384)));
	}

	@Test
	void an_exemplar_that_a_part_cuts_is_none_there() {
		ExemplarPlane plane = plane(new int[] { 100, 100 }, new int[] { 375, 100 });
		int[] ids = plane.ids(new Region(0, 0, 384, 384));
		assertThat(ids[105 * 384 + 105]).isEqualTo(1);
		assertThat(ids[105 * 384 + 380]).isZero();
	}

	@Test
	void resampled_exemplars_keep_their_share_of_the_plane() {
		ExemplarPlane plane = plane(new int[] { 100, 100 });
		ExemplarPlane half = plane.scaled(ImageSource.of(Hyperstack.of(new ImagePlus("", new ByteProcessor(WIDTH / 2, HEIGHT / 2))), 0, 0), 0.5);
		assertThat(half.area()).isEqualTo(100);
		assertThat(half.ids()[50 * WIDTH / 2 + 50]).isEqualTo(1);
	}
}
