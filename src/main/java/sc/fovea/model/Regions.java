package sc.fovea.model;

import java.util.List;
import java.util.stream.Stream;

import sc.fovea.net.Network;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;

/**
 * Objects as boxes, found by looking closer at regions that were proposed: what R-CNN, Fast and Faster R-CNN, MultiBox and R-CNN minus R have in common. They differ
 * in where regions come from, how one is looked at, and how the boxes are refined.
 *
 * @param classes their names, in the order of the channels
 * @param proposals where regions come from
 * @param look how a region is looked at
 * @param heads names of the network's outputs for a region
 * @param refinement what happens to the boxes that were found
 * @param limits where boxes, overlaps and windows begin
 */
public record Regions(List<String> classes, Proposals proposals, Look look, Heads heads, Refinement refinement, Limits limits) implements TaskSettings {

	/** Numbers that tell a box. */
	private static final int SIDES = 4;

	/** Where regions come from. */
	public sealed interface Proposals {

		/** Largest number of regions of a window. */
		int most();

		/** The same with another number of regions, or with all that there are. @throws IllegalArgumentException if it is below 1 */
		default Proposals with(int number) {
			if (this instanceof Searched searched) return new Searched(searched.proposer(), number);
			return this instanceof Anchored a ? new Anchored(a.scores(), a.offsets(), a.stride(), a.shapes(), a.maximumIou(), number) : this;
		}

		/**
		 * From a plugin that looks at the pixels.
		 *
		 * @param proposer its name, such as {@code selective-search}
		 * @param most largest number of regions of a window
		 */
		record Searched(String proposer, int most) implements Proposals {

			/** @throws IllegalArgumentException if the number is below 1 */
			public Searched {
				checkCount(most);
			}
		}

		/**
		 * From the network itself, relative to boxes of fixed shapes at every cell of a grid: a region proposal network (arXiv:1506.01497), or MultiBox with priors
		 * (arXiv:1412.1441).
		 *
		 * @param scores output (N, H/stride, W/stride, shapes), 0–1
		 * @param offsets output (N, H/stride, W/stride, 4 · shapes): x, y, width, height of each shape as {@code BoxCoder.standard()} tells them
		 * @param stride side of a cell in pixels
		 * @param shapes width and height of each shape in pixels, one after the other
		 * @param maximumIou of two regions that overlap more the one with the lower score is left out
		 * @param most largest number of regions of a window
		 */
		record Anchored(String scores, String offsets, int stride, List<Double> shapes, double maximumIou, int most) implements Proposals {

			/** Copies the shapes. @throws IllegalArgumentException if a number is outside its range, or there is no shape or half of one */
			public Anchored {
				shapes = List.copyOf(shapes);
				checkCount(most);
				TaskChecks.fractions(maximumIou);
				if (stride < 1 || shapes.isEmpty() || shapes.size() % 2 != 0 || shapes.stream().anyMatch(side -> !(side > 0 && Double.isFinite(side)))) {
					throw new IllegalArgumentException(
						"Expected a stride of at least 1 and pairs of sides above 0, got " + stride + " and " + shapes.size() + " sides.");
				}
			}

			/** Number of shapes. */
			public int count() {
				return shapes.size() / 2;
			}
		}

		/**
		 * The same in every window.
		 *
		 * @param boxes x, y, width and height of each, relative to the width and height of the window, 0–1, one after the other
		 */
		record Fixed(List<Double> boxes) implements Proposals {

			/** Copies the boxes. @throws IllegalArgumentException if there is none, or a number is not in 0–1 */
			public Fixed {
				boxes = List.copyOf(boxes);
				if (boxes.isEmpty() || boxes.size() % SIDES != 0 || boxes.stream().anyMatch(side -> !(side >= 0 && side <= 1))) {
					throw new IllegalArgumentException("Expected boxes of four numbers in 0-1, got " + boxes.size() + " numbers.");
				}
			}

			@Override
			public int most() {
				return boxes.size() / SIDES;
			}
		}
	}

	/** How a region is looked at. */
	public sealed interface Look {

		/**
		 * The region's pixels, stretched to a square: a network run for each region.
		 *
		 * @param input of the network, (N, size, size, C)
		 * @param size side in pixels
		 * @param context pixels around the region that are seen as well, of the size, as in R-CNN
		 */
		record Warped(String input, int size, int context) implements Look {

			/** @throws IllegalArgumentException if the size leaves no pixel inside the context */
			public Warped {
				if (context < 0 || size <= 2 * context) {
					throw new IllegalArgumentException("Expected a context of at least 0 and a size above twice of it, got " + context + " and " + size + ".");
				}
			}
		}

		/**
		 * Features of the whole window, of which each region takes its part, once for each view.
		 *
		 * @param features node of the network that regions are pooled from
		 * @param views parts of a region; the whole one first
		 */
		record Shared(String features, List<View> views) implements Look {

			/** Copies the views. @throws IllegalArgumentException if there is none */
			public Shared {
				views = List.copyOf(views);
				if (views.isEmpty()) throw new IllegalArgumentException("Expected at least one view of a region, got none.");
			}
		}

		/**
		 * A rectangle relative to a region: 0 and 1 are its edges.
		 *
		 * @param input of the network, (R, 1, 1, 5) as {@link RoiAlign} reads it
		 * @param left below {@code right}; below 0 for what lies around the region
		 * @param top below {@code bottom}
		 * @param right above 1 for what lies around the region
		 * @param bottom as {@code right}
		 */
		record View(String input, double left, double top, double right, double bottom) {

			/** @throws IllegalArgumentException if a side is not above 0 */
			public View {
				if (!(right > left && bottom > top && Double.isFinite(right - left) && Double.isFinite(bottom - top))) {
					throw new IllegalArgumentException(
						"Expected a view with sides above 0, got " + left + " to " + right + " and " + top + " to " + bottom + ".");
				}
			}

			/** The region itself. */
			public static View whole(String input) {
				return new View(input, 0, 0, 1, 1);
			}
		}
	}

	/**
	 * Names of the network's outputs for a region.
	 *
	 * @param scores (R, 1, 1, classes), each 0–1, or (R, 1, 1, 1 + classes) with the background first, together 1
	 * @param offsets (R, 1, 1, 4 · classes): x, y, width, height for each class as {@code BoxCoder.forProposals()} tells them
	 */
	public record Heads(String scores, String offsets) {}

	/** What happens to the boxes that were found. */
	public sealed interface Refinement {

		/** Nothing. */
		record None() implements Refinement {}

		/**
		 * They are looked at again and moved, and at last vote (arXiv:1505.01749).
		 *
		 * @param rounds at least 1
		 */
		record Iterative(int rounds) implements Refinement {

			/** @throws IllegalArgumentException if rounds are below 1 */
			public Iterative {
				checkCount(rounds);
			}
		}

		/**
		 * Better ones are searched around them by Bayesian optimization (arXiv:1504.03293).
		 *
		 * @param rounds at least 1
		 */
		record Bayesian(int rounds) implements Refinement {

			/** @throws IllegalArgumentException if rounds are below 1 */
			public Bayesian {
				checkCount(rounds);
			}
		}
	}

	/**
	 * Where boxes, overlaps and windows begin.
	 *
	 * @param score boxes below it are dropped, 0–1
	 * @param maximumIou of two boxes of a class that overlap more, the one with the lower score is dropped, 0–1
	 * @param window what is looked at at once
	 */
	public record Limits(double score, double maximumIou, Window window) {

		/** @throws IllegalArgumentException if a number is outside its range */
		public Limits {
			TaskChecks.fractions(score, maximumIou);
		}
	}

	/**
	 * The largest part of an image that is looked at at once; larger images are looked at in several.
	 *
	 * @param width in pixels
	 * @param height in pixels
	 * @param overlap pixels that neighbours share, at least the size of a large object, at most half of a side
	 */
	public record Window(int width, int height, int overlap) {

		/** @throws IllegalArgumentException if a number is outside its range */
		public Window {
			if (overlap < 0 || Math.min(width, height) < 1 || overlap > Math.min(width, height) / 2) {
				throw new IllegalArgumentException(
					"Expected an overlap of 0 to half of a window's sides, got " + overlap + " of " + width + "x" + height + ".");
			}
		}
	}

	/** Copies the names. @throws IllegalArgumentException if there is no class, one occurs twice, or one is empty or longer than 100 characters */
	public Regions {
		classes = TaskChecks.classes(classes);
	}

	/** The same with another refinement. */
	public Regions with(Refinement other) {
		return new Regions(classes, proposals, look, heads, other, limits);
	}

	/** The same with other limits. */
	public Regions with(Limits other) {
		return new Regions(classes, proposals, look, heads, refinement, other);
	}

	@Override
	public String title() {
		return "object detection by regions";
	}

	@Override
	public boolean findsBoxes() {
		return true;
	}

	@Override
	public List<String> outputs() {
		Stream<String> learned = proposals instanceof Proposals.Anchored a ? Stream.of(a.scores(), a.offsets()) : Stream.empty();
		return Stream.concat(Stream.of(heads.scores(), heads.offsets()), learned).toList();
	}

	@Override
	public List<String> regionInputs() {
		return look instanceof Look.Shared shared ? shared.views().stream().map(Look.View::input).toList() : List.of();
	}

	@Override
	public void check(Network network) {
		if (proposals instanceof Proposals.Anchored anchored) {
			TaskChecks.output(network, anchored.scores(), anchored.count());
			TaskChecks.output(network, anchored.offsets(), SIDES * anchored.count());
			TaskChecks.grid(network, anchored.scores(), anchored.stride());
		}
		TaskChecks.output(network, heads.offsets(), SIDES * classes.size());
		int scores = hasBackground(network) ? classes.size() + 1 : classes.size();
		TaskChecks.output(network, heads.scores(), scores);
		checkInputs(network);
	}

	/** Whether the first score of a region is that of background. */
	public boolean hasBackground(Network network) {
		Shape scores = network.shapes().get(heads.scores());
		return scores != null && scores.channels() == classes.size() + 1;
	}

	private void checkInputs(Network network) {
		Shape region = new Shape(1, 1, RoiAlign.REGION);
		for (String input : regionInputs()) {
			Shape got = network.inputs().get(input);
			if (!region.equals(got)) throw new ShapeException(input, "an input of shape " + region, String.valueOf(got));
		}
		if (look instanceof Look.Shared shared && !network.shapes().containsKey(shared.features())) {
			throw new ShapeException(shared.features(), "a node of that name", "none");
		}
		if (look instanceof Look.Warped warped) {
			if (proposals instanceof Proposals.Anchored) {
				throw new IllegalArgumentException("Expected proposals of pixels for regions that are warped, got those of a network's cells.");
			}
			Shape got = network.inputs().get(warped.input());
			if (got == null || got.height() != warped.size() || got.width() != warped.size()) {
				throw new ShapeException(warped.input(), "an input of " + warped.size() + "x" + warped.size() + " pixels", String.valueOf(got));
			}
		}
	}

	private static void checkCount(int count) {
		if (count < 1) throw new IllegalArgumentException("Expected a number of at least 1, got " + count + ".");
	}
}
