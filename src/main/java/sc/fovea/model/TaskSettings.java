package sc.fovea.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import sc.fovea.net.Network;
import sc.fovea.net.ShapeException;

/** What a model's outputs mean, and how they become an answer. */
public sealed interface TaskSettings
	permits TaskSettings.StarConvexInstances, TaskSettings.SemanticClasses, TaskSettings.ImageClasses, TaskSettings.Boxes, Regions, OneBox {

	/** The task in words, for a list of models. */
	String title();

	/** Names of the network's outputs that it reads. */
	List<String> outputs();

	/** Whether the answer is a list of boxes. */
	default boolean findsBoxes() {
		return false;
	}

	/** Names of the network's inputs that take regions of the image, as {@link sc.fovea.net.RoiAlign} reads them; the one that is left takes the image. */
	default List<String> regionInputs() {
		return List.of();
	}

	/**
	 * Checks that a network gives what this task reads.
	 *
	 * @throws ShapeException if an output is not among the network's outputs or has another number of channels or another grid
	 */
	void check(Network network);

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
	record StarConvexInstances(int rays, int grid, Heads heads, Thresholds thresholds, int growth, OptionalInt border) implements TaskSettings {

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

		/** The same with other limits. */
		public StarConvexInstances withThresholds(Thresholds others) {
			return new StarConvexInstances(rays, grid, heads, others, growth, border);
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

	/**
	 * A class for every pixel.
	 *
	 * @param classes their names, in the order of the channels
	 * @param output node that gives a score for each class, (N, H, W, classes)
	 */
	record SemanticClasses(List<String> classes, String output) implements TaskSettings {

		/** Copies the names. @throws IllegalArgumentException if there is none, one occurs twice, or one is empty or longer than 100 characters */
		public SemanticClasses {
			classes = TaskChecks.classes(classes);
		}

		@Override
		public String title() {
			return "semantic segmentation";
		}

		@Override
		public List<String> outputs() {
			return List.of(output);
		}

		@Override
		public void check(Network network) {
			TaskChecks.output(network, output, classes.size());
		}
	}

	/**
	 * A class for an image. If the network's input has a fixed size, the image, normalised, is stretched to it: enlarging interpolates linearly, shrinking averages.
	 *
	 * @param classes their names, in the order of the channels
	 * @param output node that gives a score for each class, (N, 1, 1, classes)
	 * @param orientations in which the network looks at an image, whose scores are averaged: {@link #ALL_ORIENTATIONS}, or empty for the image as it is
	 */
	record ImageClasses(List<String> classes, String output, OptionalInt orientations) implements TaskSettings {

		/** As it is, turned by quarters, and each of these mirrored. */
		public static final int ALL_ORIENTATIONS = 8;

		/** Copies the names. @throws IllegalArgumentException if there is none, one occurs twice, or one is empty or longer than 100 characters, or orientations are not 8 */
		public ImageClasses {
			classes = TaskChecks.classes(classes);
			if (orientations.orElse(ALL_ORIENTATIONS) != ALL_ORIENTATIONS) {
				throw new IllegalArgumentException("Expected " + ALL_ORIENTATIONS + " orientations or no number of them, got " + orientations.getAsInt() + ".");
			}
		}

		/** Looks at an image as it is. */
		public ImageClasses(List<String> classes, String output) {
			this(classes, output, OptionalInt.empty());
		}

		/** The same with all orientations, or with the image as it is only. */
		public ImageClasses withAllOrientations(boolean hasAll) {
			return new ImageClasses(classes, output, hasAll ? OptionalInt.of(ALL_ORIENTATIONS) : OptionalInt.empty());
		}

		@Override
		public String title() {
			return "image classification";
		}

		@Override
		public List<String> outputs() {
			return List.of(output);
		}

		/** @throws ShapeException also if the output is not one pixel, or all orientations of an image are asked for whose sides differ */
		@Override
		public void check(Network network) {
			TaskChecks.output(network, output, classes.size());
			TaskChecks.onePixel(network, output);
			if (orientations.isPresent()) {
				TaskChecks.square(network);
			}
		}
	}

	/**
	 * Objects as boxes, found without anchors (as in FCOS, Tian et al. 2019, arXiv:1904.01355): each cell of a grid gives a score for each class and the natural
	 * logarithms of the distances, in cells, from its middle to the left, upper, right and lower edge of the box.
	 *
	 * @param classes their names, in the order of the channels
	 * @param grid side of a cell in pixels
	 * @param heads names of the network's outputs
	 * @param thresholds where boxes and overlaps begin
	 */
	record Boxes(List<String> classes, int grid, Heads heads, Thresholds thresholds) implements TaskSettings {

		/**
		 * Names of the network's outputs.
		 *
		 * @param scores of the classes, 0 to 1, (N, H/grid, W/grid, classes)
		 * @param distances logarithms of distances, (N, H/grid, W/grid, 4)
		 */
		public record Heads(String scores, String distances) {}

		/**
		 * Limits between 0 and 1.
		 *
		 * @param score boxes below it are dropped
		 * @param maximumIou of two boxes of a class that overlap more, the one with the lower score is dropped
		 */
		public record Thresholds(double score, double maximumIou) {

			/** @throws IllegalArgumentException if one is not between 0 and 1 */
			public Thresholds {
				TaskChecks.fractions(score, maximumIou);
			}
		}

		/** Copies the names. @throws IllegalArgumentException if the grid is below 1, or the classes as in {@link SemanticClasses} */
		public Boxes {
			classes = TaskChecks.classes(classes);
			if (grid < 1) throw new IllegalArgumentException("Expected a grid of at least 1 pixel, got " + grid + ".");
		}

		@Override
		public String title() {
			return "object detection";
		}

		@Override
		public boolean findsBoxes() {
			return true;
		}

		@Override
		public List<String> outputs() {
			return List.of(heads.scores(), heads.distances());
		}

		@Override
		public void check(Network network) {
			TaskChecks.output(network, heads.scores(), classes.size());
			TaskChecks.output(network, heads.distances(), 4);
			outputs().forEach(output -> TaskChecks.grid(network, output, grid));
		}
	}
}
