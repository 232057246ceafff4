package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import sc.fovea.geometry.Box;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/** Regions, cut out and warped. */
class RegionWarpTest {

	private static final int WIDTH = 37;
	private static final int HEIGHT = 29;

	private static Tensor noise(int channels) {
		SplittableRandom random = new SplittableRandom(1);
		float[] values = new float[WIDTH * HEIGHT * channels];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) random.nextDouble();
		}
		return Tensor.of(values, 1, HEIGHT, WIDTH, channels);
	}

	/** Every pixel of the image, continued far beyond its edge, with a weight that is the product of both axes'. */
	private static double slow(Tensor image, RegionWarp warp, Box box, int... place) {
		double stepX = box.width() / (warp.size() - 2 * warp.context());
		double stepY = box.height() / (warp.size() - 2 * warp.context());
		double x = box.x() + (place[1] + 0.5 - warp.context()) * stepX;
		double y = box.y() + (place[0] + 0.5 - warp.context()) * stepY;
		double sum = 0;
		double whole = 0;
		for (int row = -60; row < HEIGHT + 60; row++) {
			double down = Math.max(0, 1 - Math.abs(row + 0.5 - y) / Math.max(1, stepY));
			for (int column = -60; down > 0 && column < WIDTH + 60; column++) {
				double weight = down * Math.max(0, 1 - Math.abs(column + 0.5 - x) / Math.max(1, stepX));
				int pixel = Math.max(0, Math.min(HEIGHT - 1, row)) * WIDTH + Math.max(0, Math.min(WIDTH - 1, column));
				sum += weight * image.data()[pixel * image.channels() + place[2]];
				whole += weight;
			}
		}
		return sum / whole;
	}

	@Test
	void every_pixel_is_the_weighted_mean_that_the_formula_says() {
		Tensor image = noise(3);
		List<Box> boxes = List.of(new Box(0, 0, WIDTH, HEIGHT), new Box(3.3, 4.1, 5.2, 6.7), new Box(30, 1, 7, 28), new Box(0, 20, 37, 2.5),
			new Box(10, 10, 0.25, 0.5), new Box(-3, 25, 60, 3));
		for (RegionWarp warp : List.of(new RegionWarp(9, 2), new RegionWarp(16, 0), new RegionWarp(5, 1))) {
			Tensor crops = warp.warp(image, boxes);
			assertThat(crops.shape()).containsExactly(boxes.size(), warp.size(), warp.size(), 3);
			int at = 0;
			for (Box box : boxes) {
				for (int i = 0; i < warp.size() * warp.size() * 3; i++, at++) {
					double expected = slow(image, warp, box, i / 3 / warp.size(), i / 3 % warp.size(), i % 3);
					assertThat((double) crops.data()[at]).as("%s %s %d", warp, box, i).isCloseTo(expected, within(1e-5));
				}
			}
		}
	}

	@Test
	void a_region_of_the_size_of_the_square_is_copied() {
		Tensor image = noise(1);
		Tensor crop = new RegionWarp(8, 2).warp(image, List.of(new Box(10, 7, 4, 4)));
		for (int y = 0; y < 8; y++) {
			for (int x = 0; x < 8; x++) {
				assertThat(crop.data()[y * 8 + x]).isCloseTo(image.data()[(y + 5) * WIDTH + x + 8], within(1e-6f));
			}
		}
	}

	@Test
	void beyond_the_image_its_edge_goes_on() {
		Tensor image = noise(1);
		Tensor crop = new RegionWarp(8, 2).warp(image, List.of(new Box(0, 0, 4, 4)));
		assertThat(crop.data()[0]).isCloseTo(image.data()[0], within(1e-6f));
		assertThat(crop.data()[5]).isCloseTo(image.data()[3], within(1e-6f));
	}

	@Test
	void one_crop_of_a_batch_is_written_over_and_the_others_stay() {
		Tensor image = noise(2);
		RegionWarp warp = new RegionWarp(6, 1);
		List<Box> boxes = List.of(new Box(1, 2, 9, 8), new Box(20, 3, 15, 20));
		Tensor both = warp.warp(image, boxes);
		Tensor again = warp.warp(image, boxes);
		warp.warp(image, boxes.get(0), again, 1);
		assertThat(Stream.of(0, 1).map(i -> Arrays.copyOfRange(again.data(), i * 72, i * 72 + 72)))
			.allMatch(crop -> Arrays.equals(crop, Arrays.copyOf(both.data(), 72)));
	}

	@Test
	void no_region_gives_no_crop() {
		assertThat(new RegionWarp(6, 1).warp(noise(2), List.of()).shape()).containsExactly(0, 6, 6, 2);
	}

	@Test
	void what_cannot_be_warped_is_refused() {
		assertThatThrownBy(() -> new RegionWarp(8, 4)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("4 of 8");
		assertThatThrownBy(() -> new RegionWarp(8, -1)).isInstanceOf(IllegalArgumentException.class);
		RegionWarp warp = new RegionWarp(8, 1);
		assertThatThrownBy(() -> warp.warp(noise(1), List.of(new Box(3, 3, 0, 4)))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("width and height above 0");
		assertThatThrownBy(() -> warp.warp(Tensor.zeros(2, 4, 4, 1), List.of(new Box(0, 0, 1, 1)))).isInstanceOf(ShapeException.class);
		assertThatThrownBy(() -> warp.warp(noise(1), new Box(0, 0, 1, 1), Tensor.zeros(1, 8, 8, 3), 0)).isInstanceOf(ShapeException.class);
	}
}
