package sc.fovea.task.detection.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fovea.backend.BackendException;
import sc.fovea.detect.AnchorGrid;
import sc.fovea.detect.BoxCoder;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;
import sc.fovea.net.Tensor;
import sc.fovea.task.detection.region.RegionProposals.Anchored;

/**
 * Proposals of the network itself: every cell of its grid scores and moves boxes of fixed shapes. With anchors of a few sizes and ratios this is a region proposal
 * network (Ren et al. 2015, arXiv:1506.01497), with priors clustered from true boxes MultiBox (Szegedy et al. 2014, arXiv:1412.1441).
 *
 * @param settings names of the outputs, shapes, and how many overlap how much
 */
public record AnchorProposer(Anchored settings) implements Proposer {

	private static final BoxCoder CODER = BoxCoder.standard();
	/** Boxes for each that is wanted that are decoded; most of them overlap better ones. */
	static final int DECODED = 8;
	/** A side in pixels below which there is nothing to look at. */
	private static final double SMALLEST = 2;

	/** The shapes as a grid of anchors. */
	public static AnchorGrid grid(Anchored settings) {
		List<AnchorGrid.Shape> shapes = new ArrayList<>();
		for (int i = 0; i < settings.count(); i++) {
			shapes.add(new AnchorGrid.Shape(settings.shapes().get(2 * i), settings.shapes().get(2 * i + 1)));
		}
		return new AnchorGrid(settings.stride(), shapes);
	}

	@Override
	public List<ScoredBox> propose(Scene scene, int most) {
		return propose(scene.map(settings.scores()), scene.map(settings.offsets()), 0, scene.bounds()).stream().limit(most).toList();
	}

	/**
	 * Proposals of one of several images.
	 *
	 * @param scores (N, h, w, shapes)
	 * @param offsets (N, h, w, 4 · shapes)
	 * @param image from 0
	 * @param bounds of the image in pixels
	 * @throws BackendException if a number that is read is not finite
	 */
	public List<ScoredBox> propose(Tensor scores, Tensor offsets, int image, Box bounds) {
		int cells = scores.height() * scores.width();
		int first = image * cells * settings.count();
		AnchorGrid grid = grid(settings);
		List<ScoredBox> moved = new ArrayList<>();
		for (int shape = 0; shape < settings.count(); shape++) {
			for (int cell : best(scores.data(), first + shape, cells)) {
				int i = first + cell * settings.count() + shape;
				Box anchor = grid.anchor(cell % scores.width(), cell / scores.width(), shape);
				Box box = CODER.decode(offsets(offsets.data(), 4 * i), anchor).intersection(bounds);
				if (box.width() >= SMALLEST && box.height() >= SMALLEST) moved.add(new ScoredBox(box, scores.data()[i], 0));
			}
		}
		List<ScoredBox> kept = Suppression.greedy(settings.maximumIou()).agnostic().apply(moved);
		return kept.subList(0, Math.min(settings.most(), kept.size()));
	}

	/**
	 * Numbers of the cells where a shape has its highest scores, in ascending order; of equal scores at the limit the first. Each shape has its share, or the
	 * many anchors around frequent objects would leave no room for those around objects of other sizes.
	 *
	 * @param first index of the shape's score in the first cell
	 */
	private int[] best(float[] scores, int first, int cells) {
		int wanted = Math.min(cells, Math.max(1, (int) ((long) DECODED * settings.most() / settings.count())));
		float[] sorted = new float[cells];
		for (int cell = 0; cell < cells; cell++) {
			sorted[cell] = scores[first + cell * settings.count()];
		}
		float[] own = sorted.clone();
		Arrays.sort(sorted);
		requireFinite(sorted[cells - 1], settings.scores()); // what is not a number comes last
		float least = sorted[cells - wanted];
		int equal = wanted;
		for (float score : own) {
			equal -= score > least ? 1 : 0;
		}
		int[] best = new int[wanted];
		for (int cell = 0, n = 0; n < wanted; cell++) {
			if (own[cell] > least || own[cell] == least && equal-- > 0) best[n++] = cell;
		}
		return best;
	}

	private BoxCoder.Offsets offsets(float[] values, int from) {
		for (int i = from; i < from + 4; i++) {
			requireFinite(values[i], settings.offsets());
		}
		return new BoxCoder.Offsets(values[from], values[from + 1], values[from + 2], values[from + 3]);
	}

	private static void requireFinite(float value, String output) {
		if (!Float.isFinite(value)) throw new BackendException("Expected finite numbers of output '" + output + "', got " + value + ".");
	}
}
