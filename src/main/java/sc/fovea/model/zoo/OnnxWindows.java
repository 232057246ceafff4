package sc.fovea.model.zoo;

import java.util.Arrays;
import java.util.Set;

import sc.fovea.model.zoo.OnnxFile.Item;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.ZeroPadding;

/** Operations of ONNX that slide a window over the plane. */
record OnnxWindows(OnnxScope scope) {

	/** Larger than any kernel that is in use; a file could ask for zeros without end. */
	private static final int MOST_TAPS = 64;

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
		Padding padding = isSame(item, input, reach, stride) ? Padding.SAME : Padding.VALID;
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

	/** Whether our padding puts as many windows at the same places, for images whose sides are multiples of all strides. */
	private boolean isSame(Item item, String from, Size window, Size stride) {
		long[] pads = pads(item, window, stride);
		OnnxSizes.Plane plane = scope.sizes().plane(from);
		boolean isBefore = pads[0] == Padding.SAME.before(window.height(), stride.height()) && pads[1] == Padding.SAME.before(window.width(), stride.width());
		return isBefore && count(item, plane.height(), window.height(), stride.height(), pads[0] + pads[2]).equals(steps(plane.height(), stride.height()))
			&& count(item, plane.width(), window.width(), stride.width(), pads[1] + pads[3]).equals(steps(plane.width(), stride.width()));
	}

	/** How many steps a side has, the last one perhaps a part. */
	private static OnnxSize steps(OnnxSize side, int stride) {
		return side.minus(OnnxSize.of(1)).over(OnnxSize.of(stride)).floor().plus(OnnxSize.of(1));
	}

	/** How many windows the other program puts. */
	private static OnnxSize count(Item item, OnnxSize side, int window, int stride, long pads) {
		OnnxSize steps = side.plus(OnnxSize.of(pads - window)).over(OnnxSize.of(stride));
		boolean isCeiled = item.whole("ceil_mode", 0) != 0;
		OnnxSize whole = isCeiled ? steps.times(OnnxSize.of(-1)).floor().times(OnnxSize.of(-1)) : steps.floor();
		return whole.plus(OnnxSize.of(1));
	}

	/** Zeros as a layer of their own, where our padding has others. For a maximum they are right only where nothing is below 0. */
	private String padded(Item item, String from, Size window, Size stride, boolean takesZeros) {
		requireMultiples(item, from, stride);
		long[] pads = pads(item, window, stride);
		if (isSame(item, from, window, stride)) return from;
		requireWholeWindows(item, from, window, stride);
		if (Arrays.stream(pads).allMatch(p -> p == 0)) return from;
		if (!takesZeros)
			throw new IllegalArgumentException(
				"Expected pads " + Padding.SAME.before(window.height(), stride.height()) + ", got " + Arrays.toString(pads) + ".");
		return scope.inner(item.outputs().get(0) + "_zeros",
			new ZeroPadding(Math.toIntExact(pads[0]), Math.toIntExact(pads[2]), Math.toIntExact(pads[1]), Math.toIntExact(pads[3])), from);
	}

	/** Automatic pads depend on the rest that the stride leaves. */
	private void requireMultiples(Item item, String from, Size stride) {
		OnnxSizes.Plane plane = scope.sizes().plane(from);
		boolean isMultiple = steps(plane.height(), stride.height()).equals(plane.height().over(OnnxSize.of(stride.height())))
			&& steps(plane.width(), stride.width()).equals(plane.width().over(OnnxSize.of(stride.width())));
		if (item.text("auto_pad", "NOTSET").startsWith("SAME") && !isMultiple)
			throw new IllegalArgumentException(
				"Expected sides that are multiples of the stride " + stride + " for automatic pads, got " + plane.height() + " and " + plane.width() + ".");
	}

	/** A last window that is cut by the edge, as {@code ceil_mode} has it, is ours only where our padding is. */
	private void requireWholeWindows(Item item, String from, Size window, Size stride) {
		OnnxSizes.Plane plane = scope.sizes().plane(from);
		long[] pads = pads(item, window, stride);
		OnnxSize rows = plane.height().plus(OnnxSize.of(pads[0] + pads[2] - window.height())).over(OnnxSize.of(stride.height()));
		OnnxSize columns = plane.width().plus(OnnxSize.of(pads[1] + pads[3] - window.width())).over(OnnxSize.of(stride.width()));
		boolean areWhole = rows.equals(rows.floor()) && columns.equals(columns.floor());
		if (item.whole("ceil_mode", 0) != 0 && !areWhole)
			throw new IllegalArgumentException("Expected whole windows, got ceil_mode with pads " + Arrays.toString(pads) + ".");
	}

	void transposed(Item item) {
		scope.image(item);
		Tensor kernel = scope.floats(item, 1);
		int stride = side(item.wholes("strides", 1, 1));
		int window = kernel.rank() == 4 ? kernel.extent(2) : 0;
		long[] pads = item.wholes("pads", 0, 0, 0, 0);
		int more = side(item.wholes("output_padding", 0, 0));
		long behind = window - stride - pads[0];
		boolean isOurs = window > 0 && kernel.extent(3) == window && item.whole("group", 1) == 1 && side(item.wholes("dilations", 1, 1)) == 1
			&& pads[0] >= 0 && pads[1] == pads[0] && pads[2] - more == behind && pads[3] - more == behind && item.text("auto_pad", "NOTSET").equals("NOTSET");
		if (!isOurs) throw new IllegalArgumentException("Expected a square kernel whose output has " + stride + " times the sides of its input, got another.");
		Tensor own = cropped(kernel.transposed(2, 3, 1, 0), stride, Math.toIntExact(pads[0]));
		String node = scope.layer(item, new TransposedConvolution(kernel.extent(1), own.extent(0), stride, OnnxScope.has(item, 2)));
		scope.put(node, "kernel", own);
		if (OnnxScope.has(item, 2)) scope.put(node, "bias", scope.floats(item, 2));
	}

	/** A kernel with zeros around it, so that as many pixels as the other program cuts are those that we cut before the first. */
	private static Tensor cropped(Tensor kernel, int stride, int cut) {
		int side = kernel.extent(0);
		if (Padding.SAME.before(side, stride) == cut) return kernel;
		int before = Math.max(0, side - stride - 2 * cut - 1);
		int whole = Math.max(side + before, stride + 2 * (cut + before));
		if (whole > MOST_TAPS) throw new IllegalArgumentException("Expected a kernel of at most " + MOST_TAPS + " pixels, got " + whole + ".");
		int filters = kernel.extent(2) * kernel.extent(3);
		Tensor larger = Tensor.zeros(whole, whole, kernel.extent(2), kernel.extent(3));
		for (int row = 0; row < side; row++)
			System.arraycopy(kernel.data(), row * side * filters, larger.data(), ((row + before) * whole + before) * filters, side * filters);
		return larger;
	}

	void pool(Item item, Pooling.Kind kind) {
		Size window = size(item.wholes("kernel_shape"));
		Size stride = size(item.wholes("strides", 1, 1));
		boolean isPadded = Arrays.stream(pads(item, window, stride)).anyMatch(p -> p != 0);
		boolean isPlain = side(item.wholes("dilations", 1, 1)) == 1 && (!isPadded || item.whole("count_include_pad", 0) == 0);
		if (!isPlain) throw new IllegalArgumentException("Expected a pooling of pixels of the image alone, got another.");
		String input = scope.image(item).node();
		String from = padded(item, input, window, stride, kind == Pooling.Kind.MAX && isPositive(input));
		scope.behind(item, new Pooling(kind, window, stride, isSame(item, input, window, stride) ? Padding.SAME : Padding.VALID), from);
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
