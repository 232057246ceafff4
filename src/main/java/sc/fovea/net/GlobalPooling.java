package sc.fovea.net;

import java.util.List;

/**
 * Pooling over the whole image: (H, W, C) becomes (1, 1, C), so that a classifier takes images of any size.
 *
 * @param kind how the image becomes a number, as in {@link Pooling}
 */
public record GlobalPooling(Pooling.Kind kind) implements Layer {

	@Override
	public Shape output(List<Shape> inputs) {
		return new Shape(1, 1, Layer.single(inputs).channels());
	}

	@Override
	public Span source(Span output, Axis axis) {
		return Span.ALL;
	}
}
