package sc.fovea.net;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The weights of a network: an immutable map from name ({@code node.kernel}) to tensor. Replacing a head, freezing, averaging and saving are operations on
 * this map.
 *
 * @param tensors name to values, in the order of the network
 */
public record Weights(Map<String, Tensor> tensors) {

	/** Keeps the order; the tensors are shared. */
	public Weights {
		tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
	}

	/** Fresh weights: every array is filled from the seed and its own name, so that adding a layer leaves the others as they were. */
	public static Weights initialise(Network network, long seed) {
		Map<String, Tensor> fresh = new LinkedHashMap<>();
		for (WeightSpec spec : network.weights()) {
			fresh.put(spec.name(), start(spec, new SplittableRandom(seed * 0x9E3779B97F4A7C15L + spec.name().hashCode())));
		}
		return new Weights(fresh);
	}

	/**
	 * These weights for another network: what has the same name <i>and</i> shape is kept, the rest comes fresh from the seed.
	 *
	 * @param network the network to fit, for example one with a new head
	 * @param seed for the fresh ones
	 */
	public Weights fitTo(Network network, long seed) {
		Map<String, Tensor> fitted = new LinkedHashMap<>(initialise(network, seed).tensors);
		fitted.replaceAll((name, fresh) -> {
			Tensor own = tensors.get(name);
			return own != null && Arrays.equals(own.shape(), fresh.shape()) ? own : fresh;
		});
		return new Weights(fitted);
	}

	/** A weight by name. @throws ShapeException if there is none of that name */
	public Tensor get(String name) {
		Tensor tensor = tensors.get(name);
		if (tensor == null) {
			throw new ShapeException(name, "a weight of that name", "only " + tensors.keySet());
		}
		return tensor;
	}

	/** These with some replaced or added. */
	public Weights with(Map<String, Tensor> others) {
		Map<String, Tensor> all = new LinkedHashMap<>(tensors);
		all.putAll(others);
		return new Weights(all);
	}

	/** Those whose name passes. */
	public Weights filter(Predicate<String> names) {
		Map<String, Tensor> some = new LinkedHashMap<>(tensors);
		some.keySet().removeIf(names.negate());
		return new Weights(some);
	}

	/** Those of a part of their network, in its order. @throws ShapeException naming the first that is missing or has another shape */
	public Weights of(Network part) {
		Map<String, Tensor> some = new LinkedHashMap<>();
		part.weights().forEach(spec -> some.put(spec.name(), get(spec.name())));
		Weights own = new Weights(some);
		own.check(part);
		return own;
	}

	/** Number of values in all. */
	public long count() {
		return tensors.values().stream().mapToLong(t -> t.data().length).sum();
	}

	/** Checks that every weight of the network is here in its shape, and nothing else. @throws ShapeException naming the first that is not */
	public void check(Network network) {
		for (WeightSpec spec : network.weights()) {
			Tensor own = get(spec.name());
			int[] expected = spec.shape().stream().mapToInt(Integer::intValue).toArray();
			if (!Arrays.equals(expected, own.shape())) {
				throw new ShapeException(spec.name(), "shape " + spec.shape(), own.toString());
			}
		}
		if (tensors.size() != network.weights().size()) {
			throw new ShapeException("weights", network.weights().size() + " arrays", tensors.size() + " arrays");
		}
	}

	private static Tensor start(WeightSpec spec, SplittableRandom random) {
		Tensor tensor = Tensor.zeros(spec.shape().stream().mapToInt(Integer::intValue).toArray());
		switch (spec.start()) {
			case ZEROS -> {
			}
			case ONES -> Arrays.fill(tensor.data(), 1);
			case HE_NORMAL -> fillHeNormal(tensor, spec.fanIn(), random);
		}
		return tensor;
	}

	/** The truncated normal's deviation is 0.8796 of the normal's, hence the division. */
	private static void fillHeNormal(Tensor kernel, double fanIn, SplittableRandom random) {
		double deviation = Math.sqrt(2 / fanIn) / 0.87962566103423978;
		float[] data = kernel.data();
		for (int i = 0; i < data.length; i++) {
			double normal;
			do {
				normal = random.nextGaussian();
			} while (Math.abs(normal) > 2);
			data[i] = (float) (deviation * normal);
		}
	}
}
