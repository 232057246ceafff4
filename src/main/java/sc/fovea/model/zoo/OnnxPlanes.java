package sc.fovea.model.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

import sc.fovea.model.zoo.OnnxFile.Item;
import sc.fovea.net.Convolution;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.ZeroPadding;

/** Operations of ONNX that change the extents of the plane: Resize, Pad, ReduceMean, DepthToSpace and their like. */
record OnnxPlanes(OnnxScope scope) {

	/** Kernels that only move channels are written out. */
	static final long MOST_MOVES = 1L << 24;

	/** Resize, or Upsample: by factors, or to sizes. */
	void resize(Item item) {
		OnnxView image = scope.image(item);
		long[] factors = factors(item, scope.extents(image));
		boolean isWhole = factors[0] == 1 && factors[1] == 1 && factors[2] == factors[3] && factors[2] >= 1;
		if (!isWhole) throw new IllegalArgumentException("Expected equal whole factors, got " + told(item, scope.extents(image)) + ".");
		if (factors[2] == 1) scope.alias(item, image);
		else
			scope.layer(item, new Upsampling(Math.toIntExact(factors[2]), method(item)));
	}

	private static Upsampling.Method method(Item item) {
		String mode = item.text("mode", "nearest");
		boolean isOld = item.operation().equals("Upsample") || item.inputs().size() == 2;
		String place = item.text("coordinate_transformation_mode", isOld ? "asymmetric" : "half_pixel");
		String rounding = item.text("nearest_mode", isOld ? "floor" : "round_prefer_floor");
		boolean isNearest = mode.equals("nearest") && (place.equals("asymmetric") && rounding.equals("floor")
			|| place.contains("half_pixel") && rounding.startsWith("round"));
		boolean isLinear = mode.equals("linear") && Set.of("half_pixel", "pytorch_half_pixel").contains(place);
		if (!isNearest && !isLinear)
			throw new IllegalArgumentException("Expected nearest or linear by half pixels, got " + mode + ", " + place + ", " + rounding + ".");
		return isNearest ? Upsampling.Method.NEAREST : Upsampling.Method.BILINEAR;
	}

	private static int scaleInput(Item item) {
		return item.operation().equals("Upsample") || item.inputs().size() == 2 ? 1 : 2;
	}

	/** Whole factors of the four extents, 0 for one that is none. */
	private long[] factors(Item item, List<OnnxSize> extents) {
		boolean hasSizes = OnnxScope.has(item, 3);
		List<OnnxSize> given = given(item);
		int[] axes = axes(item, given.size());
		if (hasSizes && !item.text("keep_aspect_ratio_policy", "stretch").equals("stretch"))
			throw new IllegalArgumentException("Expected sizes to which an image is stretched, got " + item.text("keep_aspect_ratio_policy", "") + ".");
		long[] factors = { 1, 1, 1, 1 };
		for (int i = 0; i < axes.length; i++) {
			OptionalLong constant = given.get(i).constant();
			factors[axes[i]] = hasSizes ? scope.sizes().factor(given.get(i), extents.get(axes[i])) : constant.orElse(0);
		}
		return factors;
	}

	private List<OnnxSize> given(Item item) {
		if (OnnxScope.has(item, 3)) return scope.numbers(item, 3).values();
		if (item.attributes().get("scales") instanceof float[] scales) return OnnxNumbers.of(Tensor.of(scales, scales.length)).values();
		return scope.numbers(item, scaleInput(item)).values();
	}

	private static int[] axes(Item item, int count) {
		long[] axes = item.wholes("axes", 0, 1, 2, 3);
		if (axes.length != count) throw new IllegalArgumentException("Expected " + axes.length + " factors or sizes, got " + count + ".");
		return Arrays.stream(axes).mapToInt(axis -> axis(axis, 4)).toArray();
	}

	/** An axis counted from the front. */
	static int axis(long axis, int rank) {
		if (axis < -rank || axis >= rank) throw new IllegalArgumentException("Expected an axis of " + rank + ", got " + axis + ".");
		return (int) (axis < 0 ? axis + rank : axis);
	}

	private String told(Item item, List<OnnxSize> extents) {
		return OnnxScope.has(item, 3) ? "an image of " + extents + " that becomes " + given(item) : String.valueOf(given(item));
	}

	/** Zeros around the plane. */
	void pad(Item item) {
		OnnxView image = scope.image(item);
		long[] given = scope.wholes(item, 1, "pads");
		long[] pads = new long[8];
		int[] axes = OnnxScope.has(item, 3) ? Arrays.stream(scope.wholes(item, 3, "")).mapToInt(a -> axis(a, 4)).toArray() : new int[] { 0, 1, 2, 3 };
		if (given.length != 2 * axes.length) throw new IllegalArgumentException("Expected " + 2 * axes.length + " pads, got " + given.length + ".");
		for (int i = 0; i < axes.length; i++) {
			pads[axes[i]] = given[i];
			pads[axes[i] + 4] = given[i + axes.length];
		}
		if (Arrays.stream(pads).allMatch(p -> p == 0)) {
			scope.alias(item, image);
			return;
		}
		boolean isZero = item.text("mode", "constant").equals("constant")
			&& (OnnxScope.has(item, 2) ? scope.floats(item, 2).data()[0] : item.real("value", 0)) == 0;
		if (pads[0] != 0 || pads[1] != 0 || pads[4] != 0 || pads[5] != 0 || !isZero)
			throw new IllegalArgumentException("Expected zeros around the plane, got " + Arrays.toString(pads) + ".");
		scope.layer(item, new ZeroPadding(Math.toIntExact(pads[2]), Math.toIntExact(pads[6]), Math.toIntExact(pads[3]), Math.toIntExact(pads[7])));
	}

	/** A mean or maximum over the whole plane. */
	void reduce(Item item, Pooling.Kind kind) {
		OnnxView view = scope.view(item);
		long[] axes = scope.wholes(item, 1, "axes");
		int[] plane = view.isLast() ? new int[] { 1, 2 } : new int[] { 2, 3 };
		boolean isPlane = view.form() == OnnxView.Form.IMAGE && Arrays.equals(Arrays.stream(axes).mapToInt(a -> axis(a, 4)).sorted().toArray(), plane);
		if (!isPlane) throw new IllegalArgumentException("Expected one number of the whole plane, got one over axes " + Arrays.toString(axes) + ".");
		String node = scope.layer(item, new GlobalPooling(kind));
		if (item.whole("keepdims", 1) == 0) scope.define(item.outputs().get(0), view.as(OnnxView.Form.VECTOR, List.of()), node);
	}

	/** One pooling over the whole plane. */
	void global(Item item, Pooling.Kind kind) {
		scope.image(item);
		scope.layer(item, new GlobalPooling(kind));
	}

	/** Channels that become pixels: a transposed convolution that puts each in its place. */
	void depthToSpace(Item item) {
		int channels = scope.shape(scope.image(item)).channels();
		int side = Math.toIntExact(item.whole("blocksize", 0));
		if (side < 1 || channels % ((long) side * side) != 0)
			throw new IllegalArgumentException("Expected channels for blocks of " + side + " pixels, got " + channels + ".");
		int count = channels / side / side;
		boolean isBlocksFirst = item.text("mode", "DCR").equals("DCR");
		Tensor kernel = moves(channels, count * side * side, side, side, count, channels);
		for (int place = 0; place < side * side; place++) {
			for (int c = 0; c < count; c++) {
				int from = isBlocksFirst ? place * count + c : c * side * side + place;
				kernel.data()[(place * count + c) * channels + from] = 1;
			}
		}
		scope.put(scope.layer(item, new TransposedConvolution(count, side, side, false)), "kernel", kernel);
	}

	/** Pixels that become channels: a convolution that puts each in its place. */
	void spaceToDepth(Item item) {
		int channels = scope.shape(scope.image(item)).channels();
		int side = Math.toIntExact(item.whole("blocksize", 0));
		if (side < 1 || side > 64) throw new IllegalArgumentException("Expected blocks of 1 to 64 pixels, got " + side + ".");
		int filters = Math.multiplyExact(channels, side * side);
		Tensor kernel = moves(channels, filters, side, side, channels, filters);
		IntStream.range(0, filters).forEach(i -> kernel.data()[i * filters + i] = 1);
		Convolution layer = new Convolution(filters, Size.of(side), Size.of(side), 1, Padding.SAME, Convolution.Connection.FULL, false);
		scope.put(scope.layer(item, layer), "kernel", kernel);
	}

	/** An empty kernel that moves channels to others. */
	static Tensor moves(long from, long to, int... shape) {
		if (from * to > MOST_MOVES)
			throw new IllegalArgumentException("Expected at most " + MOST_MOVES + " weights to move channels, got " + from + " x " + to + ".");
		return Tensor.zeros(shape);
	}
}
