package sc.fovea.task.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import sc.fovea.backend.Learner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.Sample;
import sc.fovea.evaluate.ConfusionMatrix;
import sc.fovea.evaluate.Table;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.sample.Split;

/**
 * How good a way to learn is, by stratified cross-validation: every image is judged once, by what was learned from images of other folds.
 *
 * @param classes their names
 * @param folds the splits
 * @param answers for each fold an answer for each of its samples to judge by
 */
public record CrossValidation(List<String> classes, List<Split> folds, List<List<Classification>> answers) {

	/** Copies the lists. */
	public CrossValidation {
		classes = List.copyOf(classes);
		folds = List.copyOf(folds);
		answers = List.copyOf(answers);
	}

	/**
	 * Learns and judges fold after fold.
	 *
	 * @throws CancellationException if the listener cancels
	 * @throws IllegalArgumentException if a class has fewer than two images
	 */
	static CrossValidation run(ClassLearning learning, List<String> classes, List<Split> folds, TrainingBackend backend, TrainingListener listener) {
		List<List<Classification>> answers = new ArrayList<>();
		for (Split fold : folds) {
			answers.add(learning.judge(backend, fold, new Steps(listener)));
			if (listener.isCancelled()) throw new CancellationException("Stopped in the cross-validation, before there was a model.");
			double score = score(matrix(classes, fold, answers.get(answers.size() - 1)));
			listener.told(String.format(Locale.ROOT, "Fold %d of %d: balanced accuracy %.3f.", answers.size(), folds.size(), score));
		}
		return new CrossValidation(classes, folds, answers);
	}

	/** Shows steps, but keeps the curves of a fold from those of the model. */
	private record Steps(TrainingListener listener) implements TrainingListener {

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {
			listener.stepped(step, progress, measured);
		}

		@Override
		public void validated(TrainingHistory history) {
			// Told as one sentence for the whole fold.
		}

		@Override
		public boolean isCancelled() {
			return listener.isCancelled();
		}

		@Override
		public boolean isPaused() {
			return listener.isPaused();
		}
	}

	private static ConfusionMatrix matrix(List<String> classes, Split fold, List<Classification> answers) {
		return ConfusionMatrix.of(ClassReader.numbers(fold.validation()), answers.stream().mapToInt(Classification::number).toArray(), classes.size());
	}

	private static double score(ConfusionMatrix matrix) {
		return matrix.mean(matrix::recall);
	}

	/** All folds together. */
	public ConfusionMatrix matrix() {
		ConfusionMatrix sum = ConfusionMatrix.of(new int[0], new int[0], classes.size());
		for (int i = 0; i < folds.size(); i++) {
			sum = sum.plus(matrix(classes, folds.get(i), answers.get(i)));
		}
		return sum;
	}

	/** Balanced accuracy of all folds together, and the rest. */
	public Score score() {
		return ClassAnswers.score(matrix(), classes);
	}

	/** Balanced accuracy of each fold, its mean and deviation, and that of all images together. */
	public String sentence() {
		double[] scores = scores();
		double mean = Arrays.stream(scores).average().orElse(Double.NaN);
		double square = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
		return String.format(Locale.ROOT, "Cross-validation in %d folds: balanced accuracy %.3f, by folds %.3f ± %.3f; accuracy %.3f.", folds.size(),
			score(matrix()), mean, Math.sqrt(square / Math.max(1, scores.length - 1)), matrix().accuracy());
	}

	private double[] scores() {
		double[] scores = new double[folds.size()];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = score(matrix(classes, folds.get(i), answers.get(i)));
		}
		return scores;
	}

	/** Tables by name: {@code folds}, {@code confusion_matrix}, and {@code predictions} with a row for each image. */
	public Map<String, Table> tables() {
		return Map.of("folds", foldTable(), "confusion_matrix", matrix().table(classes), "predictions", predictionTable());
	}

	private Table foldTable() {
		List<List<Object>> rows = new ArrayList<>();
		for (int i = 0; i < folds.size(); i++) {
			rows.add(row(String.valueOf(i + 1), matrix(classes, folds.get(i), answers.get(i))));
		}
		rows.add(row("all", matrix()));
		List<String> columns = new ArrayList<>(List.of("fold", "images", "balanced_accuracy", "accuracy"));
		classes.forEach(name -> columns.add("recall " + name));
		return new Table(columns, rows);
	}

	private List<Object> row(String name, ConfusionMatrix matrix) {
		long images = IntStream.range(0, classes.size()).mapToLong(matrix::truths).sum();
		List<Object> row = new ArrayList<>(List.of(name, images, score(matrix), matrix.accuracy()));
		IntStream.range(0, classes.size()).forEach(c -> row.add(matrix.recall(c)));
		return row;
	}

	private Table predictionTable() {
		List<List<Object>> rows = new ArrayList<>();
		for (int i = 0; i < folds.size(); i++) {
			for (int k = 0; k < answers.get(i).size(); k++) {
				Sample sample = folds.get(i).validation().get(k);
				Classification answer = answers.get(i).get(k);
				List<Object> row = new ArrayList<>(
					List.of(sample.name(), i + 1, classes.get(ClassReader.number(sample)), answer.label(), answer.score()));
				row.addAll(answer.probabilities());
				rows.add(row);
			}
		}
		List<String> columns = new ArrayList<>(List.of("image", "fold", "truth", "label", "score"));
		columns.addAll(classes);
		return new Table(columns, rows);
	}
}
