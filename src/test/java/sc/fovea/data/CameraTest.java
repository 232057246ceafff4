package sc.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraTest {

	private static final int COUNT = 200_000;

	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 4, 9.9, 10.1, 40, 300 })
	void photon_counts_follow_the_poisson_distribution(double mean) {
		int[] histogram = new int[1000];
		Noise noise = new Noise(1);
		for (int i = 0; i < COUNT; i++) {
			noise.at(i, 3);
			histogram[noise.poisson(mean)]++;
		}
		double probability = Math.exp(-mean), chiSquare = 0;
		int bins = 0;
		for (int k = 0; k < 900; k++, probability *= mean / k) {
			double expected = COUNT * probability;
			if (expected < 20) continue;
			chiSquare += (histogram[k] - expected) * (histogram[k] - expected) / expected;
			bins++;
		}
		assertThat(chiSquare).isLessThan(bins + 4 * Math.sqrt(2.0 * bins) + 4);
	}

	@Test
	void variance_grows_with_the_mean_as_the_gain_says() {
		Camera camera = new Camera(2.5, 100, 3, 16);
		double[] dim = meanAndVariance(camera, 20), bright = meanAndVariance(camera, 500);
		assertThat((bright[1] - dim[1]) / (bright[0] - dim[0])).isBetween(2.45, 2.55);
		assertThat(dim[0]).isBetween(149.8, 150.2);
		assertThat(dim[1]).isBetween(0.98 * (2.5 * 50 + 9 + 1 / 12.0), 1.02 * (2.5 * 50 + 9 + 1 / 12.0));
	}

	@Test
	void read_noise_is_normal() {
		double[] dark = meanAndVariance(new Camera(1, 1000, 20, 16), 0);
		assertThat(dark[0]).isBetween(999.8, 1000.2);
		assertThat(dark[1]).isBetween(394.0, 406.0);
		Noise noise = new Noise(4);
		int beyond = 0;
		for (int i = 0; i < COUNT; i++) {
			noise.at(0, i);
			if (noise.gaussian() > 1.959964) beyond++;
		}
		assertThat(beyond).isBetween(4720, 5280);
	}

	@Test
	void values_stop_at_the_ends_of_their_range() {
		Noise noise = new Noise(2);
		assertThat(new Camera(10, 0, 0, 8).expose(1000, noise)).isEqualTo(255);
		assertThat(new Camera(1000, 0, 0, 16).expose(1000, noise)).isEqualTo(65535);
		for (int i = 0; i < 100; i++)
			assertThat(new Camera(1, 0, 50, 8).expose(0, noise)).isNotNegative();
	}

	private static double[] meanAndVariance(Camera camera, double photons) {
		Noise noise = new Noise(9);
		double sum = 0, squares = 0;
		for (int i = 0; i < COUNT; i++) {
			noise.at(i % 500, i / 500);
			double value = camera.expose(photons, noise);
			sum += value;
			squares += value * value;
		}
		double mean = sum / COUNT;
		return new double[] { mean, squares / COUNT - mean * mean };
	}
}
