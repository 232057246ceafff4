package sc.fovea.train.sample;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import sc.fovea.augment.Affine;
import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Change;
import sc.fovea.augment.Combination;
import sc.fovea.augment.Framing;
import sc.fovea.augment.Geometry;
import sc.fovea.augment.Placement;
import sc.fovea.augment.Resampler;
import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.Sample;
import sc.fovea.data.ValueRange;
import sc.fovea.geometry.Box;

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
	/** Marks proposals while samples are combined: they move as boxes do. */
	private static final int PROPOSED = -1;
	private static final int ELLIPSE_POINTS = 32;

	private final List<Sample> samples;
	private final double[] cumulative;
	private final Augmentation augmentation;
	private final int size;
	private final int margin;
	private final boolean areClasses;

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
		this.areClasses = false;
		this.cumulative = samples.stream().mapToDouble(s -> Math.pow(s.objects() + 5, 0.75)).toArray();
		Arrays.parallelPrefix(cumulative, Double::sum);
	}

	private PatchSource(PatchSource other, boolean areClasses) {
		this.samples = other.samples;
		this.augmentation = other.augmentation;
		this.size = other.size;
		this.margin = other.margin;
		this.cumulative = other.cumulative;
		this.areClasses = areClasses;
	}

	private PatchSource(PatchSource other, double[] weights) {
		this.samples = other.samples;
		this.augmentation = other.augmentation;
		this.size = other.size;
		this.margin = other.margin;
		this.areClasses = other.areClasses;
		this.cumulative = weights.clone();
		Arrays.parallelPrefix(cumulative, Double::sum);
	}

	/** The same source, of which samples are drawn in proportion to other weights. @throws IllegalArgumentException if there is not one for each sample */
	public PatchSource weighted(double[] weights) {
		if (weights.length != samples.size()) {
			throw new IllegalArgumentException("Expected a weight for each of " + samples.size() + " samples, got " + weights.length + ".");
		}
		return new PatchSource(this, weights);
	}

	/** The same source, with labels that are numbers of classes and not ids of objects, which matters where an augmentation combines samples. */
	public PatchSource ofClasses() {
		return new PatchSource(this, true);
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
		Sample own = drawSample(random);
		int centreX = centre(own.width(), random);
		int centreY = centre(own.height(), random);
		Change change = augmentation.draw(new Extent(size, size, 1, own.channels()), random);
		Sample sample = combined(own, change.combinations(), random);
		Placement placement = fitting(centred(change.geometry()), sample);
		Box reach = placement.sourceBounds(new Box(-size / 2.0, -size / 2.0, size, size));
		double x = inside(centreX, -reach.x(), reach.right(), sample.width());
		double y = inside(centreY, -reach.y(), reach.bottom(), sample.height());
		Placement around = placement.then(Affine.shift(x, y));
		float[] values = new Resampler(Affine.shift(-size / 2.0, -size / 2.0).then(around), size, size).pixels(sample);
		change.valued(new Pixels(new Extent(size, size, 1, sample.channels()), values, ValueRange.NORMALISED));
		int side = size + 2 * margin;
		int[] labels = new Resampler(Affine.shift(-side / 2.0, -side / 2.0).then(around), side, side).labels(sample);
		Placement shown = Affine.shift(-size / 2.0, -size / 2.0).then(around);
		return new Patch(size, margin, sample.channels(), values, labels, boxes(sample, shown), proposals(sample, shown));
	}

	/** The boxes that the patch shows at least in part, whole. */
	private List<LabelledBox> boxes(Sample sample, Placement placement) {
		Box shown = Box.ofImage(size, size);
		return sample.boxes().stream().map(box -> box.at(moved(box.box(), placement), 0)).filter(box -> box.box().intersects(shown)).toList();
	}

	private List<Box> proposals(Sample sample, Placement placement) {
		Box shown = Box.ofImage(size, size);
		return sample.proposals().stream().map(box -> moved(box, placement)).filter(box -> box.intersects(shown)).toList();
	}

	/** The bounds of the moved ellipse that fills a box: nearer to a turned object than the bounds of the box's corners. */
	private static Box moved(Box box, Placement placement) {
		double[] xs = new double[ELLIPSE_POINTS];
		double[] ys = new double[ELLIPSE_POINTS];
		for (int i = 0; i < ELLIPSE_POINTS; i++) {
			double angle = 2 * Math.PI * i / ELLIPSE_POINTS;
			xs[i] = box.centerX() + Math.cos(angle) * box.width() / 2;
			ys[i] = box.centerY() + Math.sin(angle) * box.height() / 2;
		}
		placement.toResult(xs, ys, ELLIPSE_POINTS);
		return Box.bounds(xs, ys);
	}

	/** The placement with the middle of result and source as origins. */
	private Placement centred(Geometry geometry) {
		return Affine.shift(geometry.width() / 2.0, geometry.height() / 2.0).then(geometry.placement()).then(Affine.shift(-size / 2.0, -size / 2.0));
	}

	/** The sample with others in or over it, where the augmentation asks for them. */
	private Sample combined(Sample sample, List<Combination> combinations, SplittableRandom random) {
		Annotated whole = annotated(sample);
		for (Combination combination : combinations) {
			whole = combination.combine(whole, () -> annotated(drawSample(random)), Framing.MIRRORED);
		}
		if (combinations.isEmpty()) return sample;
		List<LabelledBox> boxes = whole.boxes().stream().filter(box -> box.slice() != PROPOSED).toList();
		List<Box> proposals = whole.boxes().stream().filter(box -> box.slice() == PROPOSED).map(LabelledBox::box).toList();
		return new Sample(sample.name(), sample.width(), sample.height(), sample.channels(), whole.pixels().values(), onTop(whole.masks()), boxes, proposals);
	}

	private Annotated annotated(Sample sample) {
		Extent extent = new Extent(sample.width(), sample.height(), 1, sample.channels());
		Stream<LabelledBox> proposals = sample.proposals().stream().map(box -> LabelledBox.of("", box).at(box, PROPOSED));
		return new Annotated(sample.name(), new Pixels(extent, sample.pixels(), ValueRange.NORMALISED), List.of(new Mask(sample.labels(), areClasses)),
			Stream.concat(sample.boxes().stream(), proposals).toList(), List.of());
	}

	/** One mask of all: where objects overlap, the first mask's. What is not annotated in one sample is not in the picture of both. */
	private static int[] onTop(List<Mask> masks) {
		int[] labels = masks.get(0).labels().clone();
		for (Mask mask : masks) {
			for (int i = 0; i < labels.length; i++) {
				labels[i] = labels[i] == 0 || mask.labels()[i] < 0 ? mask.labels()[i] : labels[i];
			}
		}
		return labels;
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
		Box reach = placement.sourceBounds(new Box(-size / 2.0, -size / 2.0, size, size));
		double excess = Math.max(reach.width() / sample.width(), reach.height() / sample.height());
		return excess > 1 ? Affine.zoom(excess).then(placement) : placement;
	}

	/** The centre, moved so that a patch that reaches that far before and behind it does not reach beyond the edges. */
	private static double inside(double centre, double before, double behind, int extent) {
		return Math.max(before, Math.min(extent - behind, centre));
	}
}
