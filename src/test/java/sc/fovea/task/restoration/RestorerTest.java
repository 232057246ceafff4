package sc.fovea.task.restoration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PixelSize;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Padding;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** A network that takes the mean of 3 × 3 pixels, against that mean of the image itself. */
class RestorerTest {

	private static final int WIDTH = 41;
	private static final int HEIGHT = 29;
	private static final MemoryBudget TILES = new MemoryBudget(1L << 40, 1L << 40, 16);

	private static Model model(Normalisation normalisation, boolean isNormalised, int channels) {
		Network network = Network.input("image", channels).then("mean", Convolution.depthwise(3));
		float[] ninth = new float[9 * channels];
		Arrays.fill(ninth, 1 / 9f);
		Weights weights = new Weights(
			Map.of("mean.kernel", Tensor.of(ninth, 3, 3, channels, 1), "mean.bias", Tensor.zeros(channels)));
		return new Model(StarOracle.card(), ModelInput.ofAnyScale(channels, normalisation), new RestoredIntensities("mean", isNormalised), network, weights);
	}

	private static float[] noise(int length) {
		Random random = new Random(4);
		float[] values = new float[length];
		for (int i = 0; i < length; i++)
			values[i] = 300 + 1000 * random.nextFloat();
		return values;
	}

	private static float[] restored(Model model, float[] pixels, SegmentationOptions options) {
		int channels = pixels.length / WIDTH / HEIGHT;
		Hyperstack image = Hyperstack.of(ArrayImgs.floats(pixels, WIDTH, HEIGHT, channels), "XYC", PixelSize.PIXEL);
		float[] target = new float[WIDTH * HEIGHT * model.input().channels()];
		try (Restorer restorer = Tasks.installed().open(model, new ReferenceProvider().open(BackendOptions.cpu()), TILES, Restorer.class)) {
			restorer.restore(image, Segmenter.Place.FIRST, options, ArrayImgs.floats(target, WIDTH, HEIGHT, restorer.channels()), Progress.none());
		}
		return target;
	}

	static List<Normalisation> normalisations() {
		return List.of(new Normalisation.Percentile(2, 99.8), new Normalisation.None(), new Normalisation.Fixed(1 / 500.0, -3),
			new Normalisation.Standard(1e-6));
	}

	@ParameterizedTest
	@MethodSource("normalisations")
	void answers_come_back_in_the_intensities_of_the_image(Normalisation normalisation) {
		for (int channels : new int[] { 1, 2 }) {
			float[] pixels = noise(WIDTH * HEIGHT * channels);
			float[] restored = restored(model(normalisation, true, channels), pixels, SegmentationOptions.STANDARD);
			for (int c = 0; c < channels; c++) {
				for (int y = 1; y < HEIGHT - 1; y++) {
					for (int x = 1; x < WIDTH - 1; x++)
						assertThat(restored[(c * HEIGHT + y) * WIDTH + x]).as("pixel (%d, %d, %d)", x, y, c).isEqualTo(mean(pixels, x, y, c), within(0.01f));
				}
			}
		}
	}

	private static float mean(float[] pixels, int x, int y, int c) {
		double sum = 0;
		for (int dy = -1; dy <= 1; dy++) {
			for (int dx = -1; dx <= 1; dx++)
				sum += pixels[(c * HEIGHT + y + dy) * WIDTH + x + dx];
		}
		return (float) (sum / 9);
	}

	@Test
	void answers_that_are_intensities_already_stay_as_they_are() {
		float[] pixels = noise(WIDTH * HEIGHT);
		Model model = model(new Normalisation.Fixed(0.5, 7), false, 1);
		assertThat(restored(model, pixels, SegmentationOptions.STANDARD)[5 * WIDTH + 5]).isEqualTo(mean(pixels, 5, 5, 0) / 2 + 7, within(0.01f));
	}

	@Test
	void an_image_of_one_value_keeps_it() {
		float[] pixels = new float[WIDTH * HEIGHT];
		Arrays.fill(pixels, 42);
		assertThat(restored(model(new Normalisation.Percentile(2, 99.8), true, 1), pixels, SegmentationOptions.STANDARD)).containsOnly(42);
	}

	@Test
	void of_several_channels_one_is_chosen_for_a_grey_model() {
		float[] pixels = noise(WIDTH * HEIGHT * 2);
		float[] restored = restored(model(new Normalisation.None(), true, 1), pixels, SegmentationOptions.STANDARD.withChannel(2));
		assertThat(restored[3 * WIDTH + 9]).isEqualTo(mean(pixels, 9, 3, 1), within(0.01f));
	}

	@Test
	void scales_and_thresholds_are_refused() {
		Model model = model(new Normalisation.None(), true, 1);
		assertThatIllegalArgumentException().isThrownBy(() -> restored(model, noise(WIDTH * HEIGHT), new SegmentationOptions(0, 0, 2, 0)))
			.withMessageContaining("scale=1");
		assertThatIllegalArgumentException().isThrownBy(() -> restored(model, noise(WIDTH * HEIGHT), new SegmentationOptions(0.5, 0, 0, 0)))
			.withMessageContaining("restoration");
	}

	@Test
	void an_output_has_the_size_and_the_channels_of_the_image() {
		Network half = Network.input("image", 1).then("mean", new Convolution(1, Size.of(3), Size.of(2), 1,
			Padding.SAME, Convolution.Connection.FULL, true));
		assertThatThrownBy(() -> new RestoredIntensities("mean", true).check(half)).isInstanceOf(ShapeException.class).hasMessageContaining("1/1");
		Network two = Network.input("image", 1).then("mean", Convolution.of(2, 3));
		assertThatThrownBy(() -> new RestoredIntensities("mean", true).check(two)).isInstanceOf(ShapeException.class);
	}
}
