package sc.fovea.job.alike;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import sc.fovea.alike.ExemplarLearning;
import sc.fovea.alike.LookAlike;
import sc.fovea.alike.VotedObjects;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarSuppression;
import sc.fovea.predict.CroppedSource;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.PlaneSegmenter;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * Finds what looks like exemplars in a plane.
 *
 * @param network whose layers it looks at
 * @param alike what it looks for
 * @param scale by which planes are resampled, so that exemplars have a size that the network can see
 */
record AlikeSegmenter(FeatureNetwork network, LookAlike alike, double scale) implements PlaneSegmenter {

	/** Diameters that the network sees as they are, in pixels: the nuclei of the bundled models vary so much about 21. */
	private static final double SMALLEST = 14;
	private static final double LARGEST = 42;
	/** As in the bundled models. */
	private static final double OVERLAP = 0.1;
	private static final double COVER = 0.3;
	/** Outlines of the network itself are where learning starts from if they agree with the exemplars at least so much. */
	private static final double AGREEMENT = 0.5;
	/** Bytes of a pixel while objects are cut out: labels, and how much it looks like the inside of one. */
	private static final int BYTES = 2 * Float.BYTES;

	/** Learns from exemplars. @throws CancellationException if it was cancelled */
	static AlikeSegmenter learn(FeatureNetwork network, List<ExemplarPlane> planes, Progress progress) {
		double scale = scale(planes);
		ExemplarLearning own = learn(network, planes, scale, new ExemplarLearning(true), progress);
		boolean isKnown = own.agreement() >= AGREEMENT;
		LookAlike alike = (isKnown ? own : learn(network, planes, scale, new ExemplarLearning(false), progress)).learned();
		return new AlikeSegmenter(network, alike, scale);
	}

	private static ExemplarLearning learn(FeatureNetwork network, List<ExemplarPlane> planes, double scale, ExemplarLearning learning, Progress progress) {
		for (ExemplarPlane plane : planes) {
			ExemplarPlane seen = plane.scaled(PlaneInput.scaled(plane.source(), scale), scale);
			for (Region part : seen.parts()) {
				if (progress.isCancelled()) throw new CancellationException("Stopped while looking at the exemplars.");
				learning.add(network.whole(new CroppedSource(seen.source(), part)), seen.ids(part));
			}
		}
		return learning;
	}

	/** 1 if exemplars have a size that the network can see, else the factor that makes the mean one so large. */
	static double scale(List<ExemplarPlane> planes) {
		double area = planes.stream().mapToLong(ExemplarPlane::area).sum() / (double) planes.stream().mapToInt(ExemplarPlane::count).sum();
		double diameter = 2 * Math.sqrt(area / Math.PI);
		double factor = diameter < SMALLEST ? SMALLEST / diameter : diameter > LARGEST ? LARGEST / diameter : 1;
		return Math.max(1 / SegmentationOptions.LARGEST_SCALE, Math.min(SegmentationOptions.LARGEST_SCALE, factor));
	}

	@Override
	public boolean areInstances() {
		return true;
	}

	@Override
	public List<String> mapped() {
		return List.of("object");
	}

	/** @throws IllegalArgumentException always: what the network says itself is no map of what is alike */
	@Override
	public TiledInference inference() {
		throw new IllegalArgumentException("Look-alikes have labels, but no map of probabilities; \"fovea segment --maps\" makes one with a model.");
	}

	@Override
	public Segmenter.Found segment(TileSource plane, ScaleEstimate unused, Target target, SegmentationOptions options, Progress progress) {
		TileSource seen = PlaneInput.scaled(plane, scale);
		requireMemory(seen);
		int width = (int) seen.width();
		int height = (int) seen.height();
		StarCandidates outlines = new StarCandidates(alike.rays());
		float[] inside = new float[width * height];
		network.run(seen, (maps, x, y) -> {
			alike.project(maps, new LookAlike.Target(x, y, options.probabilityOr(alike.threshold()), outlines));
			alike.inside(maps, inside, y * width + x, width);
		}, progress);
		double cover = options.overlap() > 0 ? 1 : COVER;
		int[] labels = VotedObjects.of(outlines, inside, width, new StarSuppression(options.overlapOr(OVERLAP), cover), progress::isCancelled);
		int count = new LabelResampling(labels, width, scale).write(target);
		return new Segmenter.Found(count, ScaleEstimate.calibrated(1));
	}

	private static void requireMemory(TileSource plane) {
		double pixels = (double) plane.width() * plane.height();
		double memory = Math.min(Runtime.getRuntime().maxMemory() / 2.0, (double) BYTES * (Integer.MAX_VALUE - 8));
		if (pixels * BYTES > memory) {
			throw new IllegalArgumentException(String.format(Locale.ROOT,
				"A plane of %dx%d pixels, as the network sees it, is looked at in memory, which may be %.0f million pixels now: crop the image, or give Java more memory.",
				plane.width(), plane.height(), memory / BYTES / 1e6));
		}
	}

	@Override
	public void close() {
		network.close();
	}
}
