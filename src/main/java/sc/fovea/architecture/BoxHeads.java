package sc.fovea.architecture;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;

/**
 * Heads for detection without anchors (as in FCOS, Tian et al. 2019, arXiv:1904.01355) behind a trunk, on the trunk's grid: a score for each class and the
 * natural logarithms of the distances, in cells, from the middle of the cell to the left, upper, right and lower edge of the box.
 *
 * @param classes number of classes
 * @param filters of the convolutions in front of the heads
 */
public record BoxHeads(int classes, int filters) {

	/** Output: scores 0–1, one channel for each class. */
	public static final String SCORES = "scores";
	/** Node before the sigmoid of {@link #SCORES}: what the loss judges. */
	public static final String SCORES_LOGIT = "scores_logit";
	/** Output: logarithms of distances in cells, four channels. */
	public static final String DISTANCES = "box_distances";

	/** Node with which the heads begin: the features of the classes. */
	static final String FEATURES = "class_features";

	/** Behind 64 filters. */
	public static BoxHeads standard(int classes) {
		return new BoxHeads(classes, 64);
	}

	/** The trunk with the two heads as outputs. */
	public Network attach(Network trunk) {
		String features = trunk.last();
		return trunk.then(FEATURES, Convolution.of(filters, 3)).then(FEATURES + "_relu", Activation.relu())
			.then(SCORES_LOGIT, Convolution.pointwise(classes)).then(SCORES, new Activation(Activation.Function.SIGMOID))
			.then("box_features", Convolution.of(filters, 3), features).then("box_features_relu", Activation.relu())
			.then(DISTANCES, Convolution.pointwise(4)).withOutputs(SCORES, DISTANCES);
	}
}
