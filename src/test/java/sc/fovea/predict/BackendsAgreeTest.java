package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendProvider;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** A real network, whose weights are set by hand to find discs of one size, on both backends. */
class BackendsAgreeTest {

	private static final int RADIUS = 6;
	private static final int SIDE = 2 * RADIUS + 1;
	private static final int WIDTH = 140;
	private static final int HEIGHT = 110;
	private static final int RAYS = StarOracle.RAYS;

	/** The share of a disc that is bright says how near its centre is. */
	private static Model discFinder() {
		Network network = Network.input("image", 1).then("foreground_logit", Convolution.pointwise(1))
			.then("foreground", new Activation(Activation.Function.SIGMOID)).then("share", Convolution.of(1, SIDE), "image")
			.then("coarse", Pooling.of(Pooling.Kind.AVERAGE, 2)).then("distances", Convolution.pointwise(RAYS), "coarse")
			.then("probability_logit", Convolution.pointwise(1), "coarse")
			.then("probability", new Activation(Activation.Function.SIGMOID))
			.withOutputs("probability", "distances", "foreground");
		Map<String, Tensor> weights = new HashMap<>(Weights.initialise(network, 1).tensors());
		weights.replaceAll((name, tensor) -> Tensor.zeros(tensor.shape()));
		weights.put("share.kernel", Tensor.of(disc(), SIDE, SIDE, 1, 1));
		fill(weights, "foreground_logit", 40, -20);
		fill(weights, "probability_logit", 30, -24);
		Arrays.fill(weights.get("distances.bias").data(), RADIUS);
		ModelInput input = ModelInput.ofAnyScale(1, new Normalisation.Percentile(1, 99.8));
		return new Model(StarOracle.card(), input, StarOracle.settings(2), network, new Weights(weights));
	}

	private static void fill(Map<String, Tensor> weights, String node, float kernel, float bias) {
		Arrays.fill(weights.get(node + ".kernel").data(), kernel);
		Arrays.fill(weights.get(node + ".bias").data(), bias);
	}

	private static float[] disc() {
		float[] kernel = new float[SIDE * SIDE];
		int area = 0;
		for (int i = 0; i < kernel.length; i++) {
			int dx = i % SIDE - RADIUS;
			int dy = i / SIDE - RADIUS;
			kernel[i] = dx * dx + dy * dy <= RADIUS * RADIUS ? 1 : 0;
			area += (int) kernel[i];
		}
		for (int i = 0; i < kernel.length; i++) {
			kernel[i] /= area;
		}
		return kernel;
	}

	/** Discs on a grid that is not that of the network, each with its id. */
	private static int[] discs() {
		int[] labels = new int[WIDTH * HEIGHT];
		for (int i = 0; i < labels.length; i++) {
			int column = i % WIDTH / 17;
			int row = i / WIDTH / 15;
			int dx = i % WIDTH - 17 * column - 8;
			int dy = i / WIDTH - 15 * row - 7;
			boolean isWhole = 17 * column + 15 <= WIDTH && 15 * row + 14 <= HEIGHT;
			labels[i] = isWhole && dx * dx + dy * dy <= RADIUS * RADIUS ? 1 + row * 8 + column : 0;
		}
		return labels;
	}

	private static int[] segment(BackendProvider provider, int side) {
		int[] grey = Arrays.stream(discs()).map(id -> id > 0 ? 180 : 30).toArray();
		try (Backend backend = provider.open(BackendOptions.cpu());
			Segmenter segmenter = Tasks.installed().open(discFinder(), backend, new MemoryBudget(1L << 40, 1L << 40, side), Segmenter.class)) {
			Hyperstack image = TestImages.image(TestImages.bytes(grey, WIDTH));
			return segmenter.segment(image, SegmentationOptions.STANDARD, Progress.none()).plane(0, 0);
		}
	}

	@Test
	void both_find_all_discs_whole_and_in_tiles() {
		int[] truth = discs();
		int[] expected = segment(new ReferenceProvider(), 1 << 20);
		InstanceMatching matching = InstanceMatching.of(truth, expected);
		assertThat(matching.truths()).isEqualTo(56);
		assertThat(matching.counts(0.9).averagePrecision()).isEqualTo(1);
		for (BackendProvider provider : List.of(new ReferenceProvider(), new TensorFlowProvider())) {
			InstanceMatching agreement = InstanceMatching.of(expected, segment(provider, 48));
			assertThat(agreement.counts(0.97).averagePrecision()).as(provider.toString()).isEqualTo(1);
		}
	}
}
