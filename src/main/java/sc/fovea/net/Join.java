package sc.fovea.net;

import java.util.List;

/**
 * Joins two or more inputs of equal height and width.
 *
 * @param kind ADD (equal channels, as in a residual block) or CONCATENATE (channels one after the other, as in a U-Net)
 */
public record Join(Kind kind) implements Layer {

	/** How the inputs become one. */
	public enum Kind {
		/** The sum. */
		ADD,
		/** The channels of the first input, then those of the second, and so on. */
		CONCATENATE
	}

	/** The sum of the inputs. */
	public static Join add() {
		return new Join(Kind.ADD);
	}

	/** The channels one after the other. */
	public static Join concatenate() {
		return new Join(Kind.CONCATENATE);
	}

	@Override
	public Shape output(List<Shape> inputs) {
		if (inputs.size() < 2) {
			throw new IllegalArgumentException("two or more inputs");
		}
		Shape first = inputs.get(0);
		for (Shape other : inputs) {
			boolean fits = other.height() == first.height() && other.width() == first.width();
			if (!fits || kind == Kind.ADD && other.channels() != first.channels()) {
				throw new IllegalArgumentException("inputs of equal height and width" + (kind == Kind.ADD ? " and channels" : ""));
			}
		}
		return kind == Kind.ADD ? first : first.withChannels(inputs.stream().mapToInt(Shape::channels).reduce(0, Math::addExact));
	}

	@Override
	public Span source(Span output, Axis axis) {
		return output;
	}
}
