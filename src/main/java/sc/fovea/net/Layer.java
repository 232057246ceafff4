package sc.fovea.net;

import java.util.List;

/**
 * One operation of a network, as a value. What it computes is said in each record; a backend does it.
 * <p>
 * Every layer states its output shape, the input pixels that an output reads (its <i>source span</i>), how it changes the grid, and its weights.
 * From these four come the shape check, the receptive field and the halo of a tile.
 */
public sealed interface Layer permits Convolution, TransposedConvolution, ZeroPadding, Pooling, GlobalPooling, Dropout, Normalization, Activation,
	Upsampling, Join, Dense, RegionLayer, SoftArgmax {

	/**
	 * The shape of the answer for one image.
	 *
	 * @param inputs shapes (H, W, C) of the inputs, in order
	 * @throws IllegalArgumentException with what was expected as message, if the inputs do not fit
	 */
	Shape output(List<Shape> inputs);

	/**
	 * Which input span an output span reads, zeros beyond the image included; {@link Span#ALL} if it reads the whole image.
	 *
	 * @param output a span of output pixels
	 * @param axis rows or columns
	 */
	Span source(Span output, Axis axis);

	/** Output pixels per input pixel along an axis; {@link Ratio#ONE} unless the grid changes. */
	default Ratio grid(Axis axis) {
		return Ratio.ONE;
	}

	/** The weights, named within this layer. @param inputs shapes of the inputs, of which channels must be known */
	default List<WeightSpec> weights(List<Shape> inputs) {
		return List.of();
	}

	/** The only input's shape. @throws IllegalArgumentException if there is not exactly one */
	static Shape single(List<Shape> inputs) {
		if (inputs.size() != 1) {
			throw new IllegalArgumentException("one input");
		}
		return inputs.get(0);
	}
}
