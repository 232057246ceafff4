package sc.fovea.model.keras;

import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;

import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** Writes weights as Keras does. */
public final class KerasFiles {

	private KerasFiles() {}

	/** As {@code save_weights} does, with all layers side by side or in one that is a model. */
	public static Path write(Path file, Network network, Weights weights, boolean nested) {
		Map<String, Map<String, Tensor>> layers = new LinkedHashMap<>();
		weights.tensors().forEach((name, tensor) -> {
			String[] parts = name.split("\\.");
			boolean depthwise = network.node(parts[0]).layer() instanceof Convolution c && c.connection() == Convolution.Connection.DEPTHWISE;
			layers.computeIfAbsent(nested ? "inner" : parts[0], key -> new LinkedHashMap<>()).put(parts[0] + "/" + kerasName(parts[1], depthwise), tensor);
		});
		try (WritableHdfFile hdf = HdfFile.write(file)) {
			hdf.putAttribute("layer_names", layers.keySet().toArray(String[]::new));
			layers.forEach((layer, tensors) -> write(hdf.putGroup(layer), tensors));
		}
		return file;
	}

	private static void write(WritableGroup group, Map<String, Tensor> tensors) {
		group.putAttribute("weight_names", tensors.keySet().toArray(String[]::new));
		Map<String, WritableGroup> inner = new LinkedHashMap<>();
		tensors.forEach((path, tensor) -> {
			String[] parts = path.split("/");
			inner.computeIfAbsent(parts[0], group::putGroup).putDataset(parts[1], nest(tensor));
		});
	}

	private static String kerasName(String name, boolean depthwise) {
		return switch (name) {
			case "kernel" -> depthwise ? "depthwise_kernel:0" : "kernel:0";
			case "scale" -> "gamma:0";
			case "shift" -> "beta:0";
			case "mean", "variance" -> "moving_" + name + ":0";
			default -> name + ":0";
		};
	}

	/** The tensor as an array of arrays, which is what the writer takes. */
	private static Object nest(Tensor tensor) {
		Object nested = Array.newInstance(float.class, tensor.shape());
		fill(nested, tensor.data(), new int[1]);
		return nested;
	}

	private static void fill(Object target, float[] values, int[] next) {
		if (target instanceof float[] row) {
			System.arraycopy(values, next[0], row, 0, row.length);
			next[0] += row.length;
			return;
		}
		for (Object part : (Object[]) target) {
			fill(part, values, next);
		}
	}
}
