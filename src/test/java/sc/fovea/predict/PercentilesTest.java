package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.model.Normalisation;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** Percentiles against a sort of all values and NumPy's formula. */
public class PercentilesTest {

	private static final double[] PERCENT = { 0, 0.1, 1, 33.3, 50, 99.8, 100 };

	/** An image (H, W, C) in an array. */
	public record Pixels(float[] values, int channels, long width) implements TileSource {

		@Override
		public long height() {
			return values.length / channels / width;
		}

		@Override
		public void read(Region region, float[] target) {
			int length = region.width() * channels;
			for (int y = 0; y < region.height(); y++) {
				int from = (int) (((region.y() + y) * width + region.x()) * channels);
				System.arraycopy(values, from, target, y * length, length);
			}
		}
	}

	private static Pixels pixels(int channels, int width, int height, IntToDoubleFunction values) {
		float[] all = new float[channels * width * height];
		for (int i = 0; i < all.length; i++) {
			all[i] = (float) values.applyAsDouble(i);
		}
		return new Pixels(all, channels, width);
	}

	/** NumPy: {@code percentile(a, p)} with {@code method="linear"}. */
	private static double expected(Pixels image, int channel, double percent) {
		double[] sorted = new double[image.values.length / image.channels];
		Arrays.setAll(sorted, i -> image.values[i * image.channels + channel]);
		Arrays.sort(sorted);
		double rank = percent / 100 * (sorted.length - 1);
		int below = (int) rank;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] * (1 - (rank - below)) + sorted[above] * (rank - below);
	}

	private static void check(Pixels image, double tolerance) {
		double[][] found = Percentiles.of(image, PERCENT);
		assertThat(found).hasNumberOfRows(image.channels);
		for (int c = 0; c < image.channels; c++) {
			for (int p = 0; p < PERCENT.length; p++) {
				double expected = expected(image, c, PERCENT[p]);
				assertThat(found[c][p]).as(PERCENT[p] + " % of channel " + c).isCloseTo(expected, within(tolerance));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 256, 65536 })
	void whole_numbers_are_exact(int values) {
		Random random = new Random(values);
		check(pixels(1, 123, 457, i -> (int) (values * Math.pow(random.nextDouble(), 3))), 1e-9);
	}

	@Test
	void floats_are_exact_up_to_four_million() {
		Random random = new Random(1);
		check(pixels(1, 301, 211, i -> random.nextGaussian() * 1000), 1e-9);
	}

	@Test
	void negative_and_large_whole_numbers_are_exact() {
		Random random = new Random(2);
		check(pixels(1, 101, 77, i -> random.nextInt(200_000) - 100_000), 1e-9);
	}

	@Test
	void channels_are_separate() {
		Random random = new Random(3);
		check(pixels(3, 1500, 403, i -> switch (i % 3) {
			case 0 -> random.nextInt(256);
			case 1 -> -random.nextInt(70_000);
			default -> random.nextDouble();
		}), 1e-9);
	}

	@Test
	void of_more_than_four_million_floats_a_sample_is_enough() {
		Random random = new Random(4);
		Pixels image = pixels(1, 4096, 3100, i -> random.nextDouble());
		double[] found = Percentiles.of(image, 1, 50, 99.8)[0];
		assertThat(found[0]).isCloseTo(0.01, within(0.001));
		assertThat(found[1]).isCloseTo(0.5, within(0.001));
		assertThat(found[2]).isCloseTo(0.998, within(0.0005));
	}

	@Test
	void the_sample_sees_every_column_of_a_wide_image() {
		double[] stripes = Percentiles.of(pixels(1, 4096, 3100, i -> i % 2 + 0.5), 1, 99)[0];
		assertThat(stripes).containsExactly(0.5, 1.5);
		double[] ramp = Percentiles.of(pixels(1, 4096, 3100, i -> i % 4096 + 0.5), 1, 50, 99)[0];
		assertThat(ramp[0]).isCloseTo(40.96, within(3.0));
		assertThat(ramp[1]).isCloseTo(2048, within(3.0));
		assertThat(ramp[2]).isCloseTo(4055, within(3.0));
	}

	@ParameterizedTest
	@ValueSource(floats = { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY })
	void numbers_that_are_not_finite_are_filled_from_around_and_said(float value) {
		int hole = 2 * (50 * 100 + 37) + 1;
		Pixels image = pixels(2, 100, 110, i -> i == hole ? value : i % 2 == 0 ? 7 : 3);
		for (Normalisation normalisation : List.of(new Normalisation.None(), new Normalisation.Fixed(2, 0))) {
			List<String> notes = new ArrayList<>();
			float[] target = new float[image.values.length];
			Normaliser.apply(normalisation, image, notes::add).read(new Region(0, 0, 100, 110), target);
			assertThat(target[hole]).isEqualTo(normalisation instanceof Normalisation.None ? 3 : 6);
			assertThat(notes).singleElement().asString().startsWith("1 pixel values are no numbers");
		}
		Pixels nothing = pixels(2, 10, 10, i -> i % 2 == 0 ? 7 : value);
		assertThatThrownBy(() -> Normaliser.apply(new Normalisation.None(), nothing)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("none in channel 2");
	}

	/** A noisy image of 200 to 1000 with a bar at the limit. */
	private static Pixels withBar(int limit, int columns) {
		Random random = new Random(3);
		return pixels(1, 100, 100, i -> i / 100 >= 90 && i % 100 < columns ? limit : 200 + random.nextInt(800));
	}

	@Test
	void a_bar_at_the_limit_is_not_there_where_the_model_says_so() {
		Pixels image = withBar(65535, 30);
		float[] target = new float[10_000];
		List<String> notes = new ArrayList<>();
		Normaliser.apply(Normalisation.Percentile.robust(1, 99.8), image, notes::add).read(new Region(0, 0, 100, 100), target);
		for (float value : target) {
			assertThat(value).isBetween(-0.1f, 1.1f);
		}
		assertThat(notes).singleElement().asString().startsWith("300 pixel values lie at the limit");
		Normaliser.apply(new Normalisation.Percentile(1, 99.8), image).read(new Region(0, 0, 100, 100), target);
		assertThat(target[0]).as("as models before").isLessThan(0.02f);
	}

	@Test
	void what_is_filled_does_not_depend_on_tiles() {
		TileSource filled = Normaliser.apply(Normalisation.Percentile.robust(1, 99.8), withBar(65535, 30));
		float[] whole = new float[10_000];
		filled.read(new Region(0, 0, 100, 100), whole);
		float[] tile = new float[13 * 7];
		filled.read(new Region(20, 88, 13, 7), tile);
		for (int i = 0; i < tile.length; i++) {
			assertThat(tile[i]).isEqualTo(whole[(88 + i / 13) * 100 + 20 + i % 13]);
		}
	}

	@Test
	void many_pixels_at_the_limit_or_some_near_it_are_objects() {
		for (Pixels image : List.of(withBar(65535, 70), withBar(1023, 30))) {
			List<String> notes = new ArrayList<>();
			Normaliser.apply(Normalisation.Percentile.robust(1, 99.8), image, notes::add);
			assertThat(notes).isEmpty();
		}
	}

	private static float[] normalised(Pixels image) {
		float[] target = new float[image.values.length];
		Region all = new Region(0, 0, (int) image.width, (int) image.height());
		Normaliser.apply(new Normalisation.Percentile(1, 99.8), image).read(all, target);
		return target;
	}

	@Test
	void a_constant_image_becomes_zero() {
		assertThat(normalised(pixels(1, 20, 10, i -> 4711))).containsOnly(0);
		assertThat(normalised(pixels(1, 20, 10, i -> -0.3))).containsOnly(0);
	}

	@Test
	void few_bright_pixels_on_one_value_keep_their_contrast() {
		float[] found = normalised(pixels(1, 100, 100, i -> i % 1111 == 5 ? 255 : 10));
		for (int i = 0; i < found.length; i++) {
			assertThat(found[i]).isCloseTo(i % 1111 == 5 ? 1 : 0, within(1e-6f));
		}
	}

	@Test
	void percentiles_become_zero_and_one_in_each_channel() {
		Random random = new Random(5);
		Pixels image = pixels(2, 200, 150, i -> i % 2 == 0 ? random.nextInt(65536) : random.nextGaussian());
		Pixels found = new Pixels(normalised(image), 2, 200);
		for (int c = 0; c < 2; c++) {
			assertThat(expected(found, c, 1)).isCloseTo(0, within(1e-5));
			assertThat(expected(found, c, 99.8)).isCloseTo(1, within(1e-5));
		}
	}

	@Test
	void other_normalisations_are_their_formulas() {
		Pixels image = pixels(2, 3, 1, i -> i);
		float[] target = new float[6];
		Region all = new Region(0, 0, 3, 1);
		Normaliser.apply(new Normalisation.Fixed(2, -1), image).read(all, target);
		assertThat(target).containsExactly(-1, 1, 3, 5, 7, 9);
		Normaliser.apply(new Normalisation.MeanDeviation(List.of(1.0, 3.0), List.of(2.0, 4.0)), image).read(all, target);
		assertThat(target).containsExactly(-0.5f, -0.5f, 0.5f, 0, 1.5f, 0.5f);
		Normaliser.apply(new Normalisation.None(), image).read(all, target);
		assertThat(target).containsExactly(0, 1, 2, 3, 4, 5);
	}

	@Test
	void a_model_that_takes_255_for_white_refuses_what_is_brighter() {
		Pixels bytes = pixels(2, 3, 1, i -> 51 * i);
		Pixels more = pixels(2, 3, 1, i -> 51.2f * i);
		for (Normalisation white : List.of(new Normalisation.Fixed(1 / 255.0, 0), new Normalisation.Fixed(1 / 127.5, -1))) {
			assertThatCode(() -> Normaliser.apply(white, bytes)).doesNotThrowAnyException();
			assertThatThrownBy(() -> Normaliser.apply(white, more)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0 to 255")
				.hasMessageContaining("up to 256").hasMessageContaining("8 bits");
		}
		assertThatCode(() -> Normaliser.apply(new Normalisation.Fixed(1 / 4095.0, 0), more)).doesNotThrowAnyException();
	}
}
