package sc.fovea.predict.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** On discs whose size is known. */
class ObjectSizeTest {

	@ParameterizedTest
	@CsvSource({ "8, 200", "20, 400", "60, 900", "100, 1000", "60, 1500" })
	void the_diameter_of_discs_is_found(double diameter, int side) {
		Optional<ObjectSize> size = ObjectSize.of(discs(diameter, side, 1, 0.05), true);
		assertThat(size.orElseThrow().typical()).isCloseTo(diameter, Percentage.withPercentage(15));
		assertThat(size.orElseThrow().large()).isCloseTo(diameter, Percentage.withPercentage(20));
	}

	@Test
	void noise_in_an_empty_part_of_a_large_image_is_no_object() {
		TileSource discs = discs(100, 2000, 1, 0.02);
		TileSource half = new Plane(2000, 1, (x, y) -> x < 900 ? value(discs, x, y) : 0.1f + 0.02f * ((x * 31 + y * 17) % 5));
		assertThat(ObjectSize.of(half, true).orElseThrow().typical()).isCloseTo(100, Percentage.withPercentage(15));
	}

	@Test
	void dark_objects_are_measured_where_the_model_knows_dark_ones() {
		TileSource bright = discs(20, 400, 1, 0);
		TileSource dark = new Plane(400, 1, (x, y) -> 1 - value(bright, x, y));
		assertThat(ObjectSize.of(dark, false)).isEqualTo(ObjectSize.of(bright, true));
	}

	@Test
	void the_first_channel_counts() {
		TileSource grey = discs(20, 400, 1, 0);
		TileSource colour = new Plane(400, 3, (x, y) -> x % 3 == 0 ? value(grey, x / 3, y) : (float) Math.sin(x + y));
		assertThat(ObjectSize.of(colour, true)).isEqualTo(ObjectSize.of(grey, true));
	}

	@Test
	void an_empty_image_has_no_objects() {
		assertThat(ObjectSize.of(new Plane(300, 1, (x, y) -> 0.3f), true)).isEmpty();
		assertThat(ObjectSize.of(new Plane(1, 1, (x, y) -> 0.3f), true)).isEmpty();
	}

	@Test
	void otsu_separates_two_values() {
		float[] values = { 0.1f, 0.1f, 0.11f, 0.9f, 0.88f };
		assertThat(Otsu.threshold(values).orElseThrow()).isBetween(0.11, 0.88);
		assertThat(Otsu.threshold(new float[] { 0.5f, 0.5f })).isEmpty();
	}

	@Test
	void chords_count_by_their_length_and_not_where_the_edge_cuts_them() {
		Chords chords = new Chords();
		boolean[] mask = new boolean[100];
		for (int i : new int[] { 32, 33, 34, 50, 51 })
			mask[i] = true;
		chords.add(mask, 10);
		assertThat(chords.pixels()).isEqualTo(3 + 3 + 2);
		assertThat(chords.quantile(1)).isCloseTo(3, within(0.51));
	}

	@Test
	void smoothing_is_that_of_the_binomial_of_four() {
		float[] plane = new float[49];
		plane[24] = 256;
		Smoothing.apply(plane, 7);
		assertThat(plane[24]).isEqualTo(36);
		assertThat(plane[22]).isEqualTo(6);
		assertThat(plane[8]).isEqualTo(1);
		float sum = 0;
		for (float value : plane)
			sum += value;
		assertThat(sum).isEqualTo(256);
	}

	private static TileSource discs(double diameter, int side, int channels, double noise) {
		Random random = new Random(1);
		double pitch = 1.6 * diameter;
		float[] values = new float[side * side];
		for (int i = 0; i < values.length; i++) {
			double dx = (i % side) % pitch - pitch / 2;
			double dy = (i / side) % pitch - pitch / 2;
			values[i] = (float) ((Math.hypot(dx, dy) < diameter / 2 ? 0.9 : 0.1) + noise * random.nextGaussian());
		}
		return new Plane(side, channels, (x, y) -> values[y * side + x]);
	}

	private static float value(TileSource source, int x, int y) {
		float[] value = new float[1];
		source.read(new Region(x, y, 1, 1), value);
		return value[0];
	}

	private interface Value {

		/** @param x column times channels, and the channel */
		float at(int x, int y);
	}

	private record Plane(long width, int channels, Value value) implements TileSource {

		Plane(int side, int channels, Value value) {
			this((long) side, channels, value);
		}

		@Override
		public long height() {
			return width;
		}

		@Override
		public void read(Region region, float[] target) {
			for (int y = 0, i = 0; y < region.height(); y++) {
				for (int x = 0; x < region.width() * channels; x++, i++) {
					target[i] = value.at((int) region.x() * channels + x, (int) region.y() + y);
				}
			}
		}
	}
}
