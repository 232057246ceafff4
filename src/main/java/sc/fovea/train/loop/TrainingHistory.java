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
 * history.table().csv(); // step,training_loss,validation_loss,score,...
 * }</pre>
 *
 * @param rows in the order of their steps
 */
public record TrainingHistory(List<Row> rows) {

	/** Nothing was judged yet. */
	public static final TrainingHistory NONE = new TrainingHistory(List.of());

	/** Validations without a lower loss after which it is said to have stopped falling. */
	private static final int PATIENCE = 3;

	private static final String STEP = "step";
	private static final String TRAINING = "training_loss";
	private static final String VALIDATION = "validation_loss";
	private static final String SCORE = "score";

	/**
	 * One validation.
	 *
	 * @param step steps done before it
	 * @param trainingLoss mean loss of the steps since the validation before
	 * @param validationLoss loss of the averaged weights on the fixed patches; not a number if it was not measured
	 * @param score of the averaged weights in the task itself
	 */
	public record Row(long step, double trainingLoss, double validationLoss, Score score) {

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
			metrics.keySet().removeAll(Set.of(STEP, TRAINING, VALIDATION, SCORE));
			return new Row(step, training, validation, new Score(score, metrics));
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

	/** Columns step, training_loss, validation_loss, score, and one for each metric. */
	public Table table() {
		List<String> columns = new ArrayList<>(List.of(STEP, TRAINING, VALIDATION, SCORE));
		metrics().stream().filter(name -> !columns.contains(name)).forEach(columns::add);
		return new Table(columns, rows.stream().map(row -> columns.stream().map(c -> row.tree().getOrDefault(c, Double.NaN)).toList()).toList());
	}

	/**
	 * Whether the curves have parted: the validation loss was lowest at least three validations ago, the training loss is lower now than it was then, and the score
	 * is not at its best.
	 */
	public boolean isParted() {
		OptionalInt lowest = lowest();
		return lowest.isPresent() && rows.size() - 1 - lowest.getAsInt() >= PATIENCE && best().orElseThrow() != last()
			&& last().trainingLoss() < rows.get(lowest.getAsInt()).trainingLoss();
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

	private String parted(Row lowest) {
		return String.format(Locale.ROOT,
			"Validation stopped improving at step %d, while the training loss went on falling from %.3f to %.3f: the network began "
				+ "to learn its images by heart. The best is kept, with %s %.3f of step %d.",
			lowest.step(), lowest.trainingLoss(), last().trainingLoss(),
			scoreName(), best().orElseThrow().score().value(), best().orElseThrow().step());
	}
}
