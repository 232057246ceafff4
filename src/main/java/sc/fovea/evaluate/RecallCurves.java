package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Recall over the number of proposals, for several ways to propose.
 *
 * @param recalls by name, in the order of the lines
 * @param most largest number of proposals, at least 1
 */
public record RecallCurves(Map<String, ProposalRecall> recalls, int most) {

	private static final int POINTS = 40;

	/** Keeps the order. @throws IllegalArgumentException if the number is below 1 */
	public RecallCurves {
		recalls = new LinkedHashMap<>(recalls);
		if (most < 1) throw new IllegalArgumentException("Expected at least 1 proposal, got " + most + ".");
	}

	/** 1, 2, 3, 5, 7, 10, 20, …, and the largest number. */
	public List<Integer> counts() {
		List<Integer> counts = new ArrayList<>();
		for (long decade = 1; decade < most; decade *= 10) {
			for (int digit : new int[] { 1, 2, 3, 5, 7 }) {
				if (digit * decade < most) counts.add((int) (digit * decade));
			}
		}
		counts.add(most);
		return counts;
	}

	/** A row for each way and number of proposals. */
	public Table table() {
		List<List<Object>> rows = new ArrayList<>();
		recalls.forEach((name, recall) -> {
			for (int count : counts()) {
				rows.add(List.of(name, count, recall.at(count, 0.5), recall.at(count, 0.7), recall.average(count)));
			}
		});
		return new Table(List.of("proposer", "proposals", "recall@0.5", "recall@0.7", "average_recall@0.5:0.95"), rows);
	}

	/** Recall at IoU 0.5 and 0.7 over the logarithm of the number of proposals. */
	public Chart chart() {
		List<Double> x = IntStream.rangeClosed(0, POINTS).mapToObj(i -> Math.log10(most) * i / POINTS).toList();
		Map<String, List<Double>> lines = new LinkedHashMap<>();
		recalls.forEach((name, recall) -> {
			lines.put(name + ", IoU 0.5", line(x, count -> recall.at((int) count, 0.5)));
			lines.put(name + ", IoU 0.7", line(x, count -> recall.at((int) count, 0.7)));
		});
		return new Chart("Recall of proposals", "log10 of the number of proposals", x, lines);
	}

	private static List<Double> line(List<Double> x, DoubleUnaryOperator recall) {
		return x.stream().map(place -> recall.applyAsDouble(Math.round(Math.pow(10, place)))).toList();
	}
}
