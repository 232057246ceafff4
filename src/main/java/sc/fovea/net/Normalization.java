package sc.fovea.net;

import java.util.List;

/**
 * Normalization: y = scale · (x − mean) / √(variance + ε) + shift, per channel.
 * <p>
 * {@link Kind#BATCH} (Ioffe and Szegedy 2015, arXiv:1502.03167): in training mean and (biased) variance of each channel over batch and image; at inference
 * running averages, running ← momentum · running + (1 − momentum) · batch. {@link Kind#GROUP} (Wu and He 2018, arXiv:1803.08494): mean and variance of one
 * image over groups of neighbouring channels, always; it sees the whole image and therefore cannot be tiled.
 *
 * @param kind over what mean and variance are taken
 * @param groups number of channel groups for GROUP (1: layer norm, as many as channels: instance norm); 1 for BATCH
 * @param epsilon ε, added to the variance
 * @param momentum share of the old running average kept in each training step, for BATCH
 */
public record Normalization(Kind kind, int groups, double epsilon, double momentum) implements Layer {

	/** Over what mean and variance are taken. */
	public enum Kind {
		/** Over the batch, with running averages for inference. */
		BATCH,
		/** Over one image and a group of channels. */
		GROUP
	}

	/** @throws IllegalArgumentException if groups are below 1, epsilon not above 0 and finite, or momentum outside [0, 1) */
	public Normalization {
		if (groups < 1 || !(epsilon > 0 && epsilon <= Double.MAX_VALUE) || !(momentum >= 0 && momentum < 1)) {
			throw new IllegalArgumentException(
				"Expected groups >= 1, epsilon > 0 and 0 <= momentum < 1, got " + groups + ", " + epsilon + ", " + momentum + ".");
		}
	}

	/** Batch normalization with ε = 1e-3 and momentum 0.99. */
	public static Normalization batch() {
		return new Normalization(Kind.BATCH, 1, 1e-3, 0.99);
	}

	/** Group normalization with ε = 1e-5. */
	public static Normalization group(int groups) {
		return new Normalization(Kind.GROUP, groups, 1e-5, 0);
	}

	@Override
	public Shape output(List<Shape> inputs) {
		Shape in = Layer.single(inputs);
		if (in.channels() % groups != 0) {
			throw new IllegalArgumentException("channels divisible into " + groups + " groups");
		}
		return in;
	}

	@Override
	public Span source(Span output, Axis axis) {
		return kind == Kind.BATCH ? output : Span.ALL;
	}

	@Override
	public List<WeightSpec> weights(List<Shape> inputs) {
		int c = Layer.single(inputs).channels();
		WeightSpec scale = WeightSpec.trained("scale", WeightSpec.Start.ONES, c);
		WeightSpec shift = WeightSpec.trained("shift", WeightSpec.Start.ZEROS, c);
		return kind == Kind.GROUP
			? List.of(scale, shift)
			: List.of(scale, shift, WeightSpec.statistic("mean", WeightSpec.Start.ZEROS, c),
				WeightSpec.statistic("variance", WeightSpec.Start.ONES, c));
	}
}
