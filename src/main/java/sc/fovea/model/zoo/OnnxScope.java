package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.net.Layer;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** What is known of the values of an ONNX graph while its network is made: those of nodes, constants, and numbers that are computed from sizes. */
final class OnnxScope {

	private final OnnxFile file;
	private final Assembly net;
	private final Map<String, Tensor> weights = new LinkedHashMap<>();
	private final Map<String, OnnxView> views = new HashMap<>();
	private final Map<String, Object> constants;
	private final Map<String, OnnxNumbers> numbers = new HashMap<>();
	private final Map<String, Integer> uses = new HashMap<>();
	private final OnnxSizes sizes;

	/** Begins with the input. @param isLast whether its channels are last */
	OnnxScope(OnnxFile file, Shape input, boolean isLast) {
		this.file = file;
		String name = file.inputs().keySet().iterator().next();
		this.net = new Assembly(name, input);
		this.constants = new HashMap<>(file.constants());
		this.sizes = new OnnxSizes(net.node(name), input, file.inputs().get(name), isLast);
		views.put(name, OnnxView.image(net.node(name), isLast));
		file.nodes().forEach(item -> item.inputs().forEach(value -> uses.merge(value, 1, Integer::sum)));
		file.outputs().forEach(value -> uses.merge(value, 1, Integer::sum));
	}

	/** The version of the operations. */
	long version() {
		return file.version();
	}

	Assembly net() {
		return net;
	}

	OnnxSizes sizes() {
		return sizes;
	}

	Weights weights() {
		return new Weights(weights);
	}

	/** Whether an input is there and not left out. */
	static boolean has(OnnxFile.Item item, int index) {
		return index < item.inputs().size() && !item.inputs().get(index).isEmpty();
	}

	/** Whether an input is the value of a node. */
	boolean isView(OnnxFile.Item item, int index) {
		return has(item, index) && views.containsKey(item.inputs().get(index));
	}

	/** A value of a node, in whatever form. @throws IllegalArgumentException if it is none */
	OnnxView view(String value) {
		OnnxView view = views.get(value);
		if (view != null) return view;
		boolean isNumber = constants.containsKey(value) || numbers.containsKey(value);
		throw new IllegalArgumentException(isNumber
			? "Expected an image, got numbers that are constant or computed from sizes."
			: "Expected \"" + value + "\" before it is read, got no such layer.");
	}

	OnnxView view(OnnxFile.Item item) {
		return view(item.inputs().get(0));
	}

	/** The first input as an image (N, C, H, W). */
	OnnxView image(OnnxFile.Item item) {
		return image(item.inputs().get(0));
	}

	/** A value as an image (N, C, H, W). */
	OnnxView image(String value) {
		OnnxView view = view(value);
		if (view.form() != OnnxView.Form.IMAGE)
			throw new IllegalArgumentException("Expected an image (N, C, H, W), got one of the extents " + extents(view) + ".");
		if (view.isLast()) throw new IllegalArgumentException("Expected an image (N, C, H, W), got (N, H, W, C).");
		return view;
	}

	Shape shape(OnnxView view) {
		return net.shape(view.node());
	}

	/** Extents as the other program holds the value. */
	List<OnnxSize> extents(OnnxView view) {
		OnnxSizes.Plane plane = sizes.plane(view.node());
		OnnxSize channels = OnnxSize.of(shape(view).channels());
		return switch (view.form()) {
			case OTHER -> view.extents();
			case VECTOR -> List.of(sizes.images(), channels.times(plane.height()).times(plane.width()));
			case TURNED -> List.of(sizes.images(), plane.width(), plane.height(), channels);
			case IMAGE -> view.isLast()
				? List.of(sizes.images(), plane.height(), plane.width(), channels)
				: List.of(sizes.images(), channels, plane.height(), plane.width());
		};
	}

	/** Adds a layer on the first input; its value has the same form. @return its node */
	String layer(OnnxFile.Item item, Layer layer) {
		return behind(item, layer, view(item).node());
	}

	/** Adds a layer on nodes; its value has the form of the first input. @return its node */
	String behind(OnnxFile.Item item, Layer layer, String... from) {
		return define(item.outputs().get(0), view(item), inner(item.outputs().get(0), layer, from));
	}

	/** Adds a layer whose value has no name in the graph. @return its node */
	String inner(String name, Layer layer, String... from) {
		String node = net.add(name, layer, List.of(from));
		sizes.add(node, layer, Arrays.asList(from));
		return node;
	}

	/** Lets a value be a node in the form of another one. @return the node */
	String define(String value, OnnxView form, String node) {
		views.put(value, form.of(node));
		return node;
	}

	/** Lets a value be the first input in another form. */
	void alias(OnnxFile.Item item, OnnxView view) {
		views.put(item.outputs().get(0), view.shared(isShared(item.inputs().get(0))));
	}

	/** Whether more than one operation reads a value, or it is an output as well. */
	boolean isShared(String value) {
		return uses.getOrDefault(value, 0) > 1;
	}

	/** Keeps a weight of a node. */
	void put(String node, String weight, Tensor value) {
		weights.put(node + "." + weight, value);
	}

	Tensor weight(String node, String weight) {
		return weights.get(node + "." + weight);
	}

	/** Keeps what a constant operation says. */
	void constant(String value, Object what) {
		constants.put(value, what instanceof Long one
			? new OnnxFile.Wholes(new long[] { one })
			: what instanceof long[] many
				? new OnnxFile.Wholes(many, many.length)
				: what instanceof Float one
					? Tensor.of(new float[] { one })
					: what instanceof float[] many ? Tensor.of(many, many.length) : what);
	}

	/** Keeps computed numbers. */
	void number(String value, OnnxNumbers what) {
		numbers.put(value, what);
	}

	/** A constant as the file has it. */
	Optional<Object> constant(String value) {
		return Optional.ofNullable(constants.get(value));
	}

	/** Whether a value is constant or computed from sizes. */
	boolean isNumber(String value) {
		return numbers.containsKey(value) || constants.containsKey(value);
	}

	/** Numbers of a file or computed. @throws IllegalArgumentException if they are none or too many */
	OnnxNumbers numbers(OnnxFile.Item item, int index) {
		String value = has(item, index) ? item.inputs().get(index) : "";
		if (numbers.containsKey(value)) return numbers.get(value);
		Object constant = constants.get(value);
		if (constant instanceof OnnxFile.Wholes wholes) return OnnxNumbers.of(wholes);
		if (constant instanceof Tensor floats) return OnnxNumbers.of(floats);
		throw new IllegalArgumentException("Expected numbers as input " + (index + 1) + ", got " + (views.containsKey(value) ? "an image." : "none."));
	}

	/** Floats of a file, or computed ones that are the same for every image. */
	Tensor floats(OnnxFile.Item item, int index) {
		String value = has(item, index) ? item.inputs().get(index) : "";
		if (constants.get(value) instanceof Tensor tensor) return tensor;
		if (numbers.containsKey(value)) return numbers.get(value).floats();
		throw new IllegalArgumentException("Expected constant floats as input " + (index + 1) + ", got none.");
	}

	/** Whole numbers that are the same for every image: an input, or in older files an attribute. */
	long[] wholes(OnnxFile.Item item, int index, String attribute) {
		return has(item, index) ? numbers(item, index).wholes() : item.wholes(attribute);
	}

	/** Values of the first inputs as nodes. */
	String[] nodes(OnnxFile.Item item) {
		List<String> nodes = new ArrayList<>();
		item.inputs().forEach(value -> nodes.add(view(value).node()));
		return nodes.toArray(String[]::new);
	}
}
