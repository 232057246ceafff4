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
 * <p>
 * A patch shows nothing but its sample, whose objects are all annotated: an augmentation that would look beyond the edge is moved inside, and enlarged if the
 * sample is too small for it. A sample smaller than a patch is continued by its mirror image.
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
	 * @throws IllegalArgumentException if there is no sample, the size is odd, or the samples have different channels
	 */
	public PatchSource(List<Sample> samples, Augmentation augmentation, int size, int margin) {
		if (samples.isEmpty() || size % 2 != 0) {
			throw new IllegalArgumentException("Expected at least one sample and an even patch size, got " + samples.size() + " and " + size + ".");
		}
		if (samples.stream().mapToInt(Sample::channels).distinct().count() > 1) {
			throw new IllegalArgumentException("Expected samples of the same number of channels, got "
				+ samples.stream().map(Sample::channels).distinct().toList() + ".");
		}
		this.samples = samples.stream().map(s -> s.atLeast(size, size)).toList();
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
		Placement placement = fitting(change.placement(), sample);
		double x = inside(centreX, reach(placement.a(), placement.b()), sample.width());
		double y = inside(centreY, reach(placement.c(), placement.d()), sample.height());
		Placement around = placement.then(Placement.shift(x, y));
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

	/** A centre whose unchanged patch lies inside the image. */
	private int centre(int extent, SplittableRandom random) {
		return size / 2 + random.nextInt(extent - size + 1);
	}

	/** The placement, enlarging more if the patch would show more than the sample. */
	private Placement fitting(Placement placement, Sample sample) {
		double columns = 2 * reach(placement.a(), placement.b()) / sample.width();
		double rows = 2 * reach(placement.c(), placement.d()) / sample.height();
		double excess = Math.max(columns, rows);
		return excess > 1 ? Placement.zoom(excess).then(placement) : placement;
	}

	/** How far a patch reaches from its centre along an axis of the sample, in pixels. */
	private double reach(double perX, double perY) {
		return size / 2.0 * (Math.abs(perX) + Math.abs(perY));
	}

	/** The centre, moved so that the patch does not reach beyond the edges. */
	private static double inside(double centre, double reach, int extent) {
		return Math.max(reach, Math.min(extent - reach, centre));
	}
}
