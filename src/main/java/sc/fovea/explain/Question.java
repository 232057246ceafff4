package sc.fovea.explain;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fovea.net.Activation;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Tensor;

/**
 * A score of a network for one image, as what is to be explained: Σ weight · value of a node.
 *
 * <pre>{@code
 * String logits = Question.beforeActivation(network, "scores");
 * Question why = new Question(network, logits, Seed.channel(2), Map.of("image", pixels), "image");
 * }</pre>
 *
 * @param network that the node belongs to
 * @param node whose values make the score
 * @param seed which of its values, and how
 * @param inputs of the network up to the node, for one image
 * @param image name of the input that takes the image, (1, H, W, C)
 */
public record Question(Network network, String node, Seed seed, Map<String, Tensor> inputs, String image) {

	/** Copies the inputs. @throws IllegalArgumentException if there is no such node, or no image among the inputs */
	public Question {
		network.ancestors(node);
		inputs = Map.copyOf(inputs);
		Tensor pixels = inputs.get(image);
		if (pixels == null || pixels.rank() != 4 || pixels.batch() != 1) {
			throw new IllegalArgumentException("Expected one image (1, H, W, C) as input '" + image + "', got " + pixels + ".");
		}
	}

	/**
	 * The node whose value a sigmoid or softmax turns into an output, or the output itself. A score before it is what Grad-CAM was defined for (Selvaraju et al. 2017,
	 * arXiv:1610.02391, section 3), and it does not saturate: where a class is almost sure, its probability hardly has a gradient.
	 */
	public static String beforeActivation(Network network, String output) {
		Node node = network.node(output);
		Layer layer = node.layer();
		boolean squashes = layer instanceof Activation activation
			&& (activation.function() == Activation.Function.SIGMOID || activation.function() == Activation.Function.SOFTMAX);
		return squashes && !network.inputs().containsKey(node.inputs().get(0)) ? node.inputs().get(0) : output;
	}

	/** The part of the network that the score depends on, with the node as its only output. */
	public Network part() {
		return network.upTo(node);
	}

	/** The image, (1, H, W, C). */
	public Tensor pixels() {
		return inputs.get(image);
	}

	/** How many images can be run at a time: one where regions belong to an image, else as many as hold about a million pixels. */
	int batch() {
		return inputs.size() > 1 ? 1 : (int) Math.max(1, Math.min(32, 1_000_000L / ((long) pixels().height() * pixels().width())));
	}

	/** The inputs with other images. @param images (N, H, W, C) */
	Map<String, Tensor> with(Tensor images) {
		Map<String, Tensor> others = new LinkedHashMap<>(inputs);
		others.put(image, images);
		return others;
	}

	/** The score of each image of a batch. @param values of the node, (N, h, w, C) @param weights of one image */
	static double[] scores(Tensor values, Tensor weights) {
		int length = weights.data().length;
		double[] scores = new double[values.data().length / length];
		for (int n = 0; n < scores.length; n++) {
			for (int i = 0; i < length; i++) {
				float weight = weights.data()[i];
				if (weight != 0) scores[n] += (double) weight * values.data()[n * length + i];
			}
		}
		return scores;
	}
}
