package sc.fovea.task.detection.region;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import sc.fovea.model.TaskChecks;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.predict.SegmentationOptions;

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
public record Regions(List<String> classes, RegionProposals proposals, RegionLook look, Heads heads, Refinement refinement,
	Limits limits) implements TaskSettings {

	/** Numbers that tell a box. */
	private static final int SIDES = 4;

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
				TaskChecks.count(rounds);
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
				TaskChecks.count(rounds);
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

	/** The same with what the user chose. */
	Regions with(SegmentationOptions options) {
		return with(new Limits(options.probabilityOr(limits.score()), options.overlapOr(limits.maximumIou()), limits.window()));
	}

	@Override
	public String title() {
		return "object detection by regions";
	}

	@Override
	public List<String> outputs() {
		Stream<String> learned = proposals instanceof RegionProposals.Anchored a ? Stream.of(a.scores(), a.offsets()) : Stream.empty();
		return Stream.concat(Stream.of(heads.scores(), heads.offsets()), learned).toList();
	}

	@Override
	public List<String> regionInputs() {
		return look instanceof RegionLook.Shared shared ? shared.views().stream().map(RegionLook.View::input).toList() : List.of();
	}

	@Override
	public Optional<String> tuningRefusal() {
		return look instanceof RegionLook.Warped
			? Optional.of("Expected a model that looks at whole images to begin with, got one of r-cnn, whose small network is"
				+ " learned anew in every training; models of the other systems and tasks fit, and so does train --system r-cnn.")
			: Optional.empty();
	}

	@Override
	public void check(Network network) {
		if (proposals instanceof RegionProposals.Anchored anchored) {
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
		if (look instanceof RegionLook.Shared shared && !network.shapes().containsKey(shared.features())) {
			throw new ShapeException(shared.features(), "a node of that name", "none");
		}
		if (look instanceof RegionLook.Warped warped) {
			if (proposals instanceof RegionProposals.Anchored) {
				throw new IllegalArgumentException("Expected proposals of pixels for regions that are warped, got those of a network's cells.");
			}
			Shape got = network.inputs().get(warped.input());
			if (got == null || got.height() != warped.size() || got.width() != warped.size()) {
				throw new ShapeException(warped.input(), "an input of " + warped.size() + "x" + warped.size() + " pixels", String.valueOf(got));
			}
		}
	}
}
