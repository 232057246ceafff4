package sc.fovea.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import sc.fovea.evaluate.Table;
import sc.fovea.task.classification.Classification;

/**
 * Tables of classified images, made of rows that a run keeps: the place, the class, its score, and the probability of every class.
 *
 * @param names of all classes
 * @param areObjects whether answers are about objects of label images, which have a column for their ids
 * @param rows of all images
 */
record ClassTables(List<String> names, boolean areObjects, List<List<Object>> rows) {

	/** A row. @param place as columns: the name of the image, and the id of an object */
	static List<Object> row(List<Object> place, Classification answer) {
		List<Object> cells = new ArrayList<>(place);
		cells.add(answer.label());
		cells.add(answer.score());
		cells.addAll(answer.probabilities());
		return cells;
	}

	/** Columns of the place. */
	private int place() {
		return areObjects ? 2 : 1;
	}

	/** A row for each answer: image, label, score, and the probability of every class. */
	Table classes() {
		List<String> columns = columns("label", "score");
		columns.addAll(names);
		return new Table(columns, rows);
	}

	/** The most probable classes of each answer, one a row. @param count of them at most */
	Table top(int count) {
		List<List<Object>> top = new ArrayList<>();
		for (List<Object> row : rows) {
			List<Integer> ranked = IntStream.range(0, names.size()).boxed().sorted(Comparator.comparing((Integer c) -> probability(row, c)).reversed())
				.limit(count)
				.toList();
			for (int rank = 0; rank < ranked.size(); rank++) {
				List<Object> cells = new ArrayList<>(row.subList(0, place()));
				cells.addAll(List.of(rank + 1, names.get(ranked.get(rank)), probability(row, ranked.get(rank))));
				top.add(cells);
			}
		}
		return new Table(columns("rank", "label", "probability"), top);
	}

	private double probability(List<Object> row, int number) {
		return ((Number) row.get(place() + 2 + number)).doubleValue();
	}

	/** The class of a row. */
	String label(List<Object> row) {
		return (String) row.get(place());
	}

	/** The probability of the class of a row. */
	double score(List<Object> row) {
		return ((Number) row.get(place() + 1)).doubleValue();
	}

	private List<String> columns(String... more) {
		List<String> columns = new ArrayList<>(areObjects ? List.of("image", "object") : List.of("image"));
		columns.addAll(List.of(more));
		return columns;
	}
}
