package sc.fovea.model.keras;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.jhdf.HdfFile;

import sc.fovea.model.ModelFormatException;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Tensor;
import sc.fovea.net.WeightSpec;
import sc.fovea.net.Weights;

/**
 * Reads Keras weights in HDF5 ({@code model.save_weights("x.h5")}, or the weights in {@code model.save("x.h5")}), with or without the classifier on top.
 * <p>
 * A node takes the weights of the Keras layer of its name; layers that are no nodes are left. Kernels of convolutions, depthwise ones included, of
 * transposed convolutions and of dense layers have the same order of extents here and there.
 *
 * <pre>{@code
 * Network features = new MobileNetV1().features(1, 0.25);
 * Weights weights = KerasWeights.read(Path.of("mobilenetV1_0.25_96x96_greyscale_weights.h5"), features);
 * }</pre>
 */
public final class KerasWeights {

	/** Our name of a weight to the names that Keras has for it. */
	private static final Map<String, List<String>> NAMES = Map.of("kernel", List.of("kernel", "depthwise_kernel"), "bias", List.of("bias"),
		"scale", List.of("gamma"), "shift", List.of("beta"), "mean", List.of("moving_mean"), "variance", List.of("moving_variance"));

	private KerasWeights() {}

	/**
	 * The weights of all nodes of a network.
	 *
	 * @param file an .h5 file
	 * @param network whose nodes are named like the layers
	 * @throws ModelFormatException if there is no such file, it is damaged or of another kind, or a layer or weight is missing, has another shape (another
	 *         width multiplier or number of channels) or a value that is no number
	 */
	public static Weights read(Path file, Network network) throws ModelFormatException {
		if (!Files.isRegularFile(file)) {
			throw new ModelFormatException(file.toString(), "", "Expected a file of Keras weights (.h5), got nothing of that name.");
		}
		return opened(file.toString(), () -> new HdfFile(file), groups -> read(groups, network));
	}

	/**
	 * The weights of all nodes of a network from the content of a file, in any layout that Keras writes: the layers of Keras 2 ({@code .h5}) or the numbered
	 * variables of Keras 3 ({@code .weights.h5}).
	 *
	 * @param content of the file
	 * @param file its name, for messages
	 * @param network of which each node with weights is one of the layers
	 * @param layers all layers with weights, in Keras' order
	 * @throws ModelFormatException as for {@link #read(Path, Network)}, or if the file has other layers
	 */
	public static Weights read(byte[] content, String file, Network network, List<KerasLayer> layers) throws ModelFormatException {
		return opened(file, () -> HdfFile.fromBytes(content), groups -> {
			LayerSource source = groups.isNumbered() ? new NumberedLayers(groups, layers) : new NamedLayers(groups, layers);
			Map<String, List<WeightSpec>> specs = network.weightsByNode();
			Map<String, Tensor> tensors = new LinkedHashMap<>();
			for (KerasLayer layer : layers.stream().filter(KerasLayer::isRead).toList()) {
				Map<String, StoredWeight> stored = source.weights(layer);
				for (WeightSpec spec : specs.get(layer.node())) {
					tensors.put(spec.name(), layer.value(spec, stored, file));
				}
			}
			return new Weights(tensors);
		});
	}

	/** What is done with an open file. */
	@FunctionalInterface
	interface Reading<T> {

		T of(LayerGroups groups) throws ModelFormatException;
	}

	/** Reads an open file; whatever a damaged one does to the reader of HDF5 becomes one sentence. */
	static <T> T opened(String file, Supplier<HdfFile> opening, Reading<T> reading) throws ModelFormatException {
		try (HdfFile hdf = opening.get()) {
			return reading.of(new LayerGroups(file, hdf));
		}
		// A damaged file breaks the HDF5 reader in every way: with its own exceptions, those of buffers, endless nesting, arrays of any size.
		catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
			String problem = "Expected an undamaged HDF5 file, got one that cannot be read (" + reason(e) + ").";
			ModelFormatException refusal = new ModelFormatException(file, "", problem);
			refusal.initCause(e);
			throw refusal;
		}
	}

	private static Weights read(LayerGroups groups, Network network) throws ModelFormatException {
		Map<String, List<WeightSpec>> specs = network.weightsByNode();
		Map<String, Tensor> tensors = new LinkedHashMap<>();
		Map<String, Map<String, StoredWeight>> layers = groups.weights(specs.keySet());
		for (Node node : network.nodes()) {
			for (WeightSpec spec : specs.get(node.name())) {
				String name = spec.name().substring(node.name().length() + 1);
				int place = specs.get(node.name()).indexOf(spec);
				tensors.put(spec.name(), find(groups, layers, node.name(), name, place).read(spec.shape()));
			}
		}
		return new Weights(tensors);
	}

	/** By its name, or else by its place: Keras 1 named weights freely, {@code uniform1} and {@code conv1_b}, but in the order in which they are here. */
	private static StoredWeight find(LayerGroups groups, Map<String, Map<String, StoredWeight>> layers, String layer, String weight, int place)
		throws ModelFormatException {
		Map<String, StoredWeight> stored = layers.get(layer);
		if (stored == null) {
			throw new ModelFormatException(groups.file(), layer, "Expected the weights of a layer of this name, got none: the file is of another network.");
		}
		for (String name : NAMES.get(weight)) {
			if (stored.containsKey(name)) {
				return stored.get(name);
			}
		}
		boolean isNamed = NAMES.values().stream().flatMap(List::stream).anyMatch(stored::containsKey);
		if (!isNamed && place < stored.size()) {
			return List.copyOf(stored.values()).get(place);
		}
		throw new ModelFormatException(groups.file(), layer, "Expected " + String.join(" or ", NAMES.get(weight)) + ", got only " + stored.keySet() + ".");
	}

	private static String reason(Throwable e) {
		return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
	}
}
