package sc.fovea.alike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import sc.fovea.geometry.DistanceTransform;
import sc.fovea.geometry.StarDistances;
import sc.fovea.geometry.StarRays;

/**
 * Collects what exemplars say, part by part of their planes: of the cells in them and around them, what the network says there, how far the outline is along each ray, and what is inside.
 * {@link #learned} gives what finds others like them.
 */
public final class ExemplarLearning {

	/** Rays of outlines, where the network has none of its own. */
	private static final int RAYS = 32;
	/** Pixels around an exemplar of which it is known that they are no middle of an object, since at best they are the edge of a neighbour. */
	private static final int RING = 4;
	/** Cells of a part that are taken for background, unless the network or the exemplars speak against it. */
	private static final int FAR = 2000;
	private static final float FAR_WEIGHT = 0.2f;
	/** Of what was taken for background, what looks more like the middle of an exemplar than this, 0 to 1, is taken for an object that nobody outlined. */
	private static final float UNLIKE = 0.3f;
	/** Where the network says this or more, there may be an object that nobody outlined. */
	private static final float OBJECT = 0.5f;
	/** Cells that are more a middle than this are asked how well the outline of the network agrees. */
	private static final float MIDDLE = 0.7f;
	/** The edge of an outline says less of it than its middle. */
	private static final float EDGE_WEIGHT = 0.1f;

	/**
	 * λ of each regression. Where the network draws outlines itself, only what the exemplars say otherwise is learned, and much must speak for it; chosen on images of the validation sets of the bundled
	 * models (src/docs/find-alike.md).
	 */
	private record Penalties(double middle, double distances, double inside) {

		static final Penalties TO_OWN = new Penalties(0.3, 1, 0.3);
		static final Penalties ALONE = new Penalties(0.003, 0.01, 0.003);
	}

	private final List<LinearFit.Sample> middles = new ArrayList<>();
	private final List<LinearFit.Sample> far = new ArrayList<>();
	private final List<LinearFit.Sample> outlines = new ArrayList<>();
	private final List<LinearFit.Sample> pixels = new ArrayList<>();
	private final SplittableRandom random = new SplittableRandom(1);
	private final List<Double> agreements = new ArrayList<>();
	private Optional<Deviations> cellDeviations = Optional.empty();
	private Optional<Deviations> pixelDeviations = Optional.empty();
	private final boolean usesOwn;
	private LookAlike.Areas areas = LookAlike.Areas.NONE;
	private int rays = RAYS;

	/** @param usesOwn whether outlines that the network itself draws are where learning starts from */
	public ExemplarLearning(boolean usesOwn) {
		this.usesOwn = usesOwn;
	}

	/**
	 * Adds a part of a plane.
	 *
	 * @param maps of it
	 * @param ids of the exemplars at each of its pixels, 0 elsewhere
	 */
	public void add(FeatureMaps maps, int[] ids) {
		float[] middle = DistanceTransform.objectProbability(ids, maps.width(), maps.height());
		int[] inside = Arrays.stream(ids).map(id -> id > 0 ? 1 : 0).toArray();
		float[] edge = DistanceTransform.of(inside, maps.width(), maps.height());
		Optional<FeatureMaps.Own> own = usesOwn ? maps.own() : Optional.empty();
		rays = own.map(o -> o.distances().channels()).orElse(RAYS);
		Part part = new Part(maps, ids, middle, edge, own);
		for (int id : Arrays.stream(ids).filter(i -> i > 0).distinct().toArray()) {
			areas = areas.with(Arrays.stream(ids).filter(i -> i == id).count());
		}
		addCells(part);
		addPixels(part);
	}

	/** A part of a plane with the distances of its pixels. */
	private record Part(FeatureMaps maps, int[] ids, float[] middle, float[] edge, Optional<FeatureMaps.Own> own) {}

	private void addCells(Part part) {
		FeatureMaps maps = part.maps();
		int channels = maps.channels();
		float[] row = new float[maps.columns() * channels];
		Deviations deviations = cellDeviations.orElseGet(() -> new Deviations(channels));
		cellDeviations = Optional.of(deviations);
		double share = (double) FAR / (maps.columns() * maps.rows());
		for (int r = 0; r < maps.rows(); r++) {
			maps.readCells(r, row);
			deviations.add(row, maps.columns());
			for (int c = 0; c < maps.columns(); c++) {
				int at = r * FeatureMaps.CELL * maps.width() + c * FeatureMaps.CELL;
				boolean isKnown = part.ids()[at] > 0 || part.edge()[at] <= RING;
				if (!isKnown && random.nextDouble() >= share) continue;
				addCell(part, at, Arrays.copyOfRange(row, c * channels, (c + 1) * channels), isKnown);
			}
		}
	}

	private void addCell(Part part, int at, float[] features, boolean isKnown) {
		int x = at % part.maps().width();
		int y = at / part.maps().width();
		float before = LookAlike.probability(part.own(), x, y);
		float[] target = { part.middle()[at] - before };
		if (isKnown) middles.add(new LinearFit.Sample(features, target, 1));
		else if (before < OBJECT) far.add(new LinearFit.Sample(features, target, FAR_WEIGHT));
		if (part.ids()[at] == 0) return;
		float[] distances = new float[rays];
		StarDistances.at(part.ids(), part.maps().width(), part.maps().height(), x, y, StarRays.of(rays), distances, 0);
		part.own().ifPresent(own -> compare(own.distances(), own.distances().offset(x, y), part.middle()[at], distances));
		outlines.add(new LinearFit.Sample(features, distances, EDGE_WEIGHT + part.middle()[at]));
	}

	/** Leaves of true distances what the network does not say itself, and keeps how well it agrees in the middle: Σ min² / Σ max² of the distances, the areas of thin sectors. */
	private void compare(FeatureMaps.Layer own, int from, float middle, float[] distances) {
		double inner = 0;
		double outer = 0;
		for (int k = 0; k < distances.length; k++) {
			double mine = Math.max(0, own.data()[from + k]);
			inner += Math.pow(Math.min(mine, distances[k]), 2);
			outer += Math.pow(Math.max(mine, distances[k]), 2);
			distances[k] -= own.data()[from + k];
		}
		if (middle > MIDDLE) agreements.add(inner / outer);
	}

	private void addPixels(Part part) {
		FeatureMaps maps = part.maps();
		int channels = maps.pixelChannels();
		float[] row = new float[maps.width() * channels];
		Deviations deviations = pixelDeviations.orElseGet(() -> new Deviations(channels));
		pixelDeviations = Optional.of(deviations);
		for (int y = 0; y < maps.height(); y++) {
			maps.readPixels(y, row);
			deviations.add(row, maps.width());
			for (int x = 0; x < maps.width(); x++) {
				int at = y * maps.width() + x;
				boolean isInside = part.ids()[at] > 0;
				if (!isInside && part.edge()[at] > RING) continue;
				float[] target = { (isInside ? 1 : 0) - LookAlike.foreground(part.own(), x, y) };
				pixels.add(new LinearFit.Sample(Arrays.copyOfRange(row, x * channels, (x + 1) * channels), target, 1));
			}
		}
	}

	/** How well outlines of the network itself agree with the exemplars: the middle one of the intersections over unions, 0 if it draws none. */
	public double agreement() {
		double[] sorted = agreements.stream().mapToDouble(a -> a).sorted().toArray();
		return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
	}

	/** What finds others. @throws IllegalStateException if no exemplar was added */
	public LookAlike learned() {
		if (outlines.isEmpty()) throw new IllegalStateException("Expected an exemplar, got none.");
		float[] deviations = cellDeviations.orElseThrow().values();
		Penalties penalties = usesOwn ? Penalties.TO_OWN : Penalties.ALONE;
		LinearFit middle = LinearFit.of(joined(middles, far), deviations, penalties.middle());
		if (!usesOwn) middle = LinearFit.of(joined(middles, unlike(middle)), deviations, penalties.middle());
		LinearFit distances = LinearFit.of(outlines, deviations, penalties.distances());
		LinearFit inside = LinearFit.of(pixels, pixelDeviations.orElseThrow().values(), penalties.inside());
		return new LookAlike(new LookAlike.Heads(middle, distances, inside), areas, rays, usesOwn);
	}

	/** Of what was taken for background, what does not look like the exemplars after all. */
	private List<LinearFit.Sample> unlike(LinearFit middle) {
		float[] found = new float[1];
		return far.stream().filter(sample -> {
			middle.apply(sample.features(), 0, found);
			return found[0] < UNLIKE;
		}).toList();
	}

	private static List<LinearFit.Sample> joined(List<LinearFit.Sample> some, List<LinearFit.Sample> others) {
		List<LinearFit.Sample> all = new ArrayList<>(some);
		all.addAll(others);
		return all;
	}
}
