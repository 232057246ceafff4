package sc.fovea.task.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import sc.fovea.evaluate.Chart;
import sc.fovea.evaluate.ConfusionMatrix;
import sc.fovea.evaluate.Evaluation;
import sc.fovea.evaluate.RocCurve;
import sc.fovea.evaluate.Table;

/**
 * How well images were given their classes. A class that does not occur has no recall and no curve and does not count in means.
 *
 * <pre>{@code
 * ClassEvaluation evaluation = new ClassEvaluation(List.of("benign", "malignant"), images);
 * evaluation.numbers().get("balanced_accuracy");
 * evaluation.curve(1).area();   // how well malignant ones are told from all others
 * }</pre>
 *
 * @param classes their names
 * @param images what they are and what they were taken for
 */
public record ClassEvaluation(List<String> classes, List<ClassifiedImage> images) implements Evaluation<ClassEvaluation> {

	private static final int CHART_POINTS = 20;

	/** Copies the lists. @throws IllegalArgumentException if an answer is about other classes */
	public ClassEvaluation {
		classes = List.copyOf(classes);
		images = List.copyOf(images);
		for (ClassifiedImage image : images) {
			if (!image.answer().classes().equals(classes)) {
				throw new IllegalArgumentException("Expected answers about " + classes + ", got " + image.answer().classes() + " for '" + image.name() + "'.");
			}
		}
	}

	/** @throws IllegalArgumentException if the classes differ */
	@Override
	public ClassEvaluation plus(ClassEvaluation other) {
		List<ClassifiedImage> all = new ArrayList<>(images);
		all.addAll(other.images);
		return new ClassEvaluation(classes, all);
	}

	/** How often each true class was given each class. */
	public ConfusionMatrix matrix() {
		return ConfusionMatrix.of(images.stream().mapToInt(ClassifiedImage::truth).toArray(), images.stream().mapToInt(i -> i.answer().number()).toArray(),
			classes.size());
	}

	/** One class against all others, by its probability. */
	public RocCurve curve(int number) {
		double[] scores = images.stream().mapToDouble(i -> i.answer().probabilities().get(number)).toArray();
		boolean[] positives = new boolean[scores.length];
		IntStream.range(0, scores.length).forEach(i -> positives[i] = images.get(i).truth() == number);
		return RocCurve.of(scores, positives);
	}

	/** Balanced accuracy: the mean over the classes of the share of their images that are recognised. */
	@Override
	public double score() {
		ConfusionMatrix matrix = matrix();
		return matrix.mean(matrix::recall);
	}

	@Override
	public Map<String, Number> numbers() {
		ConfusionMatrix matrix = matrix();
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("accuracy", matrix.accuracy());
		numbers.put("balanced_accuracy", matrix.mean(matrix::recall));
		numbers.put("mean_precision", matrix.mean(matrix::precision));
		numbers.put("mean_F1", matrix.mean(matrix::dice));
		numbers.put("mean_AUC", areas().filter(Double::isFinite).average().orElse(Double.NaN));
		numbers.put("expected_calibration_error", calibration().error());
		return numbers;
	}

	/** Whether probabilities are as often right as they say. */
	public Calibration calibration() {
		return Calibration.of(images.stream().map(ClassifiedImage::answer).toList(), images.stream().mapToInt(ClassifiedImage::truth).toArray());
	}

	private DoubleStream areas() {
		return IntStream.range(0, classes.size()).mapToDouble(c -> curve(c).area());
	}

	/** {@code evaluation} with a row for each class, {@code confusion_matrix}, {@code roc}, {@code calibration}, and {@code images} with the worst first. */
	@Override
	public Map<String, Table> tables() {
		Map<String, Table> tables = new LinkedHashMap<>();
		tables.put("evaluation", classTable());
		tables.put("confusion_matrix", matrix().table(classes));
		tables.put("roc", curveTable());
		tables.put("calibration", calibration().table());
		tables.put("images", imageTable());
		return tables;
	}

	private Table classTable() {
		ConfusionMatrix matrix = matrix();
		double[] areas = areas().toArray();
		List<List<Object>> rows = new ArrayList<>();
		for (int c = 0; c < classes.size(); c++) {
			rows.add(List.of(c, classes.get(c), matrix.truths(c), matrix.predictions(c), matrix.precision(c), matrix.recall(c), matrix.dice(c), areas[c]));
		}
		return new Table(List.of("class", "name", "true_images", "predicted_images", "precision", "recall", "F1", "AUC"), rows);
	}

	private Table curveTable() {
		List<List<Object>> rows = new ArrayList<>();
		for (int c = 0; c < classes.size(); c++) {
			for (RocCurve.Point point : curve(c).points()) {
				rows.add(List.of(classes.get(c), point.threshold(), point.falsePositives(), point.truePositives()));
			}
		}
		return new Table(List.of("name", "threshold", "false_positive_rate", "true_positive_rate"), rows);
	}

	/** Images by the probability of their true class, the least probable first. */
	public List<ClassifiedImage> worst() {
		return images.stream().sorted(Comparator.comparingDouble(ClassifiedImage::probabilityOfTruth).thenComparing(ClassifiedImage::name)).toList();
	}

	private Table imageTable() {
		List<String> columns = new ArrayList<>(List.of("image", "truth", "label", "score", "probability_of_truth"));
		columns.addAll(classes);
		List<List<Object>> rows = new ArrayList<>();
		for (ClassifiedImage image : worst()) {
			List<Object> row = new ArrayList<>(
				List.of(image.name(), classes.get(image.truth()), image.answer().label(), image.answer().score(), image.probabilityOfTruth()));
			row.addAll(image.answer().probabilities());
			rows.add(row);
		}
		return new Table(columns, rows);
	}

	/** The curve of each class. */
	@Override
	public Chart chart() {
		List<Double> rates = IntStream.rangeClosed(0, CHART_POINTS).mapToObj(i -> (double) i / CHART_POINTS).toList();
		Map<String, List<Double>> lines = new LinkedHashMap<>();
		for (int c = 0; c < classes.size(); c++) {
			RocCurve curve = curve(c);
			lines.put(classes.get(c), rates.stream().map(curve::truePositives).toList());
		}
		return new Chart("True positive rate of each class", "False positive rate", rates, lines);
	}
}
