package sc.fovea.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fovea.data.Sample;

/** Values on the axes are what their definition says, over all pixels of all samples. */
class ColourAxesTest {

	private static final int SIDE = 16;
	private static final double SPREAD = ColourAxes.DEVIATION * ColourAxes.DEVIATION;

	private interface Pixel {

		float[] of(double bright, double hue, double noise);
	}

	private static Sample sample(long seed, Pixel pixel) {
		SplittableRandom random = new SplittableRandom(seed);
		float[] pixels = new float[SIDE * SIDE * 3];
		for (int i = 0; i < SIDE * SIDE; i++) {
			System.arraycopy(pixel.of(random.nextDouble(), random.nextDouble(), random.nextDouble()), 0, pixels, 3 * i, 3);
		}
		return new Sample("s" + seed, SIDE, SIDE, 3, pixels, new int[SIDE * SIDE]);
	}

	private static double[][] values(ColourAxes axes, List<Sample> samples) {
		double[][] values = new double[3][samples.size() * SIDE * SIDE];
		for (int k = 0; k < values[0].length; k++) {
			float[] pixels = samples.get(k / (SIDE * SIDE)).pixels();
			for (int i = 0; i < 3; i++) {
				values[i][k] = axes.bias()[i];
				for (int c = 0; c < 3; c++) {
					values[i][k] += axes.kernel()[i][c] * pixels[k % (SIDE * SIDE) * 3 + c];
				}
			}
		}
		return values;
	}

	private static double mean(double[] a, double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += a[i] * b[i] / a.length;
		}
		return sum;
	}

	@Test
	void colours_have_mean_0_and_one_deviation_and_do_not_go_together_on_the_axes() {
		Pixel stain = (bright, hue,
			noise) -> new float[] { (float) (0.2 + 0.6 * bright), (float) (0.7 * bright + 0.2 * hue), (float) (0.9 * bright + 0.05 * noise) };
		List<Sample> samples = List.of(sample(1, stain), sample(2, stain));
		double[][] values = values(ColourAxes.of(samples), samples);
		double[] ones = new double[values[0].length];
		Arrays.fill(ones, 1);
		for (int i = 0; i < 3; i++) {
			assertThat(mean(values[i], ones)).isCloseTo(0, within(1e-5));
			for (int j = 0; j < 3; j++) {
				assertThat(mean(values[i], values[j])).isCloseTo(i == j ? SPREAD : 0, within(1e-4));
			}
		}
	}

	@Test
	void the_first_axis_grows_with_brightness() {
		ColourAxes axes = ColourAxes
			.of(List.of(sample(1, (bright, hue, noise) -> new float[] { (float) bright, (float) (0.8 * bright), (float) (0.5 * bright) })));
		assertThat(axes.kernel()[0]).satisfies(kernel -> {
			for (double share : kernel) {
				assertThat(share).isPositive();
			}
		});
	}

	@Test
	void what_is_a_hundredth_as_strong_is_not_made_strong() {
		Pixel nearlyGrey = (bright, hue, noise) -> new float[] { (float) bright, (float) (bright + 1e-3 * hue), (float) bright };
		List<Sample> samples = List.of(sample(1, nearlyGrey));
		double[][] values = values(ColourAxes.of(samples), samples);
		assertThat(mean(values[0], values[0])).isCloseTo(SPREAD, within(1e-4));
		assertThat(mean(values[1], values[1])).isLessThan(0.01 * SPREAD);
		assertThat(mean(values[2], values[2])).isLessThan(1e-6);
	}

	@Test
	void images_of_one_colour_have_no_contrast_and_stay_finite() {
		List<Sample> samples = List.of(sample(1, (bright, hue, noise) -> new float[] { 0.5f, 0.25f, 1 }));
		ColourAxes axes = ColourAxes.of(samples);
		for (double[] axis : values(axes, samples)) {
			assertThat(axis).containsExactly(new double[axis.length], within(0.01));
		}
		assertThat(Arrays.stream(axes.bias()).map(Math::abs).max().orElseThrow()).isLessThan(1e6);
	}
}
