package sc.fovea.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sc.fovea.image.ConnectedComponents;
import sc.fovea.image.ConnectedComponents.Connectivity;

class SuperpixelsTest {

	private static float[] halves(int width, int height, double noise) {
		SplittableRandom random = new SplittableRandom(1);
		float[] plane = new float[width * height];
		for (int i = 0; i < plane.length; i++) {
			plane[i] = (float) ((i % width < 37 ? 0.2 : 0.8) + noise * (random.nextDouble() - 0.5));
		}
		return plane;
	}

	@Test
	void regions_are_connected_cover_the_image_and_have_about_the_size_that_is_asked_for() {
		Superpixels superpixels = Superpixels.of(new float[][] { halves(80, 60, 0.3) }, 80, 10, 0.2);
		int[] sizes = superpixels.sizes();
		assertThat(sizes).hasSize(superpixels.count());
		assertThat(Arrays.stream(sizes).sum()).isEqualTo(80 * 60);
		assertThat(superpixels.count()).isBetween(36, 80);
		int[] ids = Arrays.stream(superpixels.labels()).map(label -> label + 1).toArray();
		assertThat(ConnectedComponents.ofValues(ids, 80, Connectivity.FOUR).count()).isEqualTo(superpixels.count());
	}

	@Test
	void borders_follow_an_edge() {
		Superpixels superpixels = Superpixels.of(new float[][] { halves(80, 60, 0.02) }, 80, 10, 0.2);
		int[] left = new int[superpixels.count()];
		for (int i = 0; i < superpixels.labels().length; i++) {
			if (i % 80 < 37) left[superpixels.labels()[i]]++;
		}
		int[] sizes = superpixels.sizes();
		for (int k = 0; k < sizes.length; k++) {
			assertThat(left[k] == 0 || left[k] == sizes[k]).as("region %d, %d of %d pixels on the left", k, left[k], sizes[k]).isTrue();
		}
	}
}
