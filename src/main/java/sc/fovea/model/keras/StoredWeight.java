package sc.fovea.model.keras;

import java.util.List;
import java.util.stream.IntStream;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;

import sc.fovea.model.ModelFormatException;
import sc.fovea.net.Tensor;

/**
 * One array of a Keras file, not yet read.
 *
 * @param groups the file
 * @param layer its group
 * @param path its name below the group, for example {@code conv1/kernel:0}
 */
record StoredWeight(LayerGroups groups, Group layer, String path) {

	/** A chunk may be larger than its array, but not so much that a small file fills the memory. */
	private static final long LARGEST_CHUNK = 1 << 22;

	/** The values. @throws ModelFormatException if the shape is another, or the values are no finite numbers of 32 or 64 bits */
	Tensor read(List<Integer> expected) throws ModelFormatException {
		Dataset dataset = dataset();
		List<Integer> shape = IntStream.of(dataset.getDimensions()).boxed().toList();
		if (!shape.equals(expected)) {
			throw refusal("shape " + expected + " (height, width, input channels, filters; or channels)", shape
				+ ": the file is of another width multiplier or number of channels");
		}
		float[] values = floats(dataset);
		for (float value : values) {
			if (!Float.isFinite(value)) {
				throw refusal("finite numbers", Float.toString(value));
			}
		}
		return Tensor.of(values, dataset.getDimensions());
	}

	private Dataset dataset() throws ModelFormatException {
		Node node = layer;
		for (String part : path.split("/")) {
			if (!(node instanceof Group group)) {
				throw refusal("a group", "an array at '" + node.getName() + "'");
			}
			node = groups.child(group, part);
		}
		if (!(node instanceof Dataset dataset)) {
			throw refusal("an array", "a group");
		}
		return dataset;
	}

	private float[] floats(Dataset dataset) throws ModelFormatException {
		if (dataset instanceof ChunkedDataset chunked) {
			long chunk = IntStream.of(chunked.getChunkDimensions()).mapToLong(i -> i).reduce(1, Math::multiplyExact);
			if (chunk > Math.max(LARGEST_CHUNK, 2 * dataset.getSize())) {
				throw refusal("chunks not larger than the array of " + dataset.getSize() + " values", Long.toString(chunk));
			}
		}
		Object values = dataset.getJavaType() == float.class || dataset.getJavaType() == double.class ? dataset.getDataFlat() : dataset.getJavaType();
		if (values instanceof double[] wide) {
			float[] narrow = new float[wide.length];
			for (int i = 0; i < wide.length; i++) {
				narrow[i] = (float) wide[i];
			}
			return narrow;
		}
		if (!(values instanceof float[] floats)) {
			throw refusal("numbers of 32 or 64 bits", String.valueOf(values));
		}
		return floats;
	}

	private ModelFormatException refusal(String expected, String got) {
		return new ModelFormatException(groups.file(), path, "Expected " + expected + ", got " + got + ".");
	}
}
