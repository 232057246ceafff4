package sc.fovea.train.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import sc.fovea.data.Sample;

/**
 * The validation split: samples to learn from and samples to judge by; no pixel is in both.
 *
 * @param training to learn from
 * @param validation to judge by
 * @param areStrips whether those to judge by are strips of the images that teach
 */
public record Split(List<Sample> training, List<Sample> validation, boolean areStrips) {

	/** Fewer images than this are too few to spare whole ones. */
	private static final int FEW = 10;
	private static final double SHARE = 0.08;
	/** A single image would say little about how good a model is. */
	private static final int FEWEST_JUDGES = 2;

	/** Of whole images. */
	public Split(List<Sample> training, List<Sample> validation) {
		this(training, validation, false);
	}

	/** No validation split: whether the same samples teach and judge, since all shall teach. */
	public boolean isOfOwn() {
		return training.equals(validation);
	}

	/**
	 * Of ten images or more, 8 % of them judge, at least two, chosen by the seed. Of fewer, a quarter of each image judges, see {@link Strip}, and the rest of it
	 * teaches, so that no image is lost and one is enough.
	 *
	 * @throws IllegalArgumentException if there is no sample
	 */
	public static Split suited(List<Sample> samples, long seed) {
		if (samples.isEmpty()) {
			throw new IllegalArgumentException("Expected at least 1 annotated image, got none.");
		}
		if (samples.size() >= FEW) {
			return of(samples, Math.max(SHARE, (double) FEWEST_JUDGES / samples.size()), seed);
		}
		List<Strip> strips = samples.stream().map(Strip::of).toList();
		return new Split(strips.stream().map(Strip::teaching).toList(), strips.stream().map(Strip::judging).toList(), true);
	}

	/**
	 * A random validation split; the same seed and samples give the same one.
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
