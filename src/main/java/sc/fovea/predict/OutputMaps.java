package sc.fovea.predict;

import java.util.Optional;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.net.Network;
import sc.fovea.net.Size;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TensorSource;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * What a model's network computes at one of its nodes, as images: probabilities of an object or of each class, or features of any layer. Owner of the runner; for one
 * thread at a time, but a map that is computed lazily may be visited by several.
 *
 * <pre>{@code
 * try (OutputMaps maps = OutputMaps.probabilities(model, backend, MemoryBudget.automatic())) {
 *     OutputMap map = maps.of(image, Segmenter.Place.FIRST, SegmentationOptions.STANDARD, Progress.none());
 *     Img<FloatType> probability = map.whole(); // (x, y, c)
 * }
 * }</pre>
 */
public final class OutputMaps implements Predictor {

	private final Model model;
	private final String node;
	private final TiledInference inference;

	private OutputMaps(Model model, String node, TiledInference inference) {
		this.model = model;
		this.node = node;
		this.inference = inference;
	}

	/**
	 * Maps of the probability of an object, or of each class, that the model's answers are made of.
	 *
	 * @throws IllegalArgumentException if the model's answer is no map
	 */
	public static OutputMaps probabilities(Model model, Backend backend, MemoryBudget budget) {
		return features(model, node(model), backend, budget);
	}

	/** The same by what already runs the model's network, and is closed by whoever opened it. */
	static OutputMaps probabilities(Model model, TiledInference inference) {
		return new OutputMaps(model, node(model), inference);
	}

	private static String node(Model model) {
		return model.task().probabilities().orElseThrow(() -> new IllegalArgumentException("Expected a model that gives a map of probabilities, got '"
			+ model.card().name() + "' for " + model.task().title() + "; ask for the features of one of its nodes."));
	}

	/**
	 * Maps of the features of a layer: of each channel of the named node.
	 *
	 * @param node a name that {@link Network#describe} lists
	 * @param backend runs the part of the network that leads to the node
	 * @param budget memory for a tile, which is a block of a lazy map
	 * @throws IllegalArgumentException if the network has no such node, or the node needs more than the image
	 */
	public static OutputMaps features(Model model, String node, Backend backend, MemoryBudget budget) {
		Network part = model.network().upTo(model.network().node(node).name());
		if (part.inputs().size() != 1) {
			throw new IllegalArgumentException("Expected a node that needs only the image, got '" + node + "', which needs " + part.inputs().keySet() + ".");
		}
		Runner runner = backend.runner(part, model.weights().of(part));
		return new OutputMaps(model, node, new TiledInference(runner, budget));
	}

	@Override
	public Model model() {
		return model;
	}

	/**
	 * The map of a plane. Nothing of it is computed yet, but the plane is read if its intensities are scaled by its own percentiles.
	 *
	 * @param image with the channels that the model expects; of several channels {@code options.channel()} chooses one
	 * @param place which plane
	 * @param options scale and channel; a network of fixed input size sees the whole plane stretched to it
	 * @param progress watches this and all that the map computes later
	 * @throws IllegalArgumentException if the image has other channels or a pixel that is not finite, or an option does not fit a map
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public OutputMap of(Hyperstack image, Segmenter.Place place, SegmentationOptions options, Progress progress) {
		options.requireNoThresholds("a map");
		WholeImage whole = WholeImage.of(model);
		TileSource source = whole.size().isPresent()
			? stretched(whole, image, place, options)
			: new PlaneInput(model.input(), options).of(image, place, progress);
		return new OutputMap(inference, node, source, image, progress);
	}

	private static TileSource stretched(WholeImage whole, Hyperstack image, Segmenter.Place place, SegmentationOptions options) {
		if (options.scale() != 0) {
			Size size = whole.size().orElseThrow();
			throw new IllegalArgumentException("Expected no scale for a network that sees images of " + size.width() + "x" + size.height() + " pixels, got "
				+ options.scale() + ".");
		}
		return new TensorSource(whole.of(image, new WholeImage.View(place.z(), place.t(), options.channel(), Optional.empty())));
	}

	@Override
	public void close() {
		inference.runner().close();
	}
}
