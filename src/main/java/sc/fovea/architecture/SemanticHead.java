package sc.fovea.architecture;

import java.util.Optional;
import java.util.stream.Stream;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Node;

/**
 * Head for semantic segmentation behind a trunk: a probability for each class at every pixel of the image.
 *
 * @param classes number of classes
 */
public record SemanticHead(int classes) {

	/** Output: probabilities 0–1 that sum to 1, one channel for each class, at full resolution. */
	public static final String CLASSES = "classes";
	/** Node before the softmax of {@link #CLASSES}: what the loss judges. */
	public static final String CLASSES_LOGIT = "classes_logit";

	private static final int USUAL_GRID = 2;

	/**
	 * The trunk with the head as output.
	 *
	 * @param trunk for example of a {@link UNet}
	 * @param grid the trunk's grid; above 1 its features are enlarged and joined with what it has at full resolution
	 */
	public Network attach(Network trunk, int grid) {
		Network features = grid == 1 ? trunk : FineFeatures.attach(trunk, trunk.last(), grid);
		return answering(features, classes);
	}

	/**
	 * A segmentation network with the head in place of its own: on the features at full resolution, if it has them.
	 *
	 * @param whole with heads that {@link Trunk} knows
	 * @param classes number of classes
	 * @throws IllegalArgumentException if it has none
	 */
	public static Network of(Network whole, int classes) {
		boolean isOfImages = whole.nodes().stream().anyMatch(n -> n.name().equals(ClassHead.FEATURES));
		Optional<Node> last = Stream.of(CLASSES_LOGIT, StarHeads.FOREGROUND_LOGIT).flatMap(name -> whole.nodes().stream().filter(n -> n.name().equals(name)))
			.filter(n -> !isOfImages).findFirst();
		Trunk trunk = Trunk.of(whole).raised(USUAL_GRID);
		return last.map(node -> answering(whole.upTo(node.inputs().get(0)), classes))
			.orElseGet(() -> new SemanticHead(classes).attach(trunk.network(), trunk.grid()));
	}

	private static Network answering(Network features, int classes) {
		return features.then(CLASSES_LOGIT, Convolution.pointwise(classes)).then(CLASSES, new Activation(Activation.Function.SOFTMAX));
	}
}
