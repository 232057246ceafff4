package sc.fovea.model.zoo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;
import sc.fovea.net.ZeroPadding;

/**
 * Makes Fovea's layers of the operations of an ONNX graph (N, C, H, W), one by one; one that Fovea has not is refused by its name. Where an image is turned to
 * (N, H, W, C) and back by a Transpose, nothing is to be done here, since order of extents is a matter of the other program's memory.
 */
final class OnnxBuilder {

	private final OnnxFile file;
	private final Assembly net;
	private final Map<String, Tensor> weights = new LinkedHashMap<>();
	/** Values that the other program holds with channels last. */
	private final Set<String> last = new HashSet<>();
	private final Map<String, Object> constants;

	private OnnxBuilder(OnnxFile file, Shape input, boolean isLast) {
		this.file = file;
		String name = file.inputs().keySet().iterator().next();
		this.net = new Assembly(name, input);
		this.constants = new HashMap<>(file.constants());
		if (isLast) last.add(name);
	}

	/**
	 * Builds a network of one input.
	 *
	 * @param input shape of the image
	 * @param isLast whether the graph's input has its channels last
	 * @throws IllegalArgumentException naming the operation that cannot be had
	 */
	static OnnxBuilder of(OnnxFile file, Shape input, boolean isLast) {
		OnnxBuilder builder = new OnnxBuilder(file, input, isLast);
		for (OnnxFile.Item item : file.nodes()) {
			try {
				builder.add(item);
			}
			catch (IndexOutOfBoundsException e) {
				throw new IllegalArgumentException("Operation " + item.operation() + " \"" + item.name() + "\": Expected more inputs or numbers, got "
					+ item.inputs() + ".", e);
			}
			catch (IllegalArgumentException e) {
				throw new IllegalArgumentException("Operation " + item.operation() + " \"" + item.name() + "\": " + e.getMessage(), e);
			}
		}
		return builder;
	}

	/** The network with the graph's outputs. */
	Network network() {
		return net.network().withOutputs(file.outputs().stream().map(net::node).distinct().toArray(String[]::new));
	}

	/** The node of a value of the graph. */
	String node(String value) {
		return net.node(value);
	}

	/** Weights of the network. */
	Weights weights() {
		return new Weights(weights);
	}

	private void add(OnnxFile.Item item) {
		switch (item.operation()) {
			case "Conv" -> convolution(item);
			case "ConvTranspose" -> transposed(item);
			case "BatchNormalization" -> normalization(item);
			case "MaxPool" -> pool(item, Pooling.Kind.MAX);
			case "AveragePool" -> pool(item, Pooling.Kind.AVERAGE);
			case "GlobalMaxPool" -> layer(item, new GlobalPooling(Pooling.Kind.MAX));
			case "GlobalAveragePool" -> layer(item, new GlobalPooling(Pooling.Kind.AVERAGE));
			case "ReduceMean" -> mean(item);
			case "Resize", "Upsample" -> resize(item);
			case "Concat" -> concatenation(item);
			case "Add", "Sum" -> sum(item);
			case "Mul", "Sub", "Div" -> arithmetic(item);
			case "Gemm", "MatMul" -> dense(item);
			case "Flatten", "Reshape", "Squeeze" -> flat(item);
			case "Pad" -> pad(item);
			case "Transpose" -> turn(item);
			case "Constant" -> constants.put(item.outputs().get(0), item.attributes().values().stream().findFirst().orElse(new long[0]));
			case "Identity", "Cast" -> alias(item);
			case "Dropout" -> layer(item, new Dropout(0));
			default -> activation(item);
		}
	}

	private void activation(OnnxFile.Item item) {
		switch (item.operation()) {
			case "Relu" -> function(item, Activation.Function.RELU);
			case "Sigmoid" -> function(item, Activation.Function.SIGMOID);
			case "Tanh" -> function(item, Activation.Function.TANH);
			case "Softplus" -> function(item, Activation.Function.SOFTPLUS);
			case "Elu" -> function(only(item, item.real("alpha", 1), 1), Activation.Function.ELU);
			case "Selu" -> function(item, Activation.Function.SELU);
			case "LeakyRelu" -> function(only(item, item.real("alpha", 0.01f), 0.2), Activation.Function.LEAKY_RELU);
			case "Softmax" -> softmax(item);
			case "Clip" -> clip(item);
			default -> throw new IllegalArgumentException("Expected an operation that Fovea has, got this one.");
		}
	}

	private static OnnxFile.Item only(OnnxFile.Item item, double value, double own) {
		if (Math.abs(value - own) > 1e-6) throw new IllegalArgumentException("Expected a slope of " + own + ", got " + value + ".");
		return item;
	}

	private String input(OnnxFile.Item item) {
		return net.node(item.inputs().get(0));
	}

	/** A layer on the first input. @return its node */
	private String layer(OnnxFile.Item item, Layer layer) {
		return behind(item, layer, input(item));
	}

	private String behind(OnnxFile.Item item, Layer layer, String... from) {
		String node = net.add(item.outputs().get(0), layer, List.of(from));
		if (last.contains(item.inputs().get(0))) last.add(item.outputs().get(0));
		return node;
	}

	private void alias(OnnxFile.Item item) {
		String from = item.inputs().get(0);
		if (constants.containsKey(from)) {
			constants.put(item.outputs().get(0), constants.get(from));
			return;
		}
		net.alias(item.outputs().get(0), net.node(from));
		if (last.contains(from)) last.add(item.outputs().get(0));
	}

	private void function(OnnxFile.Item item, Activation.Function function) {
		layer(item, new Activation(function));
	}

	private boolean has(OnnxFile.Item item, int index) {
		return index < item.inputs().size() && !item.inputs().get(index).isEmpty();
	}

	private Tensor floats(OnnxFile.Item item, int index) {
		Object value = has(item, index) ? constants.get(item.inputs().get(index)) : null;
		if (!(value instanceof Tensor tensor)) throw new IllegalArgumentException("Expected constant floats as input " + (index + 1) + ", got none.");
		return tensor;
	}

	private long[] wholes(OnnxFile.Item item, int index) {
		Object value = has(item, index) ? constants.get(item.inputs().get(index)) : null;
		if (!(value instanceof long[] numbers)) throw new IllegalArgumentException("Expected constant whole numbers as input " + (index + 1) + ", got none.");
		return numbers;
	}

	private void requireFirst(OnnxFile.Item item) {
		if (last.contains(item.inputs().get(0))) throw new IllegalArgumentException("Expected an image (N, C, H, W), got (N, H, W, C).");
	}

	private void put(String node, String weight, Tensor value) {
		weights.put(node + "." + weight, value);
	}

	private void convolution(OnnxFile.Item item) {
		requireFirst(item);
		Tensor kernel = floats(item, 1);
		if (kernel.rank() != 4) throw new IllegalArgumentException("Expected a kernel of planes, got " + kernel + ".");
		int in = net.shape(input(item)).channels();
		long group = item.whole("group", 1);
		boolean isDepthwise = group == in && kernel.extent(1) == 1 && in > 1;
		if (group != 1 && !isDepthwise) throw new IllegalArgumentException("Expected one group or as many as channels, got " + group + ".");
		Size window = new Size(kernel.extent(2), kernel.extent(3));
		Size stride = size(item.wholes("strides", 1, 1));
		int dilation = side(item.wholes("dilations", 1, 1));
		Size reach = new Size((window.height() - 1) * dilation + 1, (window.width() - 1) * dilation + 1);
		String from = padded(item, input(item), reach, stride, true);
		Padding padding = isSame(item, reach, stride) ? Padding.SAME : Padding.VALID;
		int filters = isDepthwise ? kernel.extent(0) / in : kernel.extent(0);
		Convolution layer = new Convolution(filters, window, stride, dilation, padding,
			isDepthwise ? Convolution.Connection.DEPTHWISE : Convolution.Connection.FULL,
			has(item, 2));
		String node = behind(item, layer, from);
		Tensor grouped = isDepthwise ? Tensor.of(kernel.data(), in, filters, window.height(), window.width()) : kernel;
		put(node, "kernel", isDepthwise ? grouped.transposed(2, 3, 0, 1) : grouped.transposed(2, 3, 1, 0));
		if (has(item, 2)) put(node, "bias", floats(item, 2));
	}

	/** Zeros at top, left, bottom, right; those of {@code auto_pad} for sides that are multiples of the stride. */
	private static long[] pads(OnnxFile.Item item, Size window, Size stride) {
		String auto = item.text("auto_pad", "NOTSET");
		long[] pads = item.wholes("pads", 0, 0, 0, 0);
		if (pads.length != 4) throw new IllegalArgumentException("Expected 4 pads, got " + pads.length + ".");
		if (auto.equals("NOTSET")) return pads;
		if (auto.equals("VALID")) return new long[4];
		int y = Math.max(window.height() - stride.height(), 0);
		int x = Math.max(window.width() - stride.width(), 0);
		return switch (auto) {
			case "SAME_UPPER" -> new long[] { y / 2, x / 2, y - y / 2, x - x / 2 };
			case "SAME_LOWER" -> new long[] { y - y / 2, x - x / 2, y / 2, x / 2 };
			default -> throw new IllegalArgumentException("Expected pads, got auto_pad " + auto + ".");
		};
	}

	/** Whether the zeros are those of our padding: all outputs of an image whose sides are multiples of the stride. */
	private static boolean isSame(OnnxFile.Item item, Size window, Size stride) {
		long[] pads = pads(item, window, stride);
		long top = Padding.SAME.before(window.height(), stride.height());
		long left = Padding.SAME.before(window.width(), stride.width());
		boolean isBefore = pads[0] == top && pads[1] == left;
		return isBefore && fits(pads[2], window.height(), stride.height(), top) && fits(pads[3], window.width(), stride.width(), left)
			&& (window.height() >= stride.height() && window.width() >= stride.width());
	}

	/** Zeros behind that give as many windows, for multiples of the stride, and are all read. */
	private static boolean fits(long behind, int window, int stride, long before) {
		long least = Math.max(0, window - stride - before);
		return behind >= least && behind <= window - 1 - before;
	}

	/** Zeros as a layer of their own, where our padding has others. For a maximum they are right only where nothing is below 0. */
	private String padded(OnnxFile.Item item, String from, Size window, Size stride, boolean takesZeros) {
		long[] pads = pads(item, window, stride);
		if (isSame(item, window, stride) || Arrays.stream(pads).allMatch(p -> p == 0)) return from;
		if (!takesZeros)
			throw new IllegalArgumentException(
				"Expected pads " + Padding.SAME.before(window.height(), stride.height()) + ", got " + Arrays.toString(pads) + ".");
		return net.add(item.outputs().get(0) + "_zeros",
			new ZeroPadding(Math.toIntExact(pads[0]), Math.toIntExact(pads[2]), Math.toIntExact(pads[1]), Math.toIntExact(pads[3])), List.of(from));
	}

	private void transposed(OnnxFile.Item item) {
		requireFirst(item);
		Tensor kernel = floats(item, 1);
		int stride = side(item.wholes("strides", 1, 1));
		int window = kernel.extent(2);
		long[] pads = item.wholes("pads", 0, 0, 0, 0);
		int more = side(item.wholes("output_padding", 0, 0));
		int crop = Padding.SAME.before(window, stride);
		int behind = window - stride - crop;
		boolean isOurs = kernel.extent(3) == window && item.whole("group", 1) == 1 && side(item.wholes("dilations", 1, 1)) == 1
			&& pads[0] == crop && pads[1] == crop && pads[2] - more == behind && pads[3] - more == behind && item.text("auto_pad", "NOTSET").equals("NOTSET");
		if (!isOurs) throw new IllegalArgumentException("Expected a square kernel whose output has " + stride + " times the sides of its input, got another.");
		String node = layer(item, new TransposedConvolution(kernel.extent(1), window, stride, has(item, 2)));
		put(node, "kernel", kernel.transposed(2, 3, 1, 0));
		if (has(item, 2)) put(node, "bias", floats(item, 2));
	}

	private void normalization(OnnxFile.Item item) {
		String node = layer(item, new Normalization(Normalization.Kind.BATCH, 1, item.real("epsilon", 1e-5f), 0.9));
		List<String> names = List.of("scale", "shift", "mean", "variance");
		for (int i = 0; i < names.size(); i++)
			put(node, names.get(i), floats(item, i + 1));
	}

	private void pool(OnnxFile.Item item, Pooling.Kind kind) {
		requireFirst(item);
		Size window = size(item.wholes("kernel_shape"));
		Size stride = size(item.wholes("strides", 1, 1));
		boolean isPadded = Arrays.stream(pads(item, window, stride)).anyMatch(p -> p != 0);
		boolean isPlain = side(item.wholes("dilations", 1, 1)) == 1 && (!isPadded || item.whole("count_include_pad", 0) == 0);
		if (!isPlain) throw new IllegalArgumentException("Expected a pooling of pixels of the image alone, got another.");
		boolean isCeiled = item.whole("ceil_mode", 0) != 0;
		String from = padded(item, input(item), window, stride, kind == Pooling.Kind.MAX && isPositive(input(item)));
		boolean isOurs = isSame(item, window, stride)
			&& (isPadded || isCeiled || !net.shape(from).isFixed() || window.equals(stride) && isMultiple(net.shape(from), stride));
		behind(item, new Pooling(kind, window, stride, isOurs ? Padding.SAME : Padding.VALID), from);
	}

	private static boolean isMultiple(Shape shape, Size stride) {
		return shape.height() % stride.height() == 0 && shape.width() % stride.width() == 0;
	}

	private boolean isPositive(String node) {
		return !net.network().inputs().containsKey(node) && net.network().node(node).layer() instanceof Activation a
			&& Set.of(Activation.Function.RELU, Activation.Function.RELU6, Activation.Function.SIGMOID, Activation.Function.SOFTPLUS).contains(a.function());
	}

	private void mean(OnnxFile.Item item) {
		long[] axes = item.inputs().size() > 1 ? wholes(item, 1) : item.wholes("axes");
		long[] plane = last.contains(item.inputs().get(0)) ? new long[] { 1, 2 } : new long[] { 2, 3 };
		long[] own = Arrays.stream(axes).map(a -> a < 0 ? a + 4 : a).sorted().toArray();
		if (!Arrays.equals(own, plane))
			throw new IllegalArgumentException("Expected the mean over the plane, got one over axes " + Arrays.toString(axes) + ".");
		String node = layer(item, new GlobalPooling(Pooling.Kind.AVERAGE));
		if (item.whole("keepdims", 1) == 0) net.makeVector(node);
	}

	private void resize(OnnxFile.Item item) {
		requireFirst(item);
		int index = item.operation().equals("Upsample") || item.inputs().size() == 2 ? 1 : 2;
		float[] scales = floats(item, index).data();
		int factor = scales.length == 4 ? Math.round(scales[2]) : 0;
		if (factor < 1 || scales[0] != 1 || scales[1] != 1 || scales[2] != factor || scales[3] != factor) {
			throw new IllegalArgumentException("Expected equal whole factors, got " + Arrays.toString(scales) + ".");
		}
		boolean isUpsample = item.operation().equals("Upsample");
		String mode = item.text("mode", "nearest");
		String place = item.text("coordinate_transformation_mode", isUpsample ? "asymmetric" : "half_pixel");
		String rounding = item.text("nearest_mode", isUpsample ? "floor" : "round_prefer_floor");
		boolean isNearest = mode.equals("nearest") && (place.equals("asymmetric") && rounding.equals("floor")
			|| place.contains("half_pixel") && rounding.startsWith("round"));
		boolean isLinear = mode.equals("linear") && Set.of("half_pixel", "pytorch_half_pixel").contains(place);
		if (!isNearest && !isLinear)
			throw new IllegalArgumentException("Expected nearest or linear by half pixels, got " + mode + ", " + place + ", " + rounding + ".");
		layer(item, new Upsampling(factor, isNearest ? Upsampling.Method.NEAREST : Upsampling.Method.BILINEAR));
	}

	private void concatenation(OnnxFile.Item item) {
		String first = item.inputs().get(0);
		if (!net.knows(first)) {
			throw new IllegalArgumentException("Expected images, got numbers that are computed from sizes.");
		}
		long axis = item.whole("axis", 1);
		long channels = net.isVector(net.node(first)) || !last.contains(first) ? 1 : 3;
		if (axis != channels && axis + 4 != channels) throw new IllegalArgumentException("Expected channels to be joined, got axis " + axis + ".");
		behind(item, Join.concatenate(), item.inputs().stream().map(net::node).toArray(String[]::new));
	}

	private void sum(OnnxFile.Item item) {
		if (item.inputs().stream().allMatch(net::knows)) {
			behind(item, Join.add(), item.inputs().stream().map(net::node).toArray(String[]::new));
			return;
		}
		int constant = constants.containsKey(item.inputs().get(0)) ? 0 : 1;
		line(item, net.node(item.inputs().get(1 - constant)), 1, floats(item, constant), false);
	}

	/** A product with a sigmoid of the same value is Swish; with a constant, a scale of each channel. */
	private void arithmetic(OnnxFile.Item item) {
		String operation = item.operation();
		if (operation.equals("Mul") && item.inputs().stream().allMatch(net::knows)) {
			swish(item);
			return;
		}
		int constant = constants.containsKey(item.inputs().get(0)) ? 0 : 1;
		if (constant == 0 && !operation.equals("Mul")) throw new IllegalArgumentException("Expected a constant behind, got one in front.");
		Tensor value = floats(item, constant);
		String from = net.node(item.inputs().get(1 - constant));
		if (operation.equals("Sub")) {
			line(item, from, 1, mapped(value, -1, false), false);
			return;
		}
		line(item, from, 0, mapped(value, 1, operation.equals("Div")), true);
	}

	private static Tensor mapped(Tensor value, float factor, boolean isInverse) {
		float[] values = value.data().clone();
		for (int i = 0; i < values.length; i++)
			values[i] = isInverse ? factor / values[i] : factor * values[i];
		return Tensor.of(values, value.shape());
	}

	private void swish(OnnxFile.Item item) {
		String a = net.node(item.inputs().get(0));
		String b = net.node(item.inputs().get(1));
		if (isGate(b, a)) behind(item, new Activation(Activation.Function.SWISH), a);
		else if (isGate(a, b)) behind(item, new Activation(Activation.Function.SWISH), b);
		else
			throw new IllegalArgumentException("Expected a product with a constant or with its own sigmoid, got one of two images.");
	}

	private boolean isGate(String node, String of) {
		return !net.network().inputs().containsKey(node) && net.network().node(node).layer().equals(new Activation(Activation.Function.SIGMOID))
			&& net.network().node(node).inputs().equals(List.of(of));
	}

	/** scale · x + shift for each channel, as a depthwise convolution of one pixel; one of the two is the constant. */
	private void line(OnnxFile.Item item, String from, float scale, Tensor constant, boolean isScale) {
		int channels = net.shape(from).channels();
		int count = constant.data().length;
		boolean isOfChannels = count == channels && (count == 1 || last.contains(item.inputs().get(0)) || net.isVector(from)
			? constant.rank() == 0 || constant.extent(constant.rank() - 1) == count
			: constant.rank() >= 3 && constant.extent(constant.rank() - 3) == count);
		if (count != 1 && !isOfChannels)
			throw new IllegalArgumentException("Expected one number or one for each of " + channels + " channels, got " + constant + ".");
		float[] values = new float[channels];
		for (int i = 0; i < channels; i++)
			values[i] = constant.data()[count == 1 ? 0 : i];
		float[] ones = new float[channels];
		Arrays.fill(ones, scale);
		Convolution each = new Convolution(1, Size.of(1), Size.of(1), 1, Padding.SAME, Convolution.Connection.DEPTHWISE, !isScale);
		String node = behind(item, each, from);
		put(node, "kernel", Tensor.of(isScale ? values : ones, 1, 1, channels, 1));
		if (!isScale) put(node, "bias", Tensor.of(values, channels));
	}

	/** The other program flattens channels first, a dense layer here reads rows first. */
	private void dense(OnnxFile.Item item) {
		String from = input(item);
		if (!net.isVector(from)) throw new IllegalArgumentException("Expected it behind Flatten or a global pooling, got it behind an image.");
		boolean isPlain = item.real("alpha", 1) == 1 && item.real("beta", 1) == 1 && item.whole("transA", 0) == 0;
		Tensor kernel = floats(item, 1);
		if (!isPlain || kernel.rank() != 2) throw new IllegalArgumentException("Expected x·W + b, got another product.");
		Tensor own = item.whole("transB", 0) != 0 ? kernel.transposed(1, 0) : kernel;
		Shape shape = net.shape(from);
		if (shape.count() != own.extent(0)) throw new IllegalArgumentException("Expected " + shape.count() + " rows of weights, got " + own.extent(0) + ".");
		int units = own.extent(1);
		String node = layer(item, new Dense(units, has(item, 2)));
		Tensor rows = Tensor.of(own.data(), shape.channels(), shape.height(), shape.width(), units);
		Tensor ordered = last.contains(item.inputs().get(0)) ? own : rows.transposed(1, 2, 0, 3);
		put(node, "kernel", Tensor.of(ordered.data(), own.extent(0), units));
		if (has(item, 2)) put(node, "bias", floats(item, 2));
		net.makeVector(node);
	}

	private void flat(OnnxFile.Item item) {
		String from = item.inputs().get(0);
		if (!net.knows(from)) throw new IllegalArgumentException("Expected an image, got numbers that are computed from sizes.");
		Shape shape = net.shape(net.node(from));
		if (!shape.isFixed()) throw new FreeSizeException();
		net.alias(item.outputs().get(0), net.node(from));
		net.makeVector(net.node(from));
		if (last.contains(from)) last.add(item.outputs().get(0));
	}

	/** A dense layer needs an image of fixed size. */
	static final class FreeSizeException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		FreeSizeException() {
			super("Expected an image of fixed height and width, got one of any size.");
		}
	}

	private void pad(OnnxFile.Item item) {
		requireFirst(item);
		long[] pads = item.inputs().size() > 1 ? wholes(item, 1) : item.wholes("pads");
		boolean isZero = item.text("mode", "constant").equals("constant") && (!has(item, 2) || floats(item, 2).data()[0] == 0);
		if (pads.length != 8 || pads[0] + pads[1] + pads[4] + pads[5] != 0 || !isZero) {
			throw new IllegalArgumentException("Expected zeros around the plane, got " + Arrays.toString(pads) + ".");
		}
		layer(item, new ZeroPadding(Math.toIntExact(pads[2]), Math.toIntExact(pads[6]), Math.toIntExact(pads[3]), Math.toIntExact(pads[7])));
	}

	private void turn(OnnxFile.Item item) {
		long[] order = item.wholes("perm");
		boolean isLast = last.contains(item.inputs().get(0));
		boolean toFirst = Arrays.equals(order, new long[] { 0, 3, 1, 2 }) && isLast;
		boolean toLast = Arrays.equals(order, new long[] { 0, 2, 3, 1 }) && !isLast;
		if (!toFirst && !toLast) throw new IllegalArgumentException("Expected channels to go first or last, got the order " + Arrays.toString(order) + ".");
		net.alias(item.outputs().get(0), input(item));
		if (toLast) last.add(item.outputs().get(0));
	}

	private void softmax(OnnxFile.Item item) {
		long axis = item.whole("axis", -1);
		boolean isVector = net.isVector(input(item));
		long channels = last.contains(item.inputs().get(0)) ? 3 : 1;
		boolean isOfChannels = isVector ? axis == 1 || axis == -1 : axis == channels || axis + 4 == channels;
		if (!isOfChannels) throw new IllegalArgumentException("Expected a softmax over channels, got one over axis " + axis + ".");
		function(item, Activation.Function.SOFTMAX);
	}

	private void clip(OnnxFile.Item item) {
		float least = has(item, 1) ? floats(item, 1).data()[0] : item.real("min", Float.NEGATIVE_INFINITY);
		float most = has(item, 2) ? floats(item, 2).data()[0] : item.real("max", Float.POSITIVE_INFINITY);
		if (least != 0 || most != 6 && most < Float.MAX_VALUE)
			throw new IllegalArgumentException("Expected a clip to 0 and 6, got " + least + " and " + most + ".");
		function(item, most == 6 ? Activation.Function.RELU6 : Activation.Function.RELU);
	}

	private static Size size(long[] sides) {
		if (sides.length != 2) throw new IllegalArgumentException("Expected two sides, got " + Arrays.toString(sides) + ".");
		return new Size(Math.toIntExact(sides[0]), Math.toIntExact(sides[1]));
	}

	private static int side(long[] sides) {
		if (sides.length != 2 || sides[0] != sides[1]) throw new IllegalArgumentException("Expected two equal sides, got " + Arrays.toString(sides) + ".");
		return Math.toIntExact(sides[0]);
	}
}
