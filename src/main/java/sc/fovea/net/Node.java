package sc.fovea.net;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A named layer in a network.
 *
 * @param name unique in its network: a letter, then letters, digits, {@code _} or {@code -}
 * @param layer what it computes
 * @param inputs names of the nodes or inputs that it reads, in order
 */
public record Node(String name, Layer layer, List<String> inputs) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

	/** @throws IllegalArgumentException if the name has other characters or there is no input */
	public Node {
		checkName(name);
		inputs = List.copyOf(inputs);
		if (inputs.isEmpty()) {
			throw new IllegalArgumentException("Expected at least one input of node '" + name + "', got none.");
		}
	}

	static void checkName(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("Expected a node name of letters, digits, _ and - that starts with a letter, got '" + name + "'.");
		}
	}

	/** Output shape; a layer's refusal becomes a {@link ShapeException} with this node's name. */
	Shape output(List<Shape> shapes) {
		return answer(shapes, layer::output);
	}

	/** The layer's weights; a refusal becomes a {@link ShapeException} with this node's name. */
	List<WeightSpec> weights(List<Shape> shapes) {
		return answer(shapes, layer::weights);
	}

	private <T> T answer(List<Shape> shapes, Function<List<Shape>, T> question) {
		try {
			return question.apply(shapes);
		}
		catch (IllegalArgumentException e) {
			throw new ShapeException(name, e.getMessage(), shapes.toString());
		}
		catch (ArithmeticException e) {
			throw new ShapeException(name, "extents below 2147483648", layer + " on " + shapes);
		}
	}
}
