package sc.fovea.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.LabelledPoint;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.ValueRange;
import sc.fovea.geometry.Box;

/** Changes of values, against their formulas; labels and bounds are not touched. */
class IntensityTest {

	private static final List<String> NAMES = List.of("brightness", "contrast", "gain", "gamma", "color_jitter", "grayscale", "stain_jitter", "inversion",
		"illumination", "blur", "gaussian_noise", "poisson_noise", "channel_drop", "channel_shuffle", "cutout");
	private static final int SIDE = 128;

	static Stream<String> names() {
		return NAMES.stream();
	}

	private static Pixels flat(float value, ValueRange range) {
		float[] values = new float[SIDE * SIDE];
		Arrays.fill(values, value);
		return Pixels.plane(SIDE, SIDE, values, range);
	}

	private static Pixels apply(IntensityMap map, Pixels pixels) {
		Pixels copy = new Pixels(pixels.extent(), pixels.values().clone(), pixels.range());
		map.apply(copy);
		return copy;
	}

	private static double mean(float[] values) {
		double sum = 0;
		for (float v : values) {
			sum += v;
		}
		return sum / values.length;
	}

	private static double variance(float[] values) {
		double mean = mean(values);
		double sum = 0;
		for (float v : values) {
			sum += (v - mean) * (v - mean);
		}
		return sum / values.length;
	}

	@ParameterizedTest
	@MethodSource("names")
	void values_stay_in_range_and_labels_stay_to_the_bit(String name) {
		SplittableRandom random = new SplittableRandom(3);
		AugmentationFactory factory = Catalogue.own().named(name);
		Extent extent = new Extent(12, 9, 2, 3);
		for (ValueRange range : List.of(ValueRange.BYTE, ValueRange.SHORT, ValueRange.UNIT, new ValueRange(100, 4095, 0, 65_535))) {
			for (int n = 0; n < 20; n++) {
				Annotated plain = TestSamples.numbered(extent, n);
				Annotated source = new Annotated("s", TestSamples.random(extent, range, n), plain.masks(), List.of(LabelledBox.of("b", new Box(1, 2, 3, 4))),
					List.of(new LabelledPoint("p", 1.5, 2.5, 1)));
				float[] before = source.pixels().values().clone();
				int[] labels = source.masks().get(0).labels().clone();
				Annotated changed = Step.Use.of(factory, Map.of(), 1).draw(extent, random).apply(source, Framing.MIRRORED, () -> source);
				assertThat(changed.masks().get(0).labels()).containsExactly(labels);
				assertThat(changed.boxes()).isEqualTo(source.boxes());
				assertThat(changed.points()).isEqualTo(source.points());
				assertThat(source.pixels().values()).as("the source stays").containsExactly(before);
				for (float v : changed.pixels().values()) {
					assertThat(v >= range.floor() && v <= range.ceiling()).as("value " + v).isTrue();
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.3, 1, 2.7 })
	void gamma_is_a_power_of_the_share_of_the_range(double gamma) {
		Pixels source = TestSamples.random(Extent.plane(SIDE, SIDE), ValueRange.SHORT, 1);
		float[] changed = apply(new Gamma.Power(gamma), source).values();
		for (int i = 0; i < changed.length; i++) {
			double expected = 65_535 * Math.pow(source.values()[i] / 65_535.0, gamma);
			assertThat(Math.abs(changed[i] - expected)).as("of " + source.values()[i]).isLessThan(1e-4 * expected + 1e-3);
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.05, 0.7, 1, 1.4, 4, 20 })
	void powers_of_one_exponent_are_powers(double exponent) {
		PowerTable powers = new PowerTable(exponent);
		for (int i = 1; i < 5000; i++) {
			float v = i * i * 1e-7f;
			double expected = Math.pow(v, exponent);
			double bound = exponent > 4 ? 1e-4 : 2.2e-6;
			assertThat(Math.abs(powers.of(v) - expected)).as(v + "^" + exponent).isLessThanOrEqualTo(bound * Math.max(expected, 1e-30));
		}
		assertThat(powers.of(0)).isZero();
		assertThat(powers.of(-0.5f)).isZero();
	}

	@Test
	void powers_from_tables_are_powers() {
		SplittableRandom random = new SplittableRandom(2);
		for (int n = 0; n < 100_000; n++) {
			float v = (float) Math.exp(random.nextDouble(-80, 80));
			assertThat(Math.abs(Powers.log2(v) - Math.log(v) / Math.log(2))).isLessThan(1e-5);
			float x = (float) random.nextDouble(-125, 127);
			assertThat(Math.abs(Powers.exp2(x) / Math.pow(2, x) - 1)).isLessThan(2e-7);
		}
		assertThat(Powers.exp2(-200)).isZero();
		assertThat(Powers.exp2(10)).isEqualTo(1024);
	}

	@Test
	void gain_stretches_about_the_low_end_and_shifts() {
		Pixels source = new Pixels(Extent.plane(3, 1), new float[] { 100, 200, 300 }, new ValueRange(100, 300, 0, 350));
		assertThat(apply(new Linear(1.5, 0.1), source).values()).containsExactly(120, 270, 350);
		assertThat(apply(new Linear(-1, 1), source).values()).as("inversion").containsExactly(300, 200, 100);
	}

	@Test
	void contrast_stretches_about_the_mean() {
		Pixels source = new Pixels(Extent.plane(4, 1), new float[] { 1, 2, 3, 6 }, ValueRange.BYTE);
		assertThat(apply(new Contrast.Stretch(0.5), source).values()).containsExactly(2, 2.5f, 3, 4.5f);
	}

	@Test
	void normal_noise_has_the_moments_and_the_tails_of_a_normal_distribution() {
		Gaussian gaussian = new Gaussian(5);
		int count = 1_000_000;
		double[] moments = new double[5];
		int beyond3 = 0;
		int beyondTail = 0;
		int below = 0;
		for (int n = 0; n < count; n++) {
			double z = gaussian.next();
			for (int k = 1; k < 5; k++) {
				moments[k] += Math.pow(z, k) / count;
			}
			beyond3 += Math.abs(z) > 3 ? 1 : 0;
			beyondTail += Math.abs(z) > 3.442619855899 ? 1 : 0;
			below += z < -0.5 ? 1 : 0;
		}
		assertThat(moments[1]).isCloseTo(0, within(0.005));
		assertThat(moments[2]).isCloseTo(1, within(0.007));
		assertThat(moments[3]).isCloseTo(0, within(0.02));
		assertThat(moments[4]).isCloseTo(3, within(0.05));
		assertThat(beyond3 / (double) count).isCloseTo(0.0026998, within(0.0003));
		assertThat(beyondTail / (double) count).isCloseTo(0.000576, within(0.00015));
		assertThat(below / (double) count).isCloseTo(0.3085375, within(0.002));
	}

	@Test
	void gaussian_noise_has_its_deviation_and_no_neighbour_knows_another() {
		float[] values = apply(new GaussianNoise.Noise(0.04, 9), flat(0.5f, ValueRange.UNIT)).values();
		assertThat(mean(values)).isCloseTo(0.5, within(0.002));
		assertThat(Math.sqrt(variance(values))).isCloseTo(0.04, within(0.001));
		double covariance = 0;
		for (int i = 1; i < values.length; i++) {
			covariance += (values[i] - 0.5) * (values[i - 1] - 0.5) / values.length;
		}
		assertThat(covariance / (0.04 * 0.04)).isCloseTo(0, within(0.04));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.3, 5, 11.9, 12.1, 40, 300 })
	void counts_are_distributed_as_poisson_says(double expected) {
		float[] counts = apply(new PoissonNoise.Shots(1000, 4), flat((float) (expected / 1000), ValueRange.NORMALISED)).values();
		for (int i = 0; i < counts.length; i++) {
			counts[i] *= 1000;
			assertThat(Math.abs(counts[i] - Math.rint(counts[i]))).isLessThan(1e-3f);
		}
		assertThat(mean(counts)).isCloseTo(expected, within(5 * Math.sqrt(expected / counts.length)));
		assertThat(variance(counts)).isCloseTo(expected, within(expected * 0.05 + 0.02));
		double cumulative = 0;
		double probability = Math.exp(-expected);
		for (int k = 0; k < expected + 5 * Math.sqrt(expected); k++) {
			cumulative += probability;
			int limit = k;
			long below = IntStream.range(0, counts.length).filter(i -> Math.rint(counts[i]) <= limit).count();
			assertThat(below / (double) counts.length).as("P(count <= " + k + ")").isCloseTo(cumulative, within(0.018));
			probability *= expected / (k + 1);
		}
	}

	@Test
	void the_approximation_for_many_photons_is_close_to_poisson_itself() {
		for (double lambda : new double[] { 12, 20, 50, 200 }) {
			double cumulative = 0;
			double probability = Math.exp(-lambda);
			for (int k = 0; k < 2 * lambda + 20; k++) {
				cumulative += probability;
				probability *= lambda / (k + 1);
				assertThat(approximate(lambda, k)).as(lambda + " <= " + k).isCloseTo(cumulative, within(0.004));
			}
		}
	}

	/** P(λ + √λ·z + (z² − 1)/6 + ½ &lt; k + 1) for a normal z, by summing its density. */
	private static double approximate(double lambda, int k) {
		double sum = 0;
		double step = 0.001;
		for (double z = -7; z < 7; z += step) {
			if (lambda + Math.sqrt(lambda) * z + (z * z - 1) / 6 + 0.5 < k + 1) {
				sum += step * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
			}
		}
		return sum;
	}

	@Test
	void blur_is_a_convolution_with_a_gaussian_of_its_width() {
		Pixels source = TestSamples.random(new Extent(23, 17, 2, 2), ValueRange.UNIT, 4);
		float[] blurred = apply(new Blur.Smoothing(1.3), source).values();
		double[] kernel = new double[9];
		for (int k = -4; k <= 4; k++) {
			kernel[k + 4] = Math.exp(-k * k / (2 * 1.3 * 1.3));
		}
		double sum = Arrays.stream(kernel).sum();
		for (int at : new int[] { 0, 1, 45, 46 * 8 + 21, 46 * 16 + 44, 46 * 17 + 46 * 9 + 11 }) {
			int channel = at % 2;
			int x = at / 2 % 23;
			int y = at / 46 % 17;
			int z = at / (46 * 17);
			double expected = 0;
			for (int j = -4; j <= 4; j++) {
				for (int i = -4; i <= 4; i++) {
					int u = x + i < 0 ? -1 - x - i : x + i > 22 ? 45 - x - i : x + i;
					int v = y + j < 0 ? -1 - y - j : y + j > 16 ? 33 - y - j : y + j;
					expected += kernel[i + 4] * kernel[j + 4] / sum / sum * source.values()[((z * 17 + v) * 23 + u) * 2 + channel];
				}
			}
			assertThat((double) blurred[at]).isCloseTo(expected, within(1e-5));
		}
	}

	@Test
	void light_is_uneven_by_a_polynomial_up_to_its_strength() {
		SplittableRandom random = new SplittableRandom(6);
		for (int n = 0; n < 20; n++) {
			Illumination.Field f = (Illumination.Field) new Illumination(new Range(0.3, 0.3)).draw(Extent.plane(SIDE, SIDE), random).maps().get(0);
			float[] values = apply(f, flat(0.5f, ValueRange.UNIT)).values();
			for (int i = 0; i < values.length; i += 77) {
				double u = (i % SIDE + 0.5) / SIDE * 2 - 1;
				double v = (i / SIDE + 0.5) / SIDE * 2 - 1;
				double factor = 1 + f.x() * u + f.y() * v + f.xx() * u * u + f.xy() * u * v + f.yy() * v * v;
				assertThat((double) values[i]).isCloseTo(0.5 * factor, within(1e-5));
				assertThat(Math.abs(factor - 1)).isLessThanOrEqualTo(0.3);
			}
		}
	}

	@Test
	void grey_is_the_luminance_of_colours_and_the_mean_of_other_channels() {
		assertThat(apply(new Grayscale.Grey(), new Pixels(new Extent(1, 1, 1, 3), new float[] { 100, 50, 200 }, ValueRange.BYTE)).values())
			.containsOnly(0.299f * 100 + 0.587f * 50 + 0.114f * 200);
		assertThat(apply(new Grayscale.Grey(), new Pixels(new Extent(1, 1, 1, 2), new float[] { 100, 50 }, ValueRange.BYTE)).values()).containsOnly(75);
	}

	@Test
	void saturation_and_hue_keep_the_luminance_and_half_a_turn_twice_is_none() {
		Range one = new Range(1, 1);
		Extent extent = new Extent(8, 8, 1, 3);
		Pixels source = TestSamples.random(extent, ValueRange.NORMALISED, 3);
		IntensityMap hue = new ColourJitter(one, one, one, new Range(0.5, 0.5)).draw(extent, new SplittableRandom(1)).maps().get(0);
		IntensityMap grey = new ColourJitter(one, one, new Range(0, 0), new Range(0, 0)).draw(extent, new SplittableRandom(1)).maps().get(0);
		float[] turned = apply(hue, source).values();
		float[] twice = apply(hue, apply(hue, source)).values();
		float[] greyed = apply(grey, source).values();
		for (int i = 0; i < turned.length; i += 3) {
			double luminance = luminance(source.values(), i);
			assertThat(luminance(turned, i)).isCloseTo(luminance, within(2e-3));
			assertThat((double) greyed[i + 1]).isCloseTo(luminance, within(2e-3));
			assertThat((double) twice[i]).isCloseTo(source.values()[i], within(5e-3));
		}
	}

	private static double luminance(float[] v, int i) {
		return 0.299 * v[i] + 0.587 * v[i + 1] + 0.114 * v[i + 2];
	}

	@Test
	void more_haematoxylin_is_more_of_its_optical_density_alone() {
		double[] h = { 0.650, 0.704, 0.286 };
		double length = Math.sqrt(Arrays.stream(h).map(x -> x * x).sum());
		float[] stained = new float[3];
		for (int k = 0; k < 3; k++) {
			stained[k] = (float) Math.pow(10, -0.5 * h[k] / length);
		}
		SplittableRandom random = new SplittableRandom(1);
		Extent extent = new Extent(1, 1, 1, 3);
		for (int n = 0; n < 20; n++) {
			IntensityMap map = new StainJitter(new Range(0.5, 2), new Range(0, 0)).draw(extent, random).maps().get(0);
			float[] v = apply(map, new Pixels(extent, stained.clone(), ValueRange.UNIT)).values();
			double factor = -Math.log10(v[0]) / (0.5 * h[0] / length);
			assertThat(factor).isBetween(0.49, 2.01);
			for (int k = 1; k < 3; k++) {
				assertThat(-Math.log10(v[k])).isCloseTo(factor * 0.5 * h[k] / length, within(1e-4));
			}
		}
		IntensityMap same = new StainJitter(new Range(1, 1), new Range(0, 0)).draw(extent, random).maps().get(0);
		assertThat(apply(same, new Pixels(extent, new float[] { 0.9f, 0.3f, 0.6f }, ValueRange.UNIT)).values()).containsExactly(
			new float[] { 0.9f, 0.3f, 0.6f },
			within(1e-4f));
		assertThatThrownBy(() -> new StainJitter(new Range(1, 1), new Range(0, 0)).draw(Extent.plane(2, 2), random)).hasMessageContaining("3 channels")
			.hasMessageContaining("got 1");
	}

	@Test
	void channels_are_dropped_but_never_all_and_shuffled_in_every_order() {
		Extent extent = new Extent(2, 1, 1, 3);
		Pixels source = new Pixels(extent, new float[] { 1, 2, 3, 4, 5, 6 }, ValueRange.BYTE);
		SplittableRandom random = new SplittableRandom(1);
		for (int n = 0; n < 50; n++) {
			float[] v = apply(new ChannelDrop(new Range(1, 9), 0).draw(extent, random).maps().get(0), source).values();
			assertThat(v[0] + v[1] + v[2]).isPositive();
			assertThat(v[0] * v[1] * v[2]).isZero();
		}
		assertThat(
			Stream.generate(() -> Arrays.toString(apply(new ChannelShuffle().draw(extent, random).maps().get(0), source).values())).limit(200).distinct())
			.hasSize(6).contains("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]", "[3.0, 1.0, 2.0, 6.0, 4.0, 5.0]");
	}

	@Test
	void a_cutout_covers_its_rectangles_in_every_slice_and_nothing_else() {
		Extent extent = new Extent(10, 8, 2, 2);
		Pixels source = TestSamples.random(extent, new ValueRange(1, 2, 0, 10), 2);
		float[] v = apply(new Cutout.Cover(List.of(new Cutout.Hole(2, 3, 4, 2)), 0.5), source).values();
		for (int i = 0; i < v.length; i++) {
			int x = i / 2 % 10;
			int y = i / 20 % 8;
			boolean isCovered = x >= 2 && x < 6 && y >= 3 && y < 5;
			assertThat(v[i]).isEqualTo(isCovered ? 1.5f : source.values()[i]);
		}
	}

	@Test
	void noise_differs_from_slice_to_slice() {
		float[] v = apply(new GaussianNoise.Noise(0.1, 1), new Pixels(new Extent(4, 4, 2, 1), new float[32], ValueRange.NORMALISED)).values();
		assertThat(Arrays.copyOf(v, 16)).isNotEqualTo(Arrays.copyOfRange(v, 16, 32));
	}

	@Test
	void labels_of_classes_are_not_ids() {
		assertThat(Annotated.of("c", TestSamples.random(Extent.plane(2, 1), ValueRange.UNIT, 1), Mask.classes(new int[] { 3, 7 })).largestId()).isZero();
	}
}
