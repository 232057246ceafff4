package sc.fovea.augment;

import java.util.SplittableRandom;

/**
 * Enlarges by a random factor, evenly distributed on a logarithmic scale.
 *
 * @param smallest factor
 * @param largest factor
 * @param probability of changing at all, 0–1
 */
public record RandomZoom(double smallest, double largest, double probability) implements Augmentation {

	/** @throws IllegalArgumentException unless 0 &lt; smallest ≤ largest and the probability is in 0–1 */
	public RandomZoom {
		if (!(smallest > 0 && smallest <= largest && probability >= 0 && probability <= 1)) {
			throw new IllegalArgumentException(
				"Expected 0 < smallest <= largest and a probability in 0-1, got " + smallest + ", " + largest + ", " + probability + ".");
		}
	}

	@Override
	public Change draw(SplittableRandom random) {
		boolean changed = random.nextDouble() < probability;
		double factor = smallest * Math.pow(largest / smallest, random.nextDouble());
		return changed ? new Change(Placement.zoom(factor), Intensity.IDENTITY) : Change.NONE;
	}
}
