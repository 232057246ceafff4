package sc.fovea.model.zoo;

import java.util.Arrays;

import sc.fovea.model.zoo.OnnxFile.Item;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;

/**
 * Sums, and products with constants: scale · x + shift for each channel is a depthwise convolution of one pixel, or becomes part of the normalization before it.
 */
record OnnxLines(OnnxScope scope) {

	/** Add or Sum: of images, or of an image and a constant. */
	void sum(Item item) {
		boolean areImages = item.inputs().stream().noneMatch(scope::isNumber);
		if (areImages && item.inputs().size() == 1) scope.alias(item, scope.view(item));
		else if (areImages) {
			OnnxView first = scope.view(item);
			boolean areAlike = item.inputs().stream().map(scope::view).allMatch(view -> view.form() == first.form() && view.isLast() == first.isLast());
			if (!areAlike) throw new IllegalArgumentException("Expected a sum of images of the same extents, got others.");
			scope.behind(item, Join.add(), scope.nodes(item));
		}
		else
			line(item, 1, 1);
	}

	/** Sub: of images, or with a constant in front or behind. */
	void difference(Item item) {
		if (scope.isView(item, 0) && scope.isView(item, 1)) {
			OnnxView first = scope.view(item);
			OnnxView second = scope.view(item.inputs().get(1));
			if (first.form() != second.form() || first.isLast() != second.isLast())
				throw new IllegalArgumentException("Expected a difference of images of the same extents, got others.");
			scope.behind(item, Join.add(), first.node(), scaled(item.outputs().get(0) + "_minus", second.node(), -1));
		}
		else if (scope.isView(item, 0)) line(item, 1, -1);
		else
			line(item, -1, 1);
	}

	/** −x. */
	void negative(Item item) {
		OnnxView view = scope.view(item);
		scope.define(item.outputs().get(0), view, scaled(item.outputs().get(0), view.node(), -1));
	}

	/** Mul or Div by a constant. */
	void product(Item item) {
		int constant = scope.isView(item, 0) ? 1 : 0;
		boolean isInverse = item.operation().equals("Div");
		if (isInverse && constant == 0) throw new IllegalArgumentException("Expected a constant behind, got one in front.");
		OnnxView view = scope.view(item.inputs().get(1 - constant));
		float[] scale = values(view, scope.floats(item, constant));
		for (int i = 0; i < scale.length; i++)
			scale[i] = isInverse ? 1 / scale[i] : scale[i];
		apply(item, view, scale, new float[scale.length]);
	}

	/** sign · x + sign of the constant · constant. */
	private void line(Item item, float sign, float signOfConstant) {
		if (item.inputs().size() != 2) throw new IllegalArgumentException("Expected an image and a constant, got " + item.inputs() + ".");
		int constant = scope.isView(item, 0) ? 1 : 0;
		OnnxView view = scope.view(item.inputs().get(1 - constant));
		float[] shift = values(view, scope.floats(item, constant));
		for (int i = 0; i < shift.length; i++)
			shift[i] *= signOfConstant;
		float[] scale = new float[shift.length];
		Arrays.fill(scale, sign);
		apply(item, view, scale, shift);
	}

	private void apply(Item item, OnnxView view, float[] scale, float[] shift) {
		String from = item.inputs().get(scope.isView(item, 0) ? 0 : 1);
		boolean isAlone = view.isOnlyUse() && !scope.isShared(from) && view.form() == OnnxView.Form.IMAGE;
		if (isAlone && scope.net().layer(view.node()).orElse(null) instanceof Normalization) {
			scope.define(item.outputs().get(0), view, normalized(view.node(), scale, shift));
		}
		else
			scope.define(item.outputs().get(0), view, line(item.outputs().get(0), view.node(), scale, shift));
	}

	/** A normalization scales and shifts as well. */
	private String normalized(String node, float[] scale, float[] shift) {
		Tensor own = scope.weight(node, "scale");
		Tensor moved = scope.weight(node, "shift");
		float[] scales = new float[scale.length];
		float[] shifts = new float[scale.length];
		for (int i = 0; i < scale.length; i++) {
			scales[i] = own.data()[i] * scale[i];
			shifts[i] = moved.data()[i] * scale[i] + shift[i];
		}
		scope.put(node, "scale", Tensor.of(scales, scales.length));
		scope.put(node, "shift", Tensor.of(shifts, shifts.length));
		return node;
	}

	/** A constant as one number for each channel. */
	private float[] values(OnnxView view, Tensor constant) {
		int channels = scope.shape(view).channels();
		int count = constant.data().length;
		// Extents behind that of the channels, all of them 1.
		int behind = view.form() == OnnxView.Form.IMAGE && !view.isLast() ? 2 : 0;
		boolean isOfChannels = count == channels && constant.rank() > behind && constant.extent(constant.rank() - 1 - behind) == count;
		boolean isPlace = isOfChannels && (view.form() == OnnxView.Form.IMAGE || scope.shape(view).equals(new Shape(1, 1, channels)));
		if (count != 1 && !isPlace)
			throw new IllegalArgumentException("Expected one number or one for each of " + channels + " channels, got " + constant + ".");
		float[] values = new float[channels];
		for (int i = 0; i < channels; i++)
			values[i] = constant.data()[count == 1 ? 0 : i];
		return values;
	}

	/** The same factor for all channels of a node. @return the node of the product */
	String scaled(String name, String node, float factor) {
		return lined(name, node, factor, 0);
	}

	/** scale · x + shift of all channels of a node. @return the node of the result */
	String lined(String name, String node, float scale, float shift) {
		float[] scales = new float[scope.net().shape(node).channels()];
		float[] shifts = scales.clone();
		Arrays.fill(scales, scale);
		Arrays.fill(shifts, shift);
		return line(name, node, scales, shifts);
	}

	/** scale · x + shift of each channel of a node. @return the node of the result */
	String line(String name, String node, float[] scale, float[] shift) {
		boolean hasShift = false;
		for (float value : shift)
			hasShift |= value != 0;
		int channels = scale.length;
		Convolution each = new Convolution(1, Size.of(1), Size.of(1), 1, Padding.SAME, Convolution.Connection.DEPTHWISE, hasShift);
		String line = scope.inner(name, each, node);
		scope.put(line, "kernel", Tensor.of(scale, 1, 1, channels, 1));
		if (hasShift) scope.put(line, "bias", Tensor.of(shift, channels));
		return line;
	}
}
