package sc.fovea.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarSetup;

class ChannelMixTest {

	private static final int SIDE = 64;

	/** Objects on the left half; in every channel Gaussian noise around a mean for objects and one for the rest. */
	private static Sample sample(double[] objects, double[] others, double[] deviations) {
		SplittableRandom random = new SplittableRandom(3);
		int channels = objects.length;
		float[] pixels = new float[SIDE * SIDE * channels];
		int[] labels = new int[SIDE * SIDE];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = i % SIDE < SIDE / 2 ? 1 : 0;
			for (int c = 0; c < channels; c++) {
				pixels[i * channels + c] = (float) ((labels[i] > 0 ? objects : others)[c] + deviations[c] * random.nextGaussian());
			}
		}
		return new Sample("halves", SIDE, SIDE, channels, pixels, labels);
	}

	/** With independent channels S is diagonal, so that w_c is in proportion to the difference of the means over the variance. */
	@Test
	void channels_count_by_difference_over_variance() {
		Sample sample = sample(new double[] { 0.3, 0.5, 0.6 }, new double[] { 0.7, 0.5, 0.5 }, new double[] { 0.1, 0.1, 0.05 });
		ChannelMix mix = ChannelMix.of(List.of(sample), true).orElseThrow();
		double[] expected = { -0.4 / 0.01, 0, 0.1 / 0.0025 };
		double scale = mix.weights().get(0) / expected[0];
		assertThat(scale).isPositive();
		assertThat(mix.weights().get(1) / (scale * 40)).isEqualTo(0, within(0.05));
		assertThat(mix.weights().get(2) / (scale * 40)).isEqualTo(1, within(0.05));
	}

	@Test
	void the_first_percentile_becomes_0_and_the_998th_thousandth_1() {
		Sample sample = sample(new double[] { 0.3, 0.5 }, new double[] { 0.7, 0.4 }, new double[] { 0.1, 0.2 });
		ChannelMix mix = ChannelMix.of(List.of(sample), true).orElseThrow();
		double[] values = new double[SIDE * SIDE];
		for (int i = 0; i < values.length; i++) {
			values[i] = mix.weights().get(0) * sample.pixels()[2 * i] + mix.weights().get(1) * sample.pixels()[2 * i + 1] + mix.offset();
		}
		Arrays.sort(values);
		assertThat(values[(int) (0.01 * (values.length - 1))]).isEqualTo(0, within(1e-5));
		assertThat(values[(int) (0.998 * (values.length - 1))]).isEqualTo(1, within(1e-5));
	}

	@Test
	void dark_objects_become_bright_or_stay_dark_as_wanted() {
		Sample sample = sample(new double[] { 0.2, 0.2 }, new double[] { 0.8, 0.8 }, new double[] { 0.1, 0.1 });
		assertThat(ChannelMix.of(List.of(sample), true).orElseThrow().weights()).allMatch(w -> w < 0);
		assertThat(ChannelMix.of(List.of(sample), false).orElseThrow().weights()).allMatch(w -> w > 0);
	}

	/** A grey picture saved in colours has a singular covariance. */
	@Test
	void channels_that_are_all_alike_share_the_weight() {
		Sample grey = sample(new double[] { 0.2 }, new double[] { 0.8 }, new double[] { 0.1 });
		float[] pixels = new float[3 * grey.pixels().length];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = grey.pixels()[i / 3];
		}
		List<Double> weights = ChannelMix.of(List.of(new Sample("grey", SIDE, SIDE, 3, pixels, grey.labels())), true).orElseThrow().weights();
		assertThat(weights.get(1)).isEqualTo(weights.get(0), within(1e-6));
		assertThat(weights.get(2)).isEqualTo(weights.get(0), within(1e-6));
	}

	@Test
	void pixels_that_nobody_annotated_are_not_looked_at() {
		Sample sample = sample(new double[] { 0.3, 0.5 }, new double[] { 0.7, 0.5 }, new double[] { 0.1, 0.1 });
		ChannelMix expected = ChannelMix.of(List.of(sample), true).orElseThrow();
		float[] pixels = Arrays.copyOf(sample.pixels(), 2 * sample.pixels().length);
		int[] labels = Arrays.copyOf(sample.labels(), 2 * sample.labels().length);
		Arrays.fill(pixels, sample.pixels().length, pixels.length, 77);
		Arrays.fill(labels, sample.labels().length, labels.length, Sample.IGNORED);
		assertThat(ChannelMix.of(List.of(new Sample("half known", SIDE, 2 * SIDE, 2, pixels, labels)), true)).contains(expected);
	}

	@Test
	void there_is_no_mix_without_objects_or_differences() {
		Sample sample = sample(new double[] { 0.3 }, new double[] { 0.7 }, new double[] { 0.1 });
		assertThat(ChannelMix.of(List.of(new Sample("empty", SIDE, SIDE, 1, sample.pixels(), new int[SIDE * SIDE])), true)).isEmpty();
		assertThat(ChannelMix.of(List.of(new Sample("flat", SIDE, SIDE, 1, new float[SIDE * SIDE], sample.labels())), true)).isEmpty();
	}

	/** Both are run; near the edge the added zeros mean something else. */
	@Test
	void a_network_fitted_to_a_mix_answers_as_to_the_mixed_image() {
		Network network = new StarSetup(new UNet(), new TrunkOptions(1, 2, 4, 1, Pooling.Kind.MAX, 0), new StarHeads(4, 4)).network();
		FirstLayers layers = new FirstLayers(network, Weights.initialise(network, 3));
		ChannelMix mix = new ChannelMix(List.of(0.2, -1.3, 0.4), 0.9);
		Tensor colour = Tensor.zeros(1, SIDE, SIDE, 3);
		Tensor mixed = Tensor.zeros(1, SIDE, SIDE, 1);
		SplittableRandom random = new SplittableRandom(11);
		for (int i = 0; i < SIDE * SIDE; i++) {
			for (int c = 0; c < 3; c++) {
				colour.data()[3 * i + c] = (float) random.nextDouble();
			}
			mixed.data()[i] = (float) (0.2 * colour.data()[3 * i] - 1.3 * colour.data()[3 * i + 1] + 0.4 * colour.data()[3 * i + 2] + 0.9);
		}
		Tensor expected = foreground(layers, mixed);
		Tensor got = foreground(layers.mixed(mix), colour);
		int middle = SIDE / 2 * SIDE + SIDE / 2;
		for (int i = middle - 4; i < middle + 4; i++) {
			assertThat(got.data()[i]).isEqualTo(expected.data()[i], within(1e-5f));
		}
	}

	private static Tensor foreground(FirstLayers layers, Tensor image) {
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(layers.network(), layers.weights())) {
			return runner.run(Map.of(UNet.IMAGE, image)).get(StarHeads.FOREGROUND);
		}
	}
}
