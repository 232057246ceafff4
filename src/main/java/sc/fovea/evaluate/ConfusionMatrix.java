package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import sc.fovea.data.Sample;

/**
 * How often each true class was given each class. Classes are numbers from 0.
 *
 * <pre>{@code
 * ConfusionMatrix m = ConfusionMatrix.of(new int[] {1, 1, 0}, new int[] {1, 0, 0}, 2);
 * m.iou(1);  // 1 / (1 + 0 + 1) = 0.5
 * m.dice(1); // 2 / (2 + 0 + 1) = 0.667
 * }</pre>
 */
public final class ConfusionMatrix {

	private final int classes;
	private final long[] counts;

	private ConfusionMatrix(int classes, long[] counts) {
		this.classes = classes;
		this.counts = counts;
	}

	/**
	 * Counts pixels, or images.
	 *
	 * @param truth class of each; those of {@link Sample#IGNORED} are not counted
	 * @param predicted class of each
	 * @param classes how many there are
	 * @throws IllegalArgumentException if the lengths differ
	 * @throws IndexOutOfBoundsException if a class is not in 0 to {@code classes − 1}
	 */
	public static ConfusionMatrix of(int[] truth, int[] predicted, int classes) {
		if (truth.length != predicted.length) {
			throw new IllegalArgumentException("Expected as many predicted classes as true ones, " + truth.length + ", got " + predicted.length + ".");
		}
		long[] counts = new long[classes * classes];
		for (int i = 0; i < truth.length; i++) {
			if (truth[i] == Sample.IGNORED) continue;
			if (predicted[i] < 0 || predicted[i] >= classes || truth[i] < 0 || truth[i] >= classes) {
				throw new IndexOutOfBoundsException("Expected classes from 0 to " + (classes - 1) + ", got " + truth[i] + " and " + predicted[i] + ".");
			}
			counts[truth[i] * classes + predicted[i]]++;
		}
		return new ConfusionMatrix(classes, counts);
	}

	/** The counts of both; the classes of the larger. */
	public ConfusionMatrix plus(ConfusionMatrix other) {
		int most = Math.max(classes, other.classes);
		long[] sums = new long[most * most];
		for (int t = 0; t < most; t++) {
			for (int p = 0; p < most; p++) {
				sums[t * most + p] = count(t, p) + other.count(t, p);
			}
		}
		return new ConfusionMatrix(most, sums);
	}

	/** Number of classes. */
	public int classes() {
		return classes;
	}

	/** How often a true class was given a class; 0 for classes that the matrix does not have. */
	public long count(int truth, int predicted) {
		return truth < classes && predicted < classes ? counts[truth * classes + predicted] : 0;
	}

	/** How often a class is true. */
	public long truths(int c) {
		return IntStream.range(0, classes).mapToLong(p -> count(c, p)).sum();
	}

	/** How often a class was given. */
	public long predictions(int c) {
		return IntStream.range(0, classes).mapToLong(t -> count(t, c)).sum();
	}

	/** TP / (TP + FP + FN); not a number if the class is neither true nor given anywhere. */
	public double iou(int c) {
		return (double) count(c, c) / (truths(c) + predictions(c) - count(c, c));
	}

	/** 2 TP / (2 TP + FP + FN), which is also F1 (Dice 1945); not a number if the class is neither true nor given anywhere. */
	public double dice(int c) {
		return 2.0 * count(c, c) / (truths(c) + predictions(c));
	}

	/** TP / (TP + FP); not a number if the class was never given. */
	public double precision(int c) {
		return (double) count(c, c) / predictions(c);
	}

	/** TP / (TP + FN); not a number if the class is never true. */
	public double recall(int c) {
		return (double) count(c, c) / truths(c);
	}

	/** The mean over the classes for which a score is a number; not a number if there are none. */
	public double mean(IntToDoubleFunction score) {
		return IntStream.range(0, classes).mapToDouble(score).filter(Double::isFinite).average().orElse(Double.NaN);
	}

	/** Share of what was given the true class; not a number if nothing was counted. */
	public double accuracy() {
		return (double) IntStream.range(0, classes).mapToLong(c -> count(c, c)).sum() / IntStream.range(0, classes).mapToLong(this::truths).sum();
	}

	/** A row for each true class, a column for each class that was given. @param names of the classes from 0 on */
	public Table table(List<String> names) {
		List<String> columns = new ArrayList<>(List.of("true_class"));
		List<List<Object>> rows = new ArrayList<>();
		for (int t = 0; t < classes; t++) {
			columns.add(names.get(t));
			List<Object> row = new ArrayList<>(List.of(names.get(t)));
			for (int p = 0; p < classes; p++) {
				row.add(count(t, p));
			}
			rows.add(row);
		}
		return new Table(columns, rows);
	}
}
