package sc.fovea.augment;

import java.util.SplittableRandom;

/**
 * A change of pixel values: v → gain·v + offset + noise·n with n standard normal, drawn from the seed.
 *
 * @param gain factor
 * @param offset added to every value
 * @param noise standard deviation of the Gaussian noise, 0 for none
 * @param seed of the noise
 */
public record Intensity(double gain, double offset, double noise, long seed) {

	/** Leaves every value as it is. */
	public static final Intensity IDENTITY = new Intensity(1, 0, 0, 0);

	/** Changes the values in place. */
	public void apply(float[] values) {
		float g = (float) gain;
		float o = (float) offset;
		for (int i = 0; i < values.length; i++) {
			values[i] = g * values[i] + o;
		}
		if (noise > 0) {
			addNoise(values);
		}
	}

	private void addNoise(float[] values) {
		SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < values.length; i++) {
			values[i] += (float) (noise * random.nextGaussian());
		}
	}
}
