package sc.fovea.architecture;

import sc.fovea.net.Activation;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;

/**
 * Head for the classification of images behind a trunk: the average of the features over the image, dropout, a fully connected layer, and softmax. Averaging the
 * class scores of every pixel, as Network in Network does, gives the same numbers.
 *
 * @param classes number of classes
 * @param dropout rate of dropout between average and scores, 0 for none
 * @param pooling over the image: the average, or the maximum or root mean square in its place
 */
public record ClassHead(int classes, double dropout, Pooling.Kind pooling) {

	/** Output: probabilities 0–1 that sum to 1, (N, 1, 1, classes). */
	public static final String CLASSES = "classes";
	/** Node before the softmax of {@link #CLASSES}: what the loss judges. */
	public static final String CLASSES_LOGIT = "classes_logit";
	/** Node of the averaged features, (N, 1, 1, C). */
	public static final String FEATURES = "average";

	/** On the average. */
	public ClassHead(int classes, double dropout) {
		this(classes, dropout, Pooling.Kind.AVERAGE);
	}

	/** The trunk with the head as output. @param trunk whose only output are features */
	public Network attach(Network trunk) {
		Network features = trunk.then(FEATURES, new GlobalPooling(pooling), trunk.outputs().get(0));
		Network dropped = dropout > 0 ? features.then("average_dropout", new Dropout(dropout)) : features;
		return dropped.then(CLASSES_LOGIT, Dense.of(classes)).then(CLASSES, new Activation(Activation.Function.SOFTMAX));
	}
}
