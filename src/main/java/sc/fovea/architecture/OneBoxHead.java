package sc.fovea.architecture;

import java.util.Map;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.SoftArgmax;
import sc.fovea.net.Tensor;

/**
 * Head that says what the one object of an image is and where, behind any trunk: a map of the object and others whose soft argmax
 * ({@link SoftArgmax}) gives places and extents in the image, and a fully connected layer that makes the four edges of a box of them; as in Finn et
 * al. 2016 (arXiv:1509.06113) a regression whose inputs already move with the object. The class is told by average and maximum of the features over
 * the image, and how good the box is likely to be by places and extents: where several things compete, maps are wide.
 *
 * @param classes number of classes
 * @param filters of the convolution in front of the maps
 * @param maps number of maps beside that of the object
 */
public record OneBoxHead(int classes, int filters, int maps) {

	/** Output: probability of each class, (N, 1, 1, classes). */
	public static final String SCORES = "class_scores";
	/** Node before the softmax of {@link #SCORES}: what the loss judges. */
	public static final String SCORES_LOGIT = "class_scores_logit";
	/** Output: left, upper, right and lower edge in shares of the image, (N, 1, 1, 4). */
	public static final String BOX = "box";
	/** Output: expected intersection over union of the box with the true one, (N, 1, 1, 1). */
	public static final String CONFIDENCE = "confidence";
	/** Node before the sigmoid of {@link #CONFIDENCE}: is fitted when all else has been learned. */
	public static final String CONFIDENCE_LOGIT = "confidence_logit";
	/**
	 * Map of the object on the grid of the trunk, before a sigmoid; one of the maps. It has a loss of its own, from which the trunk learns soon
	 * what to look for.
	 */
	public static final String OBJECT = "object_map";
	/** Places and extents, (N, 1, 1, 4 · (maps + 1)): what box and confidence follow from. */
	public static final String PLACES = "places";
	/** Node with which the head begins. */
	static final String FEATURES = "place_features";

	/** The map of the object, multiplied, so that all that is outside of the object counts little beside it. */
	private static final String SHARP = "sharp_map";
	private static final float SHARPNESS = 3;
	/** Standard deviations from the middle of an evenly filled ellipse to its edge. */
	private static final float REACH = 2;
	private static final int EDGES = 4;

	/** Behind 64 filters and 16 maps. */
	public static OneBoxHead standard(int classes) {
		return new OneBoxHead(classes, 64, 16);
	}

	/**
	 * Weights to begin with, by which a box is that of an evenly filled ellipse where the map of the object is high: two standard deviations to
	 * each side of the mean. What is better is learned from there.
	 */
	public Map<String, Tensor> start() {
		Tensor box = Tensor.zeros(SoftArgmax.VALUES * (maps + 1), EDGES);
		for (int edge = 0; edge < EDGES; edge++) {
			int axis = edge % 2;
			box.data()[axis * EDGES + edge] = 1;
			box.data()[(2 + axis) * EDGES + edge] = edge < 2 ? -REACH : REACH;
		}
		return Map.of(BOX + ".kernel", box, BOX + ".bias", Tensor.zeros(EDGES), SHARP + ".kernel", Tensor.of(new float[] { SHARPNESS }, 1, 1, 1, 1));
	}

	/** The trunk with the three outputs. @param trunk whose only output are features */
	public Network attach(Network trunk) {
		String features = FEATURES + "_relu";
		Network places = trunk.then(FEATURES, Convolution.of(filters, 3), trunk.outputs().get(0)).then(features, Activation.relu())
			.then(OBJECT, Convolution.pointwise(1)).then(SHARP, Convolution.pointwise(1).withoutBias())
			.then("place_maps", Convolution.pointwise(maps), features).then("all_maps", Join.concatenate(), SHARP, "place_maps").then(PLACES, new SoftArgmax())
			.then(BOX, Dense.of(EDGES));
		Network confident = places.then(CONFIDENCE_LOGIT, Dense.of(1), PLACES).then(CONFIDENCE, new Activation(Activation.Function.SIGMOID));
		return confident.then("mean_features", new GlobalPooling(Pooling.Kind.AVERAGE), features)
			.then("most_features", new GlobalPooling(Pooling.Kind.MAX), features)
			.then("object_features", Join.concatenate(), "mean_features", "most_features")
			.then(SCORES_LOGIT, Dense.of(classes)).then(SCORES, new Activation(Activation.Function.SOFTMAX)).withOutputs(SCORES, BOX, CONFIDENCE);
	}
}
