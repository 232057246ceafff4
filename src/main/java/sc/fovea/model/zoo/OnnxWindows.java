package sc.fovea.model.zoo;

import java.util.Arrays;
import java.util.Set;

import sc.fovea.model.zoo.OnnxFile.Item;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.ZeroPadding;

/** Operations of ONNX that slide a window over the plane. */
record OnnxWindows(OnnxScope scope) {

	void convolution(Item item) {
		Tensor kernel = scope.floats(item, 1);
		if (kernel.rank() != 4) throw new IllegalArgumentException("Expected a kernel of planes, got " + kernel + ".");
		String input = scope.image(item).node();
		int in = scope.net().shape(input).channels();
		long group = item.whole("group", 1);
		boolean isDepthwise = group == in && kernel.extent(1) == 1 && in > 1;
		if (group != 1 && !isDepthwise) throw new IllegalArgumentException("Expected one group or as many as channels, got " + group + ".");
		Size window = new Size(kernel.extent(2), kernel.extent(3));
		Size stride = size(item.wholes("strides", 1, 1));
		int dilation = side(item.wholes("dilations", 1, 1));
		Size reach = new Size((window.height() - 1) * dilation + 1, (window.width() - 1) * dilation + 1);
		String from = padded(item, input, reach, stride, true);
		Padding padding = isSame(item, reach, stride) ? Padding.SAME : Padding.VALID;
		int filters = isDepthwise ? kernel.extent(0) / in : kernel.extent(0);
		Convolution layer = new Convolution(filters, window, stride, dilation, padding,
			isDepthwise ? Convolution.Connection.DEPTHWISE : Convolution.Connection.FULL,
			OnnxScope.has(item, 2));
		String node = scope.behind(item, layer, from);
		Tensor grouped = isDepthwise ? Tensor.of(kernel.data(), in, filters, window.height(), window.width()) : kernel;
		scope.put(node, "kernel", isDepthwise ? grouped.transposed(2, 3, 0, 1) : grouped.transposed(2, 3, 1, 0));
		if (OnnxScope.has(item, 2)) scope.put(node, "bias", scope.floats(item, 2));
	}

	/** Zeros at top, left, bottom, right; those of {@code auto_pad} for sides that are multiples of the stride. */
	private static long[] pads(Item item, Size window, Size stride) {
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
	private static boolean isSame(Item item, Size window, Size stride) {
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
	private String padded(Item item, String from, Size window, Size stride, boolean takesZeros) {
		long[] pads = pads(item, window, stride);
		if (isSame(item, window, stride) || Arrays.stream(pads).allMatch(p -> p == 0)) return from;
		if (!takesZeros)
			throw new IllegalArgumentException(
				"Expected pads " + Padding.SAME.before(window.height(), stride.height()) + ", got " + Arrays.toString(pads) + ".");
		return scope.inner(item.outputs().get(0) + "_zeros",
			new ZeroPadding(Math.toIntExact(pads[0]), Math.toIntExact(pads[2]), Math.toIntExact(pads[1]), Math.toIntExact(pads[3])), from);
	}

	void transposed(Item item) {
		scope.image(item);
		Tensor kernel = scope.floats(item, 1);
		int stride = side(item.wholes("strides", 1, 1));
		int window = kernel.extent(2);
		long[] pads = item.wholes("pads", 0, 0, 0, 0);
		int more = side(item.wholes("output_padding", 0, 0));
		int crop = Padding.SAME.before(window, stride);
		int behind = window - stride - crop;
		boolean isOurs = kernel.extent(3) == window && item.whole("group", 1) == 1 && side(item.wholes("dilations", 1, 1)) == 1
			&& pads[0] == crop && pads[1] == crop && pads[2] - more == behind && pads[3] - more == behind && item.text("auto_pad", "NOTSET").equals("NOTSET");
		if (!isOurs) throw new IllegalArgumentException("Expected a square kernel whose output has " + stride + " times the sides of its input, got another.");
		String node = scope.layer(item, new TransposedConvolution(kernel.extent(1), window, stride, OnnxScope.has(item, 2)));
		scope.put(node, "kernel", kernel.transposed(2, 3, 1, 0));
		if (OnnxScope.has(item, 2)) scope.put(node, "bias", scope.floats(item, 2));
	}

	void pool(Item item, Pooling.Kind kind) {
		Size window = size(item.wholes("kernel_shape"));
		Size stride = size(item.wholes("strides", 1, 1));
		boolean isPadded = Arrays.stream(pads(item, window, stride)).anyMatch(p -> p != 0);
		boolean isPlain = side(item.wholes("dilations", 1, 1)) == 1 && (!isPadded || item.whole("count_include_pad", 0) == 0);
		if (!isPlain) throw new IllegalArgumentException("Expected a pooling of pixels of the image alone, got another.");
		boolean isCeiled = item.whole("ceil_mode", 0) != 0;
		String input = scope.image(item).node();
		String from = padded(item, input, window, stride, kind == Pooling.Kind.MAX && isPositive(input));
		boolean isOurs = isSame(item, window, stride)
			&& (isPadded || isCeiled || !scope.net().shape(from).isFixed() || window.equals(stride) && isMultiple(scope.net().shape(from), stride));
		scope.behind(item, new Pooling(kind, window, stride, isOurs ? Padding.SAME : Padding.VALID), from);
	}

	private static boolean isMultiple(Shape shape, Size stride) {
		return shape.height() % stride.height() == 0 && shape.width() % stride.width() == 0;
	}

	private boolean isPositive(String node) {
		return scope.net().layer(node).orElse(null) instanceof Activation a
			&& Set.of(Activation.Function.RELU, Activation.Function.RELU6, Activation.Function.SIGMOID, Activation.Function.SOFTPLUS).contains(a.function());
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
