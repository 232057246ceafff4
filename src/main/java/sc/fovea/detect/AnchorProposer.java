package sc.fovea.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;
import sc.fovea.model.Regions.Proposals.Anchored;
import sc.fovea.net.Tensor;

/**
 * Proposals of the network itself: every cell of its grid scores and moves boxes of fixed shapes. With anchors of a few sizes and ratios this is a region proposal
 * network (Ren et al. 2015, arXiv:1506.01497), with priors clustered from true boxes MultiBox (Szegedy et al. 2014, arXiv:1412.1441).
 *
 * @param settings names of the outputs, shapes, and how many overlap how much
 */
public record AnchorProposer(Anchored settings) implements Proposer {

	private static final BoxCoder CODER = BoxCoder.standard();
	/** Boxes for each that is wanted that are decoded, the best first; most of them overlap better ones. */
	private static final int DECODED = 6;
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
	 */
	public List<ScoredBox> propose(Tensor scores, Tensor offsets, int image, Box bounds) {
		int cells = scores.height() * scores.width();
		int first = image * cells * settings.count();
		AnchorGrid grid = grid(settings);
		List<ScoredBox> moved = new ArrayList<>();
		for (int i : best(scores.data(), first, cells * settings.count())) {
			int cell = i / settings.count();
			Box anchor = grid.anchor(cell % scores.width(), cell / scores.width(), i % settings.count());
			Box box = CODER.decode(offsets(offsets.data(), 4 * (first + i)), anchor).intersection(bounds);
			if (box.width() >= SMALLEST && box.height() >= SMALLEST) moved.add(new ScoredBox(box, scores.data()[first + i], 0));
		}
		List<ScoredBox> kept = Suppression.greedy(settings.maximumIou()).agnostic().apply(moved);
		return kept.subList(0, Math.min(settings.most(), kept.size()));
	}

	/** Numbers of the anchors with the highest scores, in ascending order; of equal scores at the limit the first. */
	private int[] best(float[] scores, int first, int count) {
		int wanted = (int) Math.min(count, (long) DECODED * settings.most());
		float[] sorted = Arrays.copyOfRange(scores, first, first + count);
		Arrays.sort(sorted);
		float least = sorted[count - wanted];
		int above = 0;
		for (int i = first; i < first + count; i++) {
			above += scores[i] > least ? 1 : 0;
		}
		int[] best = new int[wanted];
		for (int i = 0, n = 0, equal = wanted - above; n < wanted; i++) {
			float score = scores[first + i];
			if (score > least || score == least && equal-- > 0) best[n++] = i;
		}
		return best;
	}

	private static BoxCoder.Offsets offsets(float[] values, int from) {
		return new BoxCoder.Offsets(values[from], values[from + 1], values[from + 2], values[from + 3]);
	}
}
