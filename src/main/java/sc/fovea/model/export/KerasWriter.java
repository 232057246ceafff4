package sc.fovea.model.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;

import sc.fovea.model.JsonText;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * A network as a whole model of Keras 3 ({@code .keras}): a zip with the layers as JSON and their weights as HDF5. Inputs and outputs are (N, H, W, C); behind a dense layer
 * they are (N, C). Layers are named like the nodes, and Keras gives the outputs in the order of the network's.
 *
 * <pre>{@code
 * byte[] keras = KerasWriter.write(model.network(), model.weights());
 * }</pre>
 */
public final class KerasWriter {

	/** The first version of the format; later ones read it. */
	private static final String VERSION = "3.0.0";

	private final Network network;
	private final List<KerasPart> parts;
	private final Map<String, KerasPart> byName = new HashMap<>();

	private KerasWriter(Network network, Weights weights) {
		this.network = network;
		this.parts = KerasOrder.of(KerasParts.of(network, weights), network.outputs());
		parts.forEach(part -> byName.put(part.name(), part));
	}

	/**
	 * The bytes of a {@code .keras} file.
	 *
	 * @throws IOException if HDF5 cannot be written to a temporary file
	 * @throws IllegalArgumentException naming the node and layer that Keras has not, or if the network has several inputs
	 */
	public static byte[] write(Network network, Weights weights) throws IOException {
		if (network.inputs().size() != 1) throw new IllegalArgumentException("Expected a network with one input, got " + network.inputs().keySet() + ".");
		return new KerasWriter(network, weights).zip();
	}

	private byte[] zip() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			// Keras reads entries that are not packed without unpacking them to a file.
			zip.setMethod(ZipOutputStream.STORED);
			store(zip, "metadata.json", JsonText.compact(Map.of("keras_version", VERSION)).getBytes(StandardCharsets.UTF_8));
			store(zip, "config.json", JsonText.compact(model()).getBytes(StandardCharsets.UTF_8));
			store(zip, "model.weights.h5", variables());
		}
		return bytes.toByteArray();
	}

	private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
		ZipEntry entry = new ZipEntry(name);
		// The same model gives the same bytes.
		entry.setTime(0);
		CRC32 sum = new CRC32();
		sum.update(content);
		entry.setCrc(sum.getValue());
		entry.setSize(content.length);
		zip.putNextEntry(entry);
		zip.write(content);
		zip.closeEntry();
	}

	private Map<String, Object> model() {
		Map<String, Object> config = new LinkedHashMap<>();
		config.put("name", "network");
		config.put("trainable", true);
		config.put("layers", parts.stream().map(this::layer).toList());
		config.put("input_layers", histories(List.copyOf(network.inputs().keySet())));
		config.put("output_layers", histories(network.outputs()));
		return ordered("module", "keras.src.models.functional", "class_name", "Functional", "config", config, "registered_name", "Functional");
	}

	/** Keras gives a single answer alone, not in a list, where it stands alone here. */
	private static List<Object> histories(List<String> layers) {
		return layers.size() == 1 ? history(layers.get(0)) : layers.stream().<Object>map(KerasWriter::history).toList();
	}

	private static List<Object> history(String layer) {
		return List.of(layer, 0, 0);
	}

	private static Map<String, Object> ordered(Object... keysAndValues) {
		Map<String, Object> tree = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2)
			tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
		return tree;
	}

	private Map<String, Object> layer(KerasPart part) {
		Map<String, Object> config = ordered("name", part.name(), "dtype", "float32");
		if (part.inputs().isEmpty()) config.put("batch_shape", extents(part));
		config.putAll(part.config());
		List<Object> tensors = part.inputs().stream().map(input -> tensor(byName.get(input))).collect(Collectors.toList());
		List<Object> calls = part.inputs().isEmpty()
			? List.of()
			: List.of(ordered("args", part.joins() ? List.of(tensors) : tensors, "kwargs", Map.of()));
		return ordered("module", "keras.layers", "class_name", part.kind(), "config", config, "name", part.name(), "inbound_nodes", calls);
	}

	private static Map<String, Object> tensor(KerasPart from) {
		return ordered("class_name", "__keras_tensor__", "config", ordered("shape", extents(from), "dtype", "float32", "keras_history", history(from.name())));
	}

	/** Extents that are free are null. */
	private static List<Integer> extents(KerasPart part) {
		Shape shape = part.shape();
		if (part.isVector()) return Arrays.asList(null, shape.isFixed() ? Math.toIntExact(shape.count()) : null);
		return Arrays.asList(null, free(shape.height()), free(shape.width()), shape.channels());
	}

	private static Integer free(int extent) {
		return extent == Shape.ANY ? null : Integer.valueOf(extent);
	}

	/** Groups {@code layers/conv2d_3/vars} with numbered arrays, layers of a class being counted in Keras' order. */
	private byte[] variables() throws IOException {
		Path file = Files.createTempFile("fovea", ".h5");
		try {
			try (WritableHdfFile hdf = HdfFile.write(file)) {
				WritableGroup layers = hdf.putGroup("layers");
				Map<String, Integer> counts = new HashMap<>();
				for (KerasPart part : parts) {
					String kind = snake(part.kind());
					int index = counts.merge(kind, 1, Integer::sum) - 1;
					if (part.variables().isEmpty()) continue;
					WritableGroup own = layers.putGroup(index == 0 ? kind : kind + "_" + index).putGroup("vars");
					for (int i = 0; i < part.variables().size(); i++)
						own.putDataset(Integer.toString(i), nested(part.variables().get(i).values()));
				}
			}
			return Files.readAllBytes(file);
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	/** {@code DepthwiseConv2D} becomes {@code depthwise_conv2d} (keras/src/utils/naming.py). */
	private static String snake(String kind) {
		return kind.replaceAll("\\W+", "").replaceAll("(.)([A-Z][a-z]+)", "$1_$2").replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
	}

	/** Arrays of arrays, as the writer of HDF5 takes them. */
	private static Object nested(Tensor tensor) {
		Object array = Array.newInstance(float.class, tensor.shape());
		List<float[]> rows = new ArrayList<>();
		collect(array, rows);
		int position = 0;
		for (float[] row : rows) {
			System.arraycopy(tensor.data(), position, row, 0, row.length);
			position += row.length;
		}
		return array;
	}

	private static void collect(Object array, List<float[]> rows) {
		if (array instanceof float[] row) {
			rows.add(row);
			return;
		}
		for (Object inner : (Object[]) array)
			collect(inner, rows);
	}
}
