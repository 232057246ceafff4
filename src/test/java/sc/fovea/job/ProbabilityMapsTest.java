package sc.fovea.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sc.fovea.backend.Backend;
import sc.fovea.backend.reference.ReferenceBackend;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PixelSize;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.TestModels;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.Tasks;
import sc.fovea.task.semantic.SemanticClasses;
import sc.fovea.tile.Progress;

/** Of a model whose classes are softmax(x, -x) of a pixel x, so the first has the probability 1 / (1 + exp(-2x)). */
class ProbabilityMapsTest {

	private static Model model() {
		Network network = Network.input("image", 1).then("scores", Convolution.pointwise(2)).then("softmax", new Activation(Activation.Function.SOFTMAX));
		Weights weights = Weights.initialise(network, 1)
			.with(Map.of("scores.kernel", Tensor.of(new float[] { 1, -1 }, 1, 1, 1, 2), "scores.bias", Tensor.zeros(2)));
		return new Model(TestModels.card("signs"), ModelInput.ofAnyScale(1, new Normalisation.None()), new SemanticClasses(List.of("up", "down"), "softmax"),
			network, weights);
	}

	private static ImagePlus maps(ImagePlus image, SegmentationOptions options) {
		try (Backend backend = new ReferenceBackend(); Segmenter segmenter = Tasks.installed().open(model(), backend, Segmenter.class)) {
			return new ProbabilityMaps(segmenter, options).of(Hyperstack.of(image), Progress.none());
		}
	}

	/** Two slices in three frames of 8x6 pixels, of values from -1 to 1. */
	private static ImagePlus image() {
		ImageStack stack = new ImageStack(8, 6);
		for (int n = 0; n < 6; n++) {
			FloatProcessor plane = new FloatProcessor(8, 6);
			for (int i = 0; i < 48; i++)
				plane.setf(i, (float) Math.sin(i + 48 * n));
			stack.addSlice(plane);
		}
		ImagePlus image = new ImagePlus("waves", stack);
		image.setDimensions(1, 2, 3);
		new PixelSize(0.5, 0.5, 2, "µm").applyTo(image);
		return image;
	}

	@Test
	void each_class_has_a_channel_of_every_slice_and_frame() {
		ImagePlus maps = maps(image(), SegmentationOptions.STANDARD);
		assertThat(new int[] { maps.getWidth(), maps.getHeight(), maps.getNChannels(), maps.getNSlices(), maps.getNFrames() }).containsExactly(8, 6, 2, 2, 3);
		assertThat(maps.getTitle()).isEqualTo("Probability of waves");
		assertThat(List.of(maps.getStack().getSliceLabel(1), maps.getStack().getSliceLabel(12))).containsExactly("up", "down");
		assertThat(PixelSize.of(maps)).isEqualTo(PixelSize.of(image()));
		for (int n = 0; n < 6; n++)
			for (int i = 0; i < 48; i++) {
				double expected = 1 / (1 + Math.exp(-2 * Math.sin(i + 48 * n)));
				assertThat((double) maps.getStack().getProcessor(2 * n + 1).getf(i)).isCloseTo(expected, within(1e-5));
				assertThat((double) maps.getStack().getProcessor(2 * n + 2).getf(i)).isCloseTo(1 - expected, within(1e-5));
			}
	}

	@Test
	void a_map_has_the_pixels_that_the_network_saw_and_thresholds_do_not_matter() {
		ImagePlus maps = maps(image(), new SegmentationOptions(0.9, 0.1, 0.5, 1));
		assertThat(new int[] { maps.getWidth(), maps.getHeight() }).containsExactly(4, 3);
		assertThat(PixelSize.of(maps)).isEqualTo(new PixelSize(1, 1, 2, "µm"));
	}

	@Test
	void maps_that_would_fill_the_memory_are_refused() {
		ImagePlus large = new ImagePlus("large", new ByteProcessor(20_000, 20_000));
		assertThatThrownBy(() -> maps(large, SegmentationOptions.STANDARD)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageStartingWith("The maps of \"large\" need 3200 MB, but only a quarter of Java's ");
	}
}
