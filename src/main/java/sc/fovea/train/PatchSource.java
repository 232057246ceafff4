package sc.fovea.train;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Change;
import sc.fovea.augment.Placement;
import sc.fovea.augment.Resampler;
import sc.fovea.data.Sample;

/**
 * Draws augmented patches from samples. A sample with n objects is drawn in proportion to (n + 5)^0.75, so that full images count more but not all; a patch
 * without any object is mostly drawn again.
 */
public final class PatchSource {

	/** Draws of a patch without an object that are thrown away before one is accepted. */
	private static final int EMPTY_RETRIES = 3;

	private final List<Sample> samples;
	private final double[] cumulative;
	private final Augmentation augmentation;
	private final int size;
	private final int margin;

	/**
	 * @param samples to draw from, at least one
	 * @param augmentation drawn anew for every patch
	 * @param size side of a patch in pixels, even
	 * @param margin pixels of labels around it
	 * @throws IllegalArgumentException if there is no sample or the size is odd
	 */
	public PatchSource(List<Sample> samples, Augmentation augmentation, int size, int margin) {
		if (samples.isEmpty() || size % 2 != 0) {
			throw new IllegalArgumentException("Expected at least one sample and an even patch size, got " + samples.size() + " and " + size + ".");
		}
		this.samples = List.copyOf(samples);
		this.augmentation = augmentation;
		this.size = size;
		this.margin = margin;
		this.cumulative = samples.stream().mapToDouble(s -> Math.pow(s.objects() + 5, 0.75)).toArray();
		Arrays.parallelPrefix(cumulative, Double::sum);
	}

	/** Draws a patch; the same state of the random source gives the same patch. */
	public Patch draw(SplittableRandom random) {
		Patch patch = drawAny(random);
		for (int i = 0; i < EMPTY_RETRIES && !patch.hasObject(); i++) {
			patch = drawAny(random);
		}
		return patch;
	}

	private Patch drawAny(SplittableRandom random) {
		Sample sample = drawSample(random);
		int centreX = centre(sample.width(), random);
		int centreY = centre(sample.height(), random);
		Change change = augmentation.draw(random);
		Placement around = change.placement().then(Placement.shift(centreX, centreY));
		float[] pixels = new Resampler(Placement.shift(-size / 2.0, -size / 2.0).then(around), size, size).pixels(sample);
		change.intensity().apply(pixels);
		int side = size + 2 * margin;
		int[] labels = new Resampler(Placement.shift(-side / 2.0, -side / 2.0).then(around), side, side).labels(sample);
		return new Patch(size, margin, sample.channels(), pixels, labels);
	}

	private Sample drawSample(SplittableRandom random) {
		double place = random.nextDouble() * cumulative[cumulative.length - 1];
		int index = Arrays.binarySearch(cumulative, place);
		return samples.get(Math.min(index < 0 ? -index - 1 : index, cumulative.length - 1));
	}

	/** A centre whose patch lies inside the image, or the image's middle if it is smaller than a patch. */
	private int centre(int extent, SplittableRandom random) {
		return extent <= size ? extent / 2 : size / 2 + random.nextInt(extent - size + 1);
	}
}
