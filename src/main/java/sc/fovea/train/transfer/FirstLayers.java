package sc.fovea.train.transfer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.net.ZeroPadding;

/**
 * A network and its weights for images of other channels or of the opposite polarity: only the convolutions that see the image are changed.
 *
 * <pre>{@code
 * FirstLayers grey = new FirstLayers(model.network(), model.weights());
 * FirstLayers colour = grey.spread(3).mirrored();   // dark nuclei on bright ground in colour
 * }</pre>
 *
 * @param network whose first input is the image
 * @param weights of it
 */
public record FirstLayers(Network network, Weights weights) {

	/**
	 * For another number of channels: each kernel is averaged over the old channels and spread over the new ones, k'[u, v, c', f] = Σ k[u, v, c, f] / C', so that
	 * an image with the same values in all channels gets the same answer as before.
	 *
	 * @throws IllegalArgumentException if something else than a convolution over all channels sees the image
	 */
	public FirstLayers spread(int channels) {
		return network.inputs().values().iterator().next().channels() == channels ? this : mixed(ChannelMix.even(channels));
	}

	/**
	 * For images that a mix turns into those that were seen before, in all their channels: k'[u, v, c', f] = w_c' · Σ k[u, v, c, f] and b' = b + offset · Σ k. Near
	 * the image's edge, where 0 is added to both, the answer is not quite the same.
	 *
	 * @throws IllegalArgumentException if something else than a convolution over all channels sees the image, or there is an offset and no bias to take it
	 */
	FirstLayers mixed(ChannelMix mix) {
		Map<String, Tensor> changed = new LinkedHashMap<>();
		for (Node node : convolutions()) {
			Tensor kernel = weights.get(node.name() + ".kernel");
			changed.put(node.name() + ".kernel", mixed(kernel, mix));
			if (mix.offset() != 0) {
				changed.put(node.name() + ".bias", plusSum(bias(node), kernel, mix.offset()));
			}
		}
		Map.Entry<String, Shape> input = network.inputs().entrySet().iterator().next();
		Map<String, Shape> inputs = new LinkedHashMap<>(network.inputs());
		inputs.put(input.getKey(), input.getValue().withChannels(mix.weights().size()));
		return new FirstLayers(new Network(inputs, network.nodes(), network.outputs()), weights.with(changed));
	}

	private static Tensor mixed(Tensor kernel, ChannelMix mix) {
		int[] shape = kernel.shape();
		int filters = shape[3];
		int channels = mix.weights().size();
		Tensor mixed = Tensor.zeros(shape[0], shape[1], channels, filters);
		for (int tap = 0; tap < shape[0] * shape[1]; tap++) {
			for (int f = 0; f < filters; f++) {
				double sum = 0;
				for (int c = 0; c < shape[2]; c++) {
					sum += kernel.data()[(tap * shape[2] + c) * filters + f];
				}
				for (int c = 0; c < channels; c++) {
					mixed.data()[(tap * channels + c) * filters + f] = (float) (sum * mix.weights().get(c));
				}
			}
		}
		return mixed;
	}

	/** Whether the layers that see the image have a bias each, which a mix with an offset and mirroring need. */
	boolean haveBias() {
		return convolutions().stream().allMatch(node -> ((Convolution) node.layer()).bias());
	}

	private Tensor bias(Node node) {
		if (!((Convolution) node.layer()).bias()) {
			throw new IllegalArgumentException("Expected a bias in layer '" + node.name() + "' to fit it to other images, got none.");
		}
		return weights.get(node.name() + ".bias");
	}

	/**
	 * For the opposite polarity: k' = −k and b' = b + Σ k, so that 1 − x gets the answer that x got before; except near the image's edge, where 0 is added to both.
	 *
	 * @throws IllegalArgumentException if something else than a convolution with bias over all channels sees the image
	 */
	FirstLayers mirrored() {
		Map<String, Tensor> changed = new LinkedHashMap<>();
		for (Node node : convolutions()) {
			Tensor kernel = weights.get(node.name() + ".kernel");
			changed.put(node.name() + ".kernel", negated(kernel));
			changed.put(node.name() + ".bias", plusSum(bias(node), kernel, 1));
		}
		return new FirstLayers(network, weights.with(changed));
	}

	private static Tensor negated(Tensor kernel) {
		Tensor negated = Tensor.zeros(kernel.shape());
		for (int i = 0; i < negated.data().length; i++) {
			negated.data()[i] = -kernel.data()[i];
		}
		return negated;
	}

	private static Tensor plusSum(Tensor bias, Tensor kernel, double factor) {
		int filters = bias.data().length;
		double[] sums = new double[filters];
		for (int i = 0; i < kernel.data().length; i++) {
			sums[i % filters] += kernel.data()[i];
		}
		Tensor sum = Tensor.zeros(filters);
		for (int f = 0; f < filters; f++) {
			sum.data()[f] = (float) (bias.data()[f] + factor * sums[f]);
		}
		return sum;
	}

	/** The layers that see the image, through nothing but added zeros. */
	private List<Node> convolutions() {
		Set<String> image = new LinkedHashSet<>(Set.of(network.inputs().keySet().iterator().next()));
		network.nodes().stream().filter(n -> n.layer() instanceof ZeroPadding && image.contains(n.inputs().get(0))).forEach(n -> image.add(n.name()));
		List<Node> readers = network.nodes().stream().filter(n -> n.inputs().stream().anyMatch(image::contains) && !image.contains(n.name())).toList();
		for (Node node : readers) {
			if (!(node.layer() instanceof Convolution convolution) || convolution.connection() != Convolution.Connection.FULL) {
				throw new IllegalArgumentException("Expected a network that begins with a convolution, to fit it to other images, got "
					+ node.layer().getClass().getSimpleName() + " '" + node.name() + "'.");
			}
		}
		return readers;
	}
}
