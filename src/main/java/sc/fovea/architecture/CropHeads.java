package sc.fovea.architecture;

import sc.fovea.net.Activation;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.Network;
import sc.fovea.net.Node;

/**
 * Heads of a network that looks at one region at a time, cut out and warped to a square: R-CNN (Girshick et al. 2014, arXiv:1311.2524). The map is what the trunk gives,
 * the paper's pool5; the features are a fully connected layer on it. First a softmax on the features learns to tell background and classes; then machines and
 * regressions, learned for themselves, take its place:
 *
 * <pre>
 * crop → trunk (h, w, C) → features → scores (classes), each a sigmoid
 *                        ↘ offsets (4 · classes)
 * </pre>
 *
 * @param classes number of classes, without the background
 * @param features number of features
 * @param dropout rate of dropout between features and softmax, 0 for none
 */
public record CropHeads(int classes, int features, double dropout) {

	/** Node of the features, not below 0. */
	public static final String FEATURES = "crop_features_relu";
	/** Output of the classifier: probabilities of background and classes, together 1. */
	public static final String CLASSES = "crop_classes";
	/** Node before the softmax of {@link #CLASSES}: what the loss judges. */
	public static final String CLASSES_LOGIT = "crop_classes_logit";
	/** Output: one score 0–1 for each class. */
	public static final String SCORES = "scores";
	/** Node before the sigmoid of {@link #SCORES}: the machines. */
	public static final String SCORES_LOGIT = "scores_logit";
	/** Output: x, y, width and height for each class. */
	public static final String OFFSETS = "offsets";

	/** 256 features, half of them dropped. */
	public static CropHeads standard(int classes) {
		return new CropHeads(classes, 256, 0.5);
	}

	/** The trunk with the classifier as output. @param trunk of fixed size, with one output */
	public Network classifier(Network trunk) {
		Network net = features(trunk);
		net = dropout > 0 ? net.then("crop_dropout", new Dropout(dropout)) : net;
		return net.then(CLASSES_LOGIT, Dense.of(classes + 1)).then(CLASSES, new Activation(Activation.Function.SOFTMAX));
	}

	/** The trunk with scores and offsets as outputs. @param trunk of fixed size, with one output */
	public Network detector(Network trunk) {
		return features(trunk).then(SCORES_LOGIT, Dense.of(classes)).then(SCORES, new Activation(Activation.Function.SIGMOID))
			.then(OFFSETS, Dense.of(4 * classes), trunk.last()).withOutputs(SCORES, OFFSETS);
	}

	private Network features(Network trunk) {
		return trunk.then("crop_features", Dense.of(features), trunk.last()).then(FEATURES, Activation.relu());
	}

	/** Name of the node of the map in a network with these heads. */
	public static String map(Network network) {
		Node first = network.node("crop_features");
		return first.inputs().get(0);
	}
}
