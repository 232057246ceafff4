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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;

import sc.fovea.model.JsonText;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * A network as a whole Keras model: of Keras 3 ({@code .keras}), a zip with the layers as JSON and their weights as HDF5, or of Keras 2 ({@code .h5}), all in HDF5. Inputs
 * and outputs are (N, H, W, C); behind a dense layer they are (N, C). Layers are named like the nodes, and Keras gives the outputs in the order of the network's.
 *
 * <pre>{@code
 * byte[] keras = KerasWriter.write(model.network(), model.weights(), KerasWriter.Container.KERAS);
 * }</pre>
 */
public final class KerasWriter {

	/** The first version of the format; later ones read it. */
	private static final String VERSION = "3.0.0";
	private static final String OLD_VERSION = "2.15.0";
	/** Bytes of an attribute: of 59,000 HDF5's own library read what jhdf 0.13 writes, of 60,000 no longer. */
	private static final int LONGEST_ATTRIBUTE = 58_000;

	/** Kinds of files. */
	public enum Container {
		/** A zip of Keras 3. */
		KERAS,
		/** HDF5 of Keras 2, which Keras 3 reads too. */
		H5
	}

	private final Network network;
	private final List<KerasPart> parts;

	private KerasWriter(Network network, Weights weights) {
		this.network = network;
		this.parts = KerasOrder.of(KerasParts.of(network, weights), network.outputs());
	}

	/**
	 * The bytes of a file.
	 *
	 * @throws IOException if HDF5 cannot be written to a temporary file
	 * @throws IllegalArgumentException naming the node and layer that Keras has not, or if the network has several inputs or is too large for the container
	 */
	public static byte[] write(Network network, Weights weights, Container container) throws IOException {
		if (network.inputs().size() != 1) throw new IllegalArgumentException("Expected a network with one input, got " + network.inputs().keySet() + ".");
		KerasWriter writer = new KerasWriter(network, weights);
		return container == Container.KERAS ? writer.zip() : hdf(writer::whole);
	}

	private byte[] zip() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			// Keras reads entries that are not packed without unpacking them to a file.
			zip.setMethod(ZipOutputStream.STORED);
			store(zip, "metadata.json", JsonText.compact(Map.of("keras_version", VERSION)).getBytes(StandardCharsets.UTF_8));
			store(zip, "config.json", JsonText.compact(KerasTree.of(network, parts, false)).getBytes(StandardCharsets.UTF_8));
			store(zip, "model.weights.h5", hdf(this::numbered));
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

	private static byte[] hdf(Consumer<WritableGroup> content) throws IOException {
		Path file = Files.createTempFile("fovea", ".h5");
		try {
			try (WritableHdfFile hdf = HdfFile.write(file)) {
				content.accept(hdf);
			}
			return Files.readAllBytes(file);
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	/** Groups {@code layers/conv2d_3/vars} with numbered arrays, layers of a class being counted in Keras' order. */
	private void numbered(WritableGroup root) {
		WritableGroup layers = root.putGroup("layers");
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

	/** {@code DepthwiseConv2D} becomes {@code depthwise_conv2d} (keras/src/utils/naming.py). */
	private static String snake(String kind) {
		return kind.replaceAll("(.)([A-Z][a-z]+)", "$1_$2").replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
	}

	/** The layers as an attribute; groups {@code model_weights/conv/conv} with arrays {@code kernel:0}, of layers that have weights. */
	private void whole(WritableGroup root) {
		String config = JsonText.compact(KerasTree.of(network, parts, true));
		List<KerasPart> weighted = parts.stream().filter(part -> !part.variables().isEmpty()).toList();
		// The writer of HDF5 has no empty lists.
		if (weighted.isEmpty()) throw new IllegalArgumentException("Expected a network with weights for .h5, got one without; .keras takes any.");
		String[] names = weighted.stream().map(KerasPart::name).toArray(String[]::new);
		int list = names.length * Arrays.stream(names).mapToInt(String::length).max().orElse(0);
		if (Math.max(config.length(), list) > LONGEST_ATTRIBUTE) {
			throw new IllegalArgumentException("Expected a network whose description has at most " + LONGEST_ATTRIBUTE + " letters for .h5, got "
				+ Math.max(config.length(), list) + "; .keras takes any.");
		}
		root.putAttribute("keras_version", OLD_VERSION);
		root.putAttribute("backend", "tensorflow");
		root.putAttribute("model_config", config);
		WritableGroup group = root.putGroup("model_weights");
		group.putAttribute("keras_version", OLD_VERSION);
		group.putAttribute("backend", "tensorflow");
		group.putAttribute("layer_names", names);
		for (KerasPart part : weighted) {
			WritableGroup layer = group.putGroup(part.name());
			layer.putAttribute("weight_names", part.variables().stream().map(variable -> part.name() + "/" + variable.name() + ":0").toArray(String[]::new));
			WritableGroup own = layer.putGroup(part.name());
			part.variables().forEach(variable -> own.putDataset(variable.name() + ":0", nested(variable.values())));
		}
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
