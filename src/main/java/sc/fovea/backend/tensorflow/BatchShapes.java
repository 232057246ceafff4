package sc.fovea.backend.tensorflow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fovea.backend.Loss;
import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/**
 * The shapes that a batch gives to every input and node of a network.
 *
 * @param images shape of one image by name
 * @param counts number of images by name; behind a {@link RegionLayer} the number of regions
 */
record BatchShapes(Map<String, Shape> images, Map<String, Integer> counts) {

	/** Checks the inputs. @throws ShapeException naming the input or node that does not fit */
	static BatchShapes of(Network network, Map<String, Tensor> batch) {
		Map<String, Shape> given = new LinkedHashMap<>();
		Map<String, Integer> counts = new HashMap<>();
		network.inputs().forEach((name, shape) -> {
			Tensor tensor = images(name, shape.toString(), batch.get(name));
			given.put(name, tensor.imageShape());
			counts.put(name, tensor.batch());
		});
		Map<String, Shape> shapes = network.shapes(given);
		network.nodes().forEach(node -> counts.put(node.name(), count(node, counts)));
		return new BatchShapes(shapes, counts);
	}

	private static Tensor images(String name, String expected, Tensor tensor) {
		if (tensor == null) {
			throw new ShapeException(name, "a batch of images " + expected, "none");
		}
		if (tensor.rank() != 4 || tensor.height() < 1 || tensor.width() < 1 || tensor.channels() < 1) {
			throw new ShapeException(name, "a batch of images " + expected, tensor.toString());
		}
		return tensor;
	}

	private static int count(Node node, Map<String, Integer> counts) {
		if (node.layer() instanceof RegionLayer) {
			return counts.get(node.inputs().get(1));
		}
		int first = counts.get(node.inputs().get(0));
		for (String input : node.inputs()) {
			if (counts.get(input) != first) {
				String got = counts.get(input) + " images from '" + input + "'";
				throw new ShapeException(node.name(), "inputs of " + first + " images each", got);
			}
		}
		return first;
	}

	/** Checks that target and mask of a loss have the shape of its output. @throws ShapeException naming the tensor that is missing or does not fit */
	void check(Loss loss, Map<String, Tensor> batch) {
		Shape output = images.get(loss.output());
		int count = counts.get(loss.output());
		check(loss.target(), batch, count, List.of(output));
		if (!loss.mask().isEmpty()) {
			List<Shape> pixels = List.of(output.withChannels(1));
			check(loss.mask(), batch, count, loss.kind().isOfValues() ? List.of(pixels.get(0), output) : pixels);
		}
	}

	private static void check(String name, Map<String, Tensor> batch, int count, List<Shape> allowed) {
		String expected = allowed.stream().distinct().map(Shape::toString).collect(Collectors.joining(" or "));
		Tensor tensor = images(name, expected, batch.get(name));
		if (tensor.batch() != count || !allowed.contains(tensor.imageShape())) {
			throw new ShapeException(name, count + " images of shape " + expected, tensor.toString());
		}
	}

	/**
	 * Checks that no node needs more memory for its inputs and its value than there is. TensorFlow's fast convolutions for CPUs
	 * do not survive a failed allocation: they take the process with them.
	 *
	 * @throws OutOfMemoryException naming the node
	 */
	void checkMemory(Network network, Processor processor) {
		for (Node node : network.nodes()) {
			long bytes = Float.BYTES * (values(node.name()) + node.inputs().stream().mapToLong(this::values).sum());
			if (bytes > processor.memory()) {
				throw new OutOfMemoryException("Expected enough memory on " + processor.name() + " for " + describe(network) + ", but node '"
					+ node.name() + "' alone needs " + (bytes >> 20) + " MB and there are " + (processor.memory() >> 20) + " MB.",
					new OutOfMemoryError("native memory"));
			}
		}
	}

	/** Number of values of a node. */
	long values(String node) {
		return images.get(node).count() * counts.get(node);
	}

	/** What came in, for messages: {@code image 4 x (128, 128, 1)}. */
	String describe(Network network) {
		return network.inputs().keySet().stream().map(name -> "'" + name + "' " + counts.get(name) + " x " + images.get(name))
			.collect(Collectors.joining(", "));
	}
}
