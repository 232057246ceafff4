package sc.fovea.task.instance;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import sc.fovea.geometry.StarSuppression;
import sc.fovea.model.TaskChecks;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.predict.SegmentationOptions;

/**
 * Objects as star-convex polygons (Schmidt et al. 2018, arXiv:1806.03535).
 *
 * @param rays number of directions in which the distance to the edge is predicted
 * @param grid side in pixels of the cell for which one polygon is predicted
 * @param heads names of the network's outputs
 * @param thresholds where candidates, overlaps and foreground begin
 * @param growth how far in pixels an object may grow beyond its polygon when edges are refined
 * @param border cells along the edges of an image whose polygons are dropped, as StarDist drops those of its outermost two; empty for none
 */
public record StarConvexInstances(int rays, int grid, Heads heads, Thresholds thresholds, int growth, OptionalInt border) implements TaskSettings {

	/** With polygons from every cell. */
	public StarConvexInstances(int rays, int grid, Heads heads, Thresholds thresholds, int growth) {
		this(rays, grid, heads, thresholds, growth, OptionalInt.empty());
	}

	/**
	 * Names of the network's outputs.
	 *
	 * @param probability probability of an object, (N, H/grid, W/grid, 1)
	 * @param distances distances to the edge in pixels, (N, H/grid, W/grid, rays)
	 * @param foreground probability of foreground at every pixel, (N, H, W, 1), by which edges are refined; empty if there is none
	 */
	public record Heads(String probability, String distances, String foreground) {}

	/**
	 * Limits between 0 and 1.
	 *
	 * @param probability candidates below it are dropped
	 * @param foreground pixels from it on are foreground
	 * @param maximumIou of two candidates that overlap more, the less probable is dropped
	 * @param maximumCover a candidate of which more is covered by better ones is dropped
	 */
	public record Thresholds(double probability, double foreground, double maximumIou, double maximumCover) {

		/** @throws IllegalArgumentException if one is not between 0 and 1 */
		public Thresholds {
			TaskChecks.fractions(probability, foreground, maximumIou, maximumCover);
		}
	}

	/** @throws IllegalArgumentException if a number is outside its range */
	public StarConvexInstances {
		if (rays < 3 || rays > 1024 || grid < 1 || growth < 0 || border.orElse(0) < 0) {
			throw new IllegalArgumentException("Expected 3 to 1024 rays, a grid of at least 1 and a growth and a border of at least 0, got " + rays + ", "
				+ grid + ", " + growth + " and " + border.orElse(0) + ".");
		}
	}

	@Override
	public String title() {
		return "star-convex instance segmentation";
	}

	@Override
	public List<String> outputs() {
		return Stream.of(heads.probability(), heads.distances(), heads.foreground()).filter(o -> !o.isEmpty()).toList();
	}

	@Override
	public Optional<String> foreground() {
		return Optional.of(heads.foreground().isEmpty() ? heads.probability() : heads.foreground());
	}

	@Override
	public Optional<String> probabilities() {
		return Optional.of(heads.probability());
	}

	/** The rule by which of overlapping polygons the best are kept. */
	StarSuppression suppression() {
		return new StarSuppression(thresholds.maximumIou(), thresholds.maximumCover());
	}

	/** The same with other limits. */
	public StarConvexInstances withThresholds(Thresholds others) {
		return new StarConvexInstances(rays, grid, heads, others, growth, border);
	}

	/** The same with what the user chose. An overlap replaces both rules of the model, that for unions and that for covered parts. */
	public StarConvexInstances with(SegmentationOptions options) {
		double cover = options.overlap() > 0 ? 1 : thresholds.maximumCover();
		return withThresholds(new Thresholds(options.probabilityOr(thresholds.probability()), thresholds.foreground(),
			options.overlapOr(thresholds.maximumIou()), cover));
	}

	@Override
	public void check(Network network) {
		TaskChecks.output(network, heads.probability(), 1);
		TaskChecks.output(network, heads.distances(), rays);
		if (!heads.foreground().isEmpty()) {
			TaskChecks.output(network, heads.foreground(), 1);
		}
		TaskChecks.grid(network, heads.probability(), grid);
		TaskChecks.grid(network, heads.distances(), grid);
	}
}
