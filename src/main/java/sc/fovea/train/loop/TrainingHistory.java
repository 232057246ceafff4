package sc.fovea.train.loop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import sc.fovea.evaluate.Table;
import sc.fovea.model.TrainingRecord;

/**
 * How a training went: a row for each validation. The two losses are the same objective, on augmented patches that are learned from and on fixed patches of
 * images that are not; where the second stops falling while the first goes on, the network learns its images by heart.
 *
 * <pre>{@code
 * history.last().validationLoss();
 * history.advice();      // "Validation stopped improving at step 1200 ..."
 * history.table().csv(); // step,training_loss,validation_loss,score,training_score,...
 * }</pre>
 *
 * @param rows in the order of their steps
 */
public record TrainingHistory(List<Row> rows) {

	/** Nothing was judged yet. */
	public static final TrainingHistory NONE = new TrainingHistory(List.of());

	/** Validations without a lower loss after which it is said to have stopped falling (as early stopping has it; Prechelt 1998). */
	private static final int PATIENCE = 3;
	/** GL of 5 %, see {@link #isParted}. */
	private static final double RAISED = 1.05;
	/** About 5 % of differences by chance are as large. */
	private static final double STANDARD_ERRORS = 2;

	private static final String STEP = "step";
	private static final String TRAINING = "training_loss";
	private static final String VALIDATION = "validation_loss";
	private static final String SCORE = "score";
	private static final String TRAINING_SCORE = "training_score";

	/**
	 * One validation.
	 *
	 * @param step steps done before it
	 * @param trainingLoss mean loss of the steps since the validation before
	 * @param validationLoss loss of the averaged weights on the fixed patches; not a number if it was not measured
	 * @param score of the averaged weights in the task itself
	 * @param trainingScore the same number on some of the images that are learned from; not a number if it was not measured
	 */
	public record Row(long step, double trainingLoss, double validationLoss, Score score, double trainingScore) {

		/** Without a score on what is learned from. */
		public Row(long step, double trainingLoss, double validationLoss, Score score) {
			this(step, trainingLoss, validationLoss, score, Double.NaN);
		}

		/** Whether its score is higher, or as high with a lower validation loss. */
		boolean isBetterThan(Row other) {
			int difference = Double.compare(score.value(), other.score.value());
			return difference > 0 || difference == 0 && validationLoss < other.validationLoss;
		}

		private Map<String, Object> tree() {
			Map<String, Object> tree = new LinkedHashMap<>();
			tree.put(STEP, step);
			tree.put(TRAINING, trainingLoss);
			tree.put(VALIDATION, validationLoss);
			tree.put(SCORE, score.value());
			if (!Double.isNaN(trainingScore)) tree.put(TRAINING_SCORE, trainingScore);
			score.metrics().forEach(tree::putIfAbsent);
			return tree;
		}

		/** Of a tree, in which numbers that are not finite may be texts, and which knows fewer things if it is older. */
		private static Row of(Map<?, ?> tree) {
			Map<String, Double> metrics = new LinkedHashMap<>();
			tree.forEach((name, value) -> metrics.put(String.valueOf(name), number(value)));
			double training = metrics.getOrDefault(TRAINING, Double.NaN);
			double validation = metrics.getOrDefault(VALIDATION, Double.NaN);
			double score = metrics.getOrDefault(SCORE, 0.0);
			long step = metrics.getOrDefault(STEP, 0.0).longValue();
			double own = metrics.getOrDefault(TRAINING_SCORE, Double.NaN);
			metrics.keySet().removeAll(Set.of(STEP, TRAINING, VALIDATION, SCORE, TRAINING_SCORE));
			return new Row(step, training, validation, new Score(score, metrics), own);
		}

		private static double number(Object value) {
			return value instanceof Number number ? number.doubleValue() : Double.parseDouble(String.valueOf(value));
		}
	}

	/** Copies the rows. */
	public TrainingHistory {
		rows = List.copyOf(rows);
	}

	/**
	 * Reads what {@link #tree} gave, also after it was kept as JSON or in a model's training record.
	 *
	 * @throws IllegalArgumentException if a row is not a map, or something in it is no number
	 */
	public static TrainingHistory of(List<?> tree) {
		List<Row> rows = new ArrayList<>();
		for (Object row : tree) {
			if (!(row instanceof Map<?, ?> map)) throw new IllegalArgumentException("Expected a map in a training's history, got " + row + ".");
			rows.add(Row.of(map));
		}
		return new TrainingHistory(rows);
	}

	/** That of a model's training; none if the model does not know. */
	public static TrainingHistory of(TrainingRecord training) {
		return training.tree().get("history") instanceof List<?> tree ? of(tree) : NONE;
	}

	/** The rows as maps of plain values. */
	public List<Map<String, Object>> tree() {
		return rows.stream().map(Row::tree).toList();
	}

	/** With one more row. */
	TrainingHistory plus(Row row) {
		List<Row> more = new ArrayList<>(rows);
		more.add(row);
		return new TrainingHistory(more);
	}

	/** The latest row. @throws IndexOutOfBoundsException if there is none */
	public Row last() {
		return rows.get(rows.size() - 1);
	}

	/** The row whose weights are kept: the one with the highest score, of equal scores the one with the lowest validation loss; empty if there is no row. */
	public Optional<Row> best() {
		return rows.stream().reduce((a, b) -> b.isBetterThan(a) ? b : a);
	}

	/** Name of the metric that decides: the one that always was the score; {@code score} if there is none. */
	public String scoreName() {
		return metrics().stream().filter(name -> rows.stream().allMatch(r -> r.score().metrics().getOrDefault(name, Double.NaN) == r.score().value()))
			.findFirst().orElse(SCORE);
	}

	private Set<String> metrics() {
		Set<String> names = new LinkedHashSet<>();
		rows.forEach(row -> names.addAll(row.score().metrics().keySet()));
		return names;
	}

	/** Columns step, training_loss, validation_loss, score, training_score, and one for each metric. */
	public Table table() {
		List<String> columns = new ArrayList<>(List.of(STEP, TRAINING, VALIDATION, SCORE, TRAINING_SCORE));
		metrics().stream().filter(name -> !columns.contains(name)).forEach(columns::add);
		return new Table(columns, rows.stream().map(row -> columns.stream().map(c -> row.tree().getOrDefault(c, Double.NaN)).toList()).toList());
	}

	/**
	 * Whether the network has begun to learn its images by heart. All of this must hold:
	 * <ul>
	 * <li>The validation loss was lowest at least three validations ago, and the last three are on average more than 5 % above it: the generalization loss GL of Prechelt
	 * 1998 (Early stopping - but when?, doi:10.1007/3-540-49430-8_3), at the highest threshold that pays there.</li>
	 * <li>The training loss went on falling, which is what Prechelt's progress asks: the mean of the last three validations lies below that of the three up to the lowest by
	 * more than twice the standard error of the difference, so that noise is not taken for progress.</li>
	 * <li>The score is not at its best, and is higher on what is learned from than on what is not, if that was measured.</li>
	 * </ul>
	 */
	public boolean isParted() {
		OptionalInt lowest = lowest();
		if (lowest.isEmpty() || rows.size() - 1 - lowest.getAsInt() < PATIENCE || best().orElseThrow() == last()) return false;
		double raised = Spread.of(latest(rows.size()), Row::validationLoss).mean() / rows.get(lowest.getAsInt()).validationLoss();
		Spread before = Spread.of(latest(lowest.getAsInt() + 1), Row::trainingLoss);
		Spread after = Spread.of(latest(rows.size()), Row::trainingLoss);
		boolean isFalling = before.mean() - after.mean() > STANDARD_ERRORS * Math.sqrt(before.squaredError() + after.squaredError());
		return raised > RAISED && isFalling && !(last().trainingScore() <= last().score().value());
	}

	/** The rows before an index, three at most. */
	private List<Row> latest(int to) {
		return rows.subList(Math.max(0, to - PATIENCE), to);
	}

	/** Mean of values, and the square of its standard error; 0 for a single one. */
	private record Spread(double mean, double squaredError) {

		static Spread of(List<Row> rows, ToDoubleFunction<Row> value) {
			double mean = rows.stream().mapToDouble(value).average().orElseThrow();
			double squares = rows.stream().mapToDouble(value).map(v -> (v - mean) * (v - mean)).sum();
			int n = rows.size();
			return new Spread(mean, n > 1 ? squares / (n - 1) / n : 0);
		}
	}

	/** Index of the row with the lowest validation loss. */
	private OptionalInt lowest() {
		return IntStream.range(0, rows.size()).filter(i -> Double.isFinite(rows.get(i).validationLoss())).boxed()
			.min(Comparator.comparingDouble(i -> rows.get(i).validationLoss())).map(OptionalInt::of).orElse(OptionalInt.empty());
	}

	/** What the curves mean, in a sentence: that they have parted, or that they would go on falling; empty if they tell neither. */
	public Optional<String> advice() {
		if (isParted()) return Optional.of(parted(rows.get(lowest().orElseThrow())));
		boolean isFalling = rows.size() >= PATIENCE && lowest().orElse(-1) == rows.size() - 1 && best().orElseThrow() == last();
		return isFalling ? Optional.of("Loss and score were still getting better at the end: a longer training may give a better model.") : Optional.empty();
	}

	/**
	 * How good the kept weights are on images that are learned from and on others, in a sentence; empty if the first was not measured.
	 *
	 * @param isOfOwn whether there were no others, since all images taught
	 */
	public Optional<String> gap(boolean isOfOwn) {
		if (isOfOwn) {
			return best().map(row -> String.format(Locale.ROOT, "On the images that it learned from: %s %.3f.", scoreName(), row.score().value()));
		}
		return best().filter(row -> !Double.isNaN(row.trainingScore())).map(row -> String.format(Locale.ROOT,
			"At step %d: %s %.3f on images that it learned from, %.3f on validation images.", row.step(), scoreName(), row.trainingScore(),
			row.score().value()));
	}

	private String parted(Row lowest) {
		return String.format(Locale.ROOT,
			"Validation stopped improving at step %d, while the training loss went on falling from %.3f to %.3f: the network began "
				+ "to learn its images by heart. The best is kept, with %s %.3f of step %d.",
			lowest.step(), lowest.trainingLoss(), last().trainingLoss(),
			scoreName(), best().orElseThrow().score().value(), best().orElseThrow().step());
	}
}
