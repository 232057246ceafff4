package sc.fovea.augment;

import java.util.SplittableRandom;

/**
 * Random gain, offset and noise on normalised images.
 *
 * @param smallestGain smallest factor
 * @param largestGain largest factor
 * @param offset largest absolute offset
 * @param noise largest standard deviation of the noise
 */
public record IntensityJitter(double smallestGain, double largestGain, double offset, double noise) implements Augmentation {

	/** @throws IllegalArgumentException unless 0 &lt; smallestGain ≤ largestGain and offset and noise are 0 or more */
	public IntensityJitter {
		if (!(smallestGain > 0 && smallestGain <= largestGain && offset >= 0 && noise >= 0)) {
			throw new IllegalArgumentException("Expected 0 < smallestGain <= largestGain, offset and noise >= 0, got " + smallestGain + ", " + largestGain
				+ ", " + offset + ", " + noise + ".");
		}
	}

	@Override
	public Change draw(SplittableRandom random) {
		double gain = smallestGain * Math.pow(largestGain / smallestGain, random.nextDouble());
		double shift = offset * (2 * random.nextDouble() - 1);
		return new Change(Placement.IDENTITY, new Intensity(gain, shift, noise * random.nextDouble(), random.nextLong()));
	}
}
