package sc.fovea.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.evaluate.Table;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelStore;
import sc.fovea.task.Tasks;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;

/**
 * A training that came to an end, in words.
 *
 * @param model that was written
 * @param file where
 * @param problem why the files of the curves are not up to date, in a sentence; empty if they are
 */
public record TrainingReport(Model model, Path file, Optional<String> problem) {

	/**
	 * Trains, with the curves in files beside the model.
	 *
	 * @throws IOException with a sentence, if there is no model in the end
	 * @throws BackendException if the library cannot train
	 */
	public static TrainingReport of(TrainingJob job, Backend backend, TrainingListener listener) throws IOException {
		if (!(backend instanceof TrainingBackend training)) {
			throw new BackendException("Expected a library that can train networks, got one that only runs them on " + backend.device() + ".");
		}
		CurveFiles curves = new CurveFiles(job.places().output(), listener);
		Model model = job.run(training, curves);
		return new TrainingReport(model, job.places().output().toAbsolutePath().normalize(), curves.problem());
	}

	/** How it ended, where the model is and how it is used, and what the curves tell. */
	public List<String> sentences() {
		List<String> sentences = new ArrayList<>(List.of(summary(), place()));
		TrainingHistory history = TrainingHistory.of(model.training());
		boolean isOfOwn = TrainingJob.BY_OWN.equals(model.training().tree().get("validation_by"));
		history.gap(isOfOwn).ifPresent(sentences::add);
		guess().ifPresent(sentences::add);
		history.advice().ifPresent(sentences::add);
		if (isCancelled()) sentences.add("Resume it to go on.");
		return sentences;
	}

	/** That a classification is no better than always naming the most frequent class, if so. */
	private Optional<String> guess() {
		Double accuracy = model.card().scores().values().get("accuracy");
		if (accuracy == null || !(model.training().tree().get(TrainingJob.MAJORITY_SHARE) instanceof Number share) || accuracy > share.doubleValue()) {
			return Optional.empty();
		}
		return Optional
			.of(String.format(Locale.ROOT, "It is no better than a guess: %.3f of the images are right, and %.3f would be if all were called '%s'.", accuracy,
				share.doubleValue(), model.training().tree().get(TrainingJob.MAJORITY_CLASS)));
	}

	private String place() {
		String name = file.getFileName().toString().replaceFirst("\\.zip$", "");
		boolean isListed = file.equals(ModelStore.standard().folder().toAbsolutePath().normalize().resolve(name + ".zip"));
		return "The model is in " + file + (isListed ? ", where " + user() + " finds it as \"" + name + "\"." : ".");
	}

	/** The command that uses it. */
	private String user() {
		String verb = Tasks.installed().of(model.task()).verb();
		return Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + "...";
	}

	/**
	 * What is compared between trainings, as one row: {@code training_images}, {@code steps}, {@code weights} (their number); of the weights that are kept the step, both losses
	 * and the score on what they learned from; and the scores of the model, by their names. What was not measured is left out.
	 */
	public Table table() {
		Map<String, Object> cells = new LinkedHashMap<>();
		for (String key : List.of("training_images", "steps")) {
			if (model.training().tree().get(key) instanceof Number number) cells.put(key, number.longValue());
		}
		cells.put("weights", model.weights().count());
		TrainingHistory.of(model.training()).best().ifPresent(row -> {
			cells.put("best_step", row.step());
			cells.put("training_loss", row.trainingLoss());
			cells.put("validation_loss", row.validationLoss());
			cells.put("training_score", row.trainingScore());
		});
		cells.putAll(model.card().scores().values());
		cells.values().removeIf(cell -> cell instanceof Double number && number.isNaN());
		return new Table(List.copyOf(cells.keySet()), List.of(List.copyOf(cells.values())));
	}

	/** Whether the user ended it. */
	public boolean isCancelled() {
		return String.valueOf(model.training().tree().get("ended_by")).equals("cancelled");
	}

	/** How it ended, after how many steps, and how good the model is. */
	public String summary() {
		ModelCard.Scores scores = model.card().scores();
		String values = scores.values().entrySet().stream().map(s -> String.format(Locale.ROOT, "%s %.3f", s.getKey(), s.getValue()))
			.collect(Collectors.joining(", "));
		String judged = values.isEmpty() ? "not judged yet" : values + " on " + scores.images();
		Object steps = model.training().tree().get("steps");
		if (ending().equals("Fitted")) return "Fitted to " + model.training().tree().get("training_images") + " images: " + judged + ".";
		return ending() + " after " + steps + (steps.equals(1L) ? " step: " : " steps: ") + judged + ".";
	}

	private String ending() {
		return switch (String.valueOf(model.training().tree().get("ended_by"))) {
			case "cancelled" -> "Stopped";
			case "solution" -> "Fitted";
			case "diverged" -> "Ended early, because the loss was no longer a finite number,";
			case "no_improvement" ->
				"Validation stopped improving at step " + TrainingHistory.of(model.training()).best().orElseThrow().step() + "; the best is kept. Ended";
			default -> "Trained";
		};
	}
}
