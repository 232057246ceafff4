package sc.fovea.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import sc.fovea.data.Sample;

/**
 * Samples to learn from and samples to judge by; no sample is in both.
 *
 * @param training to learn from
 * @param validation to judge by
 */
public record Split(List<Sample> training, List<Sample> validation) {

	/**
	 * A random split; the same seed and samples give the same one.
	 *
	 * @param share of the samples that judge, 0–1; at least one sample judges and at least one teaches
	 * @throws IllegalArgumentException if there are fewer than two samples or the share is not in 0–1
	 */
	public static Split of(List<Sample> samples, double share, long seed) {
		if (!(share >= 0 && share <= 1)) {
			throw new IllegalArgumentException("Expected a share of the images in 0-1 to judge by, got " + share + ".");
		}
		if (samples.size() < 2) {
			throw new IllegalArgumentException("Expected at least 2 annotated images, one to learn from and one to judge by, got " + samples.size() + ".");
		}
		List<Sample> shuffled = new ArrayList<>(samples);
		Collections.shuffle(shuffled, new Random(seed));
		int judges = (int) Math.max(1, Math.min(samples.size() - 1, Math.round(share * samples.size())));
		return new Split(List.copyOf(shuffled.subList(judges, shuffled.size())), List.copyOf(shuffled.subList(0, judges)));
	}
}
