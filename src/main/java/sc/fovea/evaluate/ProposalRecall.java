package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/**
 * How many of the true boxes are among the first proposals, whatever their class (Hosang, Benenson, Dollár and Schiele 2015, arXiv:1502.05082):
 * recall is the share of the true boxes of all images that have a proposal with at least some intersection over union (IoU); average recall is the
 * mean over the IoUs 0.50, 0.55, …, 0.95. Several true boxes may be met by the same proposal. Boxes that need not be found do not count.
 *
 * <pre>{@code
 * ProposalRecall recall = ProposalRecall.of(List.of(new DetectedImage("smear1", truths, proposals)));
 * recall.at(300, 0.5);
 * }</pre>
 */
public final class ProposalRecall {

	private static final int FIRST = 50;
	private static final int IOUS = 10;

	/** Smallest number of proposals with which each true box is met, for each IoU: {@code truth · IOUS + i}; the largest number if there is none. */
	private final int[] needed;

	private ProposalRecall(int[] needed) {
		this.needed = needed;
	}

	/** Of all images together. @param images with proposals in the order of their scores */
	public static ProposalRecall of(List<DetectedImage> images) {
		List<int[]> needed = new ArrayList<>();
		for (DetectedImage image : images) {
			List<Box> proposals = image.found().stream().sorted(DetectedImage.BEST_FIRST).map(ScoredBox::box).toList();
			image.truths().stream().filter(truth -> !truth.isOptional()).forEach(truth -> needed.add(needed(truth.box(), proposals)));
		}
		return new ProposalRecall(needed.stream().flatMapToInt(IntStream::of).toArray());
	}

	private static int[] needed(Box truth, List<Box> proposals) {
		int[] counts = new int[IOUS];
		Arrays.fill(counts, Integer.MAX_VALUE);
		int met = 0;
		for (int i = 0; i < proposals.size() && met < IOUS; i++) {
			double iou = proposals.get(i).iou(truth);
			while (met < IOUS && iou >= iou(met)) {
				counts[met++] = i + 1;
			}
		}
		return counts;
	}

	private static double iou(int index) {
		return (FIRST + 5 * index) / 100.0;
	}

	/** Number of true boxes that count. */
	public int truths() {
		return needed.length / IOUS;
	}

	/**
	 * Recall; not a number if there is no true box.
	 *
	 * @param proposals number of first proposals of each image
	 * @param iou one of 0.50, 0.55, …, 0.95
	 * @throws IllegalArgumentException if it is another
	 */
	public double at(int proposals, double iou) {
		int index = (int) Math.round((100 * iou - FIRST) / 5);
		if (index < 0 || index >= IOUS || Math.abs(iou(index) - iou) > 1e-9) {
			throw new IllegalArgumentException("Expected an IoU of 0.50, 0.55, ..., 0.95, got " + iou + ".");
		}
		return recall(proposals, index);
	}

	private double recall(int proposals, int index) {
		return IntStream.range(0, truths()).map(truth -> needed[truth * IOUS + index] <= proposals ? 1 : 0).average().orElse(Double.NaN);
	}

	/**
	 * Mean of the recall over the IoUs 0.50, 0.55, …, 0.95; not a number if there is no true box.
	 *
	 * @param proposals number of first proposals of each image
	 */
	public double average(int proposals) {
		return IntStream.range(0, IOUS).mapToDouble(index -> recall(proposals, index)).average().orElseThrow();
	}
}
