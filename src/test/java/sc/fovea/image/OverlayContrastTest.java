package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counted values give the contrast that sorted ones give. */
class OverlayContrastTest {

	private static final int WIDTH = 61;
	private static final int HEIGHT = 47;

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 300, 65_536 })
	void the_darkest_and_brightest_few_of_a_thousand_are_cut_off(int values) {
		SplittableRandom random = new SplittableRandom(values);
		ShortProcessor whole = new ShortProcessor(WIDTH, HEIGHT);
		float[] sorted = new float[WIDTH * HEIGHT];
		for (int i = 0; i < sorted.length; i++) {
			whole.set(i, random.nextInt(values));
			sorted[i] = whole.get(i);
		}
		Arrays.sort(sorted);
		float dark = sorted[(int) ((sorted.length - 1) * 0.002)];
		float bright = sorted[(int) ((sorted.length - 1) * 0.998)];
		BufferedImage shown = background(whole);
		for (int i = 0; i < sorted.length; i++) {
			int grey = bright > dark ? Math.max(0, Math.min(255, Math.round((whole.get(i) - dark) * (255 / (bright - dark))))) : 0;
			assertThat(shown.getRGB(i % WIDTH, i / WIDTH) & 0xffffff).isEqualTo(0x010101 * grey);
		}
	}

	@ParameterizedTest
	@ValueSource(floats = { Float.NaN, 0.5f, -3, 70_000, Float.POSITIVE_INFINITY })
	void one_value_that_cannot_be_counted_does_not_change_the_others(float odd) {
		FloatProcessor pixels = new FloatProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			pixels.setf(i, i % 200);
		}
		BufferedImage before = background(pixels);
		pixels.setf(7, odd);
		BufferedImage after = background(pixels);
		for (int i = 8; i < WIDTH * HEIGHT; i++) {
			assertThat(after.getRGB(i % WIDTH, i / WIDTH)).isEqualTo(before.getRGB(i % WIDTH, i / WIDTH));
		}
	}

	private static BufferedImage background(ImageProcessor pixels) {
		return Overlays.background(new ImagePlus("pixels", pixels), PlaneIndex.FIRST);
	}
}
