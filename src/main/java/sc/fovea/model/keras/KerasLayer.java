package sc.fovea.model.keras;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.model.ModelFormatException;
import sc.fovea.net.Tensor;
import sc.fovea.net.WeightSpec;

/**
 * A layer with weights as Keras knows it.
 *
 * @param node that takes its weights; empty if none does
 * @param name the layer's name, or empty if Keras named it itself ({@code conv2d_7}), so that only its place among those of its kind is known
 * @param kind class of the layer as Keras writes it in names: {@code conv2d}, {@code batch_normalization}
 * @param lacks weights that the layer was made without, by their Keras names: {@code gamma} of a normalization without scale
 */
public record KerasLayer(String node, String name, String kind, List<String> lacks) {

	private static final Map<String, String> OWN_NAMES = Map.of("scale", "gamma", "shift", "beta", "mean", "moving_mean", "variance", "moving_variance");
	private static final Map<String, List<String>> ORDER = Map.of("batch_normalization", List.of("gamma", "beta", "moving_mean", "moving_variance"),
		"group_normalization", List.of("gamma", "beta"), "separable_conv2d", List.of("depthwise_kernel", "pointwise_kernel", "bias"), "depthwise_conv2d",
		List.of("depthwise_kernel", "bias"));

	/** Copies the list. */
	public KerasLayer {
		lacks = List.copyOf(lacks);
	}

	/** With all weights of its kind. */
	public KerasLayer(String node, String name, String kind) {
		this(node, name, kind, List.of());
	}

	/** A layer that stands in the file and in the counting, but is not wanted. */
	public static KerasLayer unread(String name, String kind) {
		return new KerasLayer("", name, kind);
	}

	/** Whether a node takes its weights. */
	boolean isRead() {
		return !node.isEmpty();
	}

	/** Keras' names of its weights, in the order in which they are numbered. */
	List<String> weights() {
		return ORDER.getOrDefault(kind, List.of("kernel", "bias")).stream().filter(weight -> !lacks.contains(weight)).toList();
	}

	/** The value of one of the node's weights. */
	Tensor value(WeightSpec spec, Map<String, StoredWeight> stored, String file) throws ModelFormatException {
		String own = spec.name().substring(node.length() + 1);
		String keras = OWN_NAMES.getOrDefault(own, own);
		if (lacks.contains(keras)) {
			return constant(spec);
		}
		Optional<StoredWeight> found = Optional.ofNullable(stored.get(keras)).or(() -> Optional.ofNullable(stored.get("depthwise_" + keras)));
		if (found.isEmpty()) {
			throw new ModelFormatException(file, name.isEmpty() ? node : name, "Expected the weight " + keras + ", got only " + stored.keySet() + ".");
		}
		return found.get().read(spec.shape());
	}

	/** What a normalization without scale or shift does: times 1, plus 0. */
	private static Tensor constant(WeightSpec spec) {
		Tensor tensor = Tensor.zeros(spec.shape().stream().mapToInt(Integer::intValue).toArray());
		Arrays.fill(tensor.data(), spec.start() == WeightSpec.Start.ONES ? 1 : 0);
		return tensor;
	}
}
