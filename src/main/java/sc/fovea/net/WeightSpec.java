package sc.fovea.net;

import java.util.List;

/**
 * Name, shape and beginning of one weight array.
 *
 * @param name of the weight; inside a layer {@code kernel}, inside a network {@code node.kernel}
 * @param shape extents, for example (kernel height, kernel width, input channels, filters)
 * @param start how a fresh weight is filled
 * @param fanIn how many inputs add up to one output (on average, for a transposed convolution), for HE_NORMAL; else 1
 * @param trained whether an optimizer changes it; running statistics are not trained
 */
public record WeightSpec(String name, List<Integer> shape, Start start, double fanIn, boolean trained) {

	/** How a fresh weight is filled. */
	public enum Start {
		/** All 0: biases, shifts, running means. */
		ZEROS,
		/** All 1: scales, running variances. */
		ONES,
		/** Normal with variance 2 / fan-in, cut at two deviations (He et al. 2015, arXiv:1502.01852). */
		HE_NORMAL
	}

	private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

	/** Copies the shape. @throws IllegalArgumentException if it has more values than an array holds */
	public WeightSpec {
		shape = List.copyOf(shape);
		if (shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b) > MOST_VALUES) {
			throw new IllegalArgumentException("at most " + MOST_VALUES + " values of weight '" + name + "' (not " + shape + ")");
		}
	}

	static WeightSpec kernel(double fanIn, Integer... shape) {
		return new WeightSpec("kernel", List.of(shape), Start.HE_NORMAL, fanIn, true);
	}

	static WeightSpec trained(String name, Start start, Integer... shape) {
		return new WeightSpec(name, List.of(shape), start, 1, true);
	}

	static WeightSpec statistic(String name, Start start, int length) {
		return new WeightSpec(name, List.of(length), start, 1, false);
	}

	/** The same weight under the name {@code node.name}. */
	WeightSpec in(String node) {
		return new WeightSpec(node + "." + name, shape, start, fanIn, trained);
	}

	/** Number of values. */
	public int count() {
		return shape.stream().reduce(1, Math::multiplyExact);
	}
}
