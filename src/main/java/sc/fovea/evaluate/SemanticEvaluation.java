package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well every pixel was given its class. A class that is neither in the truth nor predicted has no score and does not count in means.
 *
 * @param matrix pixels by true and by predicted class
 * @param names of the classes from 0 on; a class beyond them is called by its number
 */
public record SemanticEvaluation(ConfusionMatrix matrix, List<String> names) implements Evaluation<SemanticEvaluation> {

	/** Copies the names. */
	public SemanticEvaluation {
		names = List.copyOf(names);
	}

	@Override
	public SemanticEvaluation plus(SemanticEvaluation other) {
		return new SemanticEvaluation(matrix.plus(other.matrix), names.size() >= other.names.size() ? names : other.names);
	}

	/** The mean over the classes of TP / (TP + FP + FN). */
	@Override
	public double score() {
		return matrix.mean(matrix::iou);
	}

	@Override
	public Map<String, Number> numbers() {
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("pixel_accuracy", matrix.accuracy());
		numbers.put("mean_IoU", score());
		numbers.put("mean_Dice", matrix.mean(matrix::dice));
		numbers.put("mean_precision", matrix.mean(matrix::precision));
		numbers.put("mean_recall", matrix.mean(matrix::recall));
		return numbers;
	}

	@Override
	public Map<String, Table> tables() {
		Map<String, Table> tables = new LinkedHashMap<>();
		tables.put("evaluation", classes());
		tables.put("confusion_matrix", matrix.table(IntStream.range(0, matrix.classes()).mapToObj(this::name).toList()));
		return tables;
	}

	private Table classes() {
		List<List<Object>> rows = new ArrayList<>();
		for (int c = 0; c < matrix.classes(); c++) {
			rows.add(List.of(c, name(c), matrix.truths(c), matrix.predictions(c), matrix.iou(c), matrix.dice(c), matrix.precision(c), matrix.recall(c)));
		}
		return new Table(List.of("class", "name", "true_pixels", "predicted_pixels", "IoU", "Dice", "precision", "recall"), rows);
	}

	private String name(int c) {
		return c < names.size() ? names.get(c) : String.valueOf(c);
	}

	@Override
	public Chart chart() {
		Map<String, List<Double>> lines = new LinkedHashMap<>();
		lines.put("IoU", line(matrix::iou));
		lines.put("Dice", line(matrix::dice));
		return new Chart("Pixels by class", "Class", line(c -> c), lines);
	}

	private List<Double> line(IntToDoubleFunction value) {
		return IntStream.range(0, matrix.classes()).mapToDouble(value).boxed().toList();
	}
}
