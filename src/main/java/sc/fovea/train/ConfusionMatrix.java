package sc.fovea.train;

import java.util.stream.IntStream;

/**
 * Counts of pixels by their true and their predicted class; grows as pixels are counted.
 *
 * <pre>{@code
 * matrix.count(1, 1); matrix.count(1, 0); matrix.count(0, 0);
 * matrix.iou(1);       // 1 / (1 + 0 + 1) = 0.5
 * matrix.meanIou();    // (1/2 + 1/2) / 2 = 0.5
 * }</pre>
 */
final class ConfusionMatrix {

	private final int classes;
	private final long[] counts;

	ConfusionMatrix(int classes) {
		this.classes = classes;
		this.counts = new long[classes * classes];
	}

	/** Counts a pixel. */
	void count(int truth, int predicted) {
		counts[truth * classes + predicted]++;
	}

	/** TP / (TP + FP + FN) of a class; not a number if it is neither in the truth nor predicted. */
	double iou(int c) {
		return (double) counts[c * classes + c] / (truths(c) + predictions(c) - counts[c * classes + c]);
	}

	/** Mean of {@link #iou} over the classes that are in the truth or predicted; 0 if nothing was counted. */
	double meanIou() {
		return IntStream.range(0, classes).mapToDouble(this::iou).filter(Double::isFinite).average().orElse(0);
	}

	/** Share of the pixels whose class is right, 0–1; 0 if nothing was counted. */
	double accuracy() {
		long all = IntStream.range(0, classes).mapToLong(this::truths).sum();
		long right = IntStream.range(0, classes).mapToLong(c -> counts[c * classes + c]).sum();
		return all == 0 ? 0 : (double) right / all;
	}

	private long truths(int c) {
		return IntStream.range(0, classes).mapToLong(p -> counts[c * classes + p]).sum();
	}

	private long predictions(int c) {
		return IntStream.range(0, classes).mapToLong(t -> counts[t * classes + c]).sum();
	}
}
