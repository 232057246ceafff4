package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.predict.PercentilesTest.Pixels;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** Resampling against its definition, computed densely in double precision. */
class ScaledSourceTest {

	private static Pixels noise(int channels, int width, int height) {
		Random random = new Random(width);
		float[] values = new float[channels * width * height];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextFloat();
		}
		return new Pixels(values, channels, width);
	}

	private static float[] read(TileSource source, Region region) {
		float[] values = new float[(int) region.area() * source.channels()];
		source.read(region, values);
		return values;
	}

	private static float[] readAll(TileSource source) {
		return read(source, new Region(0, 0, (int) source.width(), (int) source.height()));
	}

	/** Every pixel of the image, continued far beyond its edges, with its weight. */
	private static double reference(Pixels image, double factor, int x, int y, int channel) {
		double radius = Math.max(1, 1 / factor);
		double sum = 0;
		double weights = 0;
		for (int row = -20; row < image.height() + 20; row++) {
			double wy = Math.max(0, 1 - Math.abs(row + 0.5 - (y + 0.5) / factor) / radius);
			for (int column = -20; wy > 0 && column < image.width() + 20; column++) {
				double w = wy * Math.max(0, 1 - Math.abs(column + 0.5 - (x + 0.5) / factor) / radius);
				int cx = (int) Math.max(0, Math.min(image.width() - 1, column));
				int cy = (int) Math.max(0, Math.min(image.height() - 1, row));
				sum += w * image.values()[(int) (cy * image.width() + cx) * image.channels() + channel];
				weights += w;
			}
		}
		return sum / weights;
	}

	@ParameterizedTest
	@CsvSource({ "1, 0.5", "1, 0.3", "2, 0.77", "1, 1.5", "3, 2", "1, 3.3", "1, 0.0625" })
	void equals_its_definition(int channels, double factor) {
		Pixels image = noise(channels, 37, 29);
		ScaledSource scaled = new ScaledSource(image, factor);
		float[] found = readAll(scaled);
		int i = 0;
		for (int y = 0; y < scaled.height(); y++) {
			for (int x = 0; x < scaled.width(); x++) {
				for (int c = 0; c < channels; c++) {
					double expected = reference(image, factor, x, y, c);
					assertThat((double) found[i++]).as("(" + x + ", " + y + ")").isCloseTo(expected, within(1e-5));
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.21, 0.5, 0.9, 1.7, 4 })
	void every_region_is_that_of_the_whole(double factor) {
		ScaledSource scaled = new ScaledSource(noise(2, 53, 41), factor);
		float[] whole = readAll(scaled);
		int width = (int) scaled.width();
		int height = (int) scaled.height();
		Random random = new Random(3);
		for (int n = 0; n < 40; n++) {
			int x = random.nextInt(width);
			int y = random.nextInt(height);
			Region region = new Region(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));
			float[] part = read(scaled, region);
			for (int i = 0; i < part.length; i++) {
				int row = i / 2 / region.width();
				assertThat(part[i]).isEqualTo(whole[((y + row) * width + x + i / 2 % region.width()) * 2 + i % 2]);
			}
		}
	}

	@Test
	void a_factor_of_one_changes_nothing() {
		Pixels image = noise(2, 31, 17);
		assertThat(readAll(new ScaledSource(image, 1))).isEqualTo(image.values());
	}

	@ParameterizedTest
	@CsvSource({ "0.5, 51, 26", "0.1, 11, 6", "2, 202, 102", "0.0625, 7, 4", "16, 1616, 816" })
	void every_pixel_is_covered_and_no_more(double factor, int width, int height) {
		ScaledSource scaled = new ScaledSource(noise(1, 101, 51), factor);
		assertThat(scaled.width()).isEqualTo(width);
		assertThat(scaled.height()).isEqualTo(height);
	}

	@Test
	void rounding_of_the_factor_adds_no_pixel() {
		assertThat(new ScaledSource(noise(1, 1000, 3), 0.1).width()).isEqualTo(100);
		assertThat(new ScaledSource(noise(1, 30, 3), 0.65 / 0.325).width()).isEqualTo(60);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 0.25, 0.1, 0.4 })
	void shrinking_keeps_the_mean(double factor) {
		Pixels image = noise(1, 400, 400);
		assertThat(mean(readAll(new ScaledSource(image, factor)))).isCloseTo(mean(image.values()), within(2e-3));
	}

	private static double mean(float[] values) {
		double sum = 0;
		for (float value : values) {
			sum += value;
		}
		return sum / values.length;
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.25, 0.5, 0.8, 1.3, 2, 3 })
	void a_wave_stays_in_place(double factor) {
		float[] wave = new float[400];
		for (int x = 0; x < wave.length; x++) {
			wave[x] = (float) Math.sin((x + 0.5) * 2 * Math.PI / 80);
		}
		float[] found = readAll(new ScaledSource(new Pixels(wave, 1, 400), factor));
		double sin = 0;
		double cos = 0;
		int period = (int) (80 * factor);
		for (int x = period; x < found.length - period; x++) {
			sin += found[x] * Math.sin((x + 0.5) * 2 * Math.PI / 80 / factor);
			cos += found[x] * Math.cos((x + 0.5) * 2 * Math.PI / 80 / factor);
		}
		double shift = Math.atan2(cos, sin) / (2 * Math.PI) * 80;
		assertThat(shift).as("pixels of the image").isCloseTo(0, within(0.05));
	}

	/** A tile of 768 pixels at 1/16 covers 12,288 × 12,288 pixels. */
	@Test
	void a_much_larger_image_is_read_in_parts() {
		long[] largest = { 0 };
		TileSource image = new TileSource() {

			@Override
			public int channels() {
				return 1;
			}

			@Override
			public long width() {
				return 20_000;
			}

			@Override
			public long height() {
				return 3000;
			}

			@Override
			public void read(Region region, float[] target) {
				largest[0] = Math.max(largest[0], region.area());
				Arrays.fill(target, 3);
			}
		};
		assertThat(read(new ScaledSource(image, 0.0625), new Region(3, 0, 1000, 188))).containsOnly(3);
		assertThat(largest[0]).isLessThanOrEqualTo(1 << 20);
	}

	@Test
	void a_fine_stripe_pattern_is_averaged_away() {
		float[] stripes = new float[200];
		for (int x = 0; x < stripes.length; x++) {
			stripes[x] = x % 2;
		}
		float[] found = readAll(new ScaledSource(new Pixels(stripes, 1, 200), 0.25));
		for (int x = 1; x < found.length - 1; x++) {
			assertThat(found[x]).isCloseTo(0.5f, within(1e-5f));
		}
	}
}
