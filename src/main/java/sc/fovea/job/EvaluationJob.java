package sc.fovea.job;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.annotation.DataReport;
import sc.fovea.annotation.Skip;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.image.AtomicFolder;
import sc.fovea.plugin.Spelling;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.tile.Progress;

/**
 * Evaluates a model, or labels that are there already, and writes the results.
 *
 * @param places what is read and written
 * @param task what labels mean; empty for what the model does, and for objects where there is no model
 * @param worst number of pictures of the worst images
 * @param options for the model
 * @param channel that the model and the pictures look at, by number, name or colour
 * @param formats of annotations, whether a file that cannot be used ends it, and whether masks are split
 */
public record EvaluationJob(Places places, Optional<Task<?>> task, int worst, SegmentationOptions options, String channel,
	AnnotationFormats formats) {

	private static final int MOST_PICTURES = 1000;

	/**
	 * Folders.
	 *
	 * @param data holds {@code images} and {@code labels}; only label images will do if they are compared with others
	 * @param predicted labels to compare; empty if a model is evaluated
	 * @param output receives the results
	 */
	public record Places(Path data, Optional<Path> predicted, Path output) {

		/**
		 * As users write them.
		 *
		 * @param model is only checked: without predicted labels there must be one, and with them none
		 * @throws IllegalArgumentException if a folder is missing, or both or none of model and predicted labels are given
		 */
		public static Places of(String model, String predicted, String data, String output) {
			boolean hasModel = !model.isBlank() && !model.equals("none");
			if (hasModel == !predicted.isBlank()) {
				throw new IllegalArgumentException("Either a model or a folder of predicted labels is needed, but there is "
					+ (hasModel ? "the model \"" + model + "\" and the folder \"" + predicted + "\"." : "none of them."));
			}
			return new Places(path("data", data), predicted.isBlank() ? Optional.empty() : Optional.of(path("predicted", predicted)), path("output", output));
		}

		private static Path path(String key, String text) {
			if (text.isBlank()) throw new IllegalArgumentException("\"" + key + "\" must be a folder, but is empty.");
			try {
				return Path.of(text);
			}
			catch (InvalidPathException e) {
				throw new IllegalArgumentException("\"" + key + "\" must be a folder, but is \"" + text + "\".", e);
			}
		}
	}

	/**
	 * What came out.
	 *
	 * @param report the scores
	 * @param of name of the model, or of the folder of labels
	 * @param device on which the model ran; empty if there is none
	 */
	public record Outcome(EvaluationReport report, String of, Optional<String> device) {

		/** The scores in one line, and what was left out. */
		public String sentence() {
			List<Skip> left = report.left().stream().filter(skip -> !skip.reason().isUsed()).toList();
			String first = left.isEmpty() ? "" : "; left out: " + left.get(0).what() + " (" + left.get(0).reason().text() + ")";
			return scores() + first + (left.size() > 1 ? " and " + (left.size() - 1) + " more" : "");
		}

		/** What was left out, and what may be a mistake in the annotations, a line for each kind. */
		public List<String> lines() {
			return DataReport.lines(report.left());
		}

		/** How many images could not be used. */
		public int failures() {
			return (int) report.left().stream().filter(skip -> skip.reason() == Skip.Reason.FAILED).count();
		}

		private String scores() {
			return report.pooled().numbers().entrySet().stream().filter(number -> number.getValue() instanceof Double)
				.map(number -> String.format(Locale.ROOT, "%s %.3f", number.getKey(), number.getValue())).collect(Collectors.joining(", "));
		}
	}

	/** What labels mean, as users write it: the name of a task, or {@code automatic}. @throws IllegalArgumentException if there is no such task */
	public static Optional<Task<?>> task(String name) {
		if (name.equals(TrainingSettings.AUTOMATIC)) return Optional.empty();
		List<String> names = Tasks.installed().tasks().stream().filter(Task::isTrainable).map(Task::name).toList();
		if (Tasks.installed().names().contains(name)) return Optional.of(Tasks.installed().named(name));
		throw new IllegalArgumentException(
			"\"task\" must be one of " + TrainingSettings.AUTOMATIC + ", " + String.join(", ", names) + ", but is \"" + name + "\"."
				+ Spelling.nearest(name, names).map(near -> " Did you mean '" + near + "'?").orElse(""));
	}

	/** @throws IllegalArgumentException if the number of pictures is out of range, or a setting is given that only a model can use */
	public EvaluationJob {
		if (worst < 0 || worst > MOST_PICTURES) {
			throw new IllegalArgumentException("\"worst\" must be 0 to " + MOST_PICTURES + " pictures, but is " + worst + ".");
		}
		if (places.predicted().isPresent() && !options.equals(SegmentationOptions.STANDARD)) {
			throw new IllegalArgumentException("Probability, overlap and scale are for a model, but labels are compared; leave them at 0.");
		}
	}

	/**
	 * Does it. Nothing is written unless all images could be compared.
	 *
	 * @param cache loads the model
	 * @param request the model; not used if there are predicted labels
	 * @throws IOException with one sentence, if a file cannot be used
	 * @throws IllegalArgumentException likewise, if the model does something else than asked for
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public Outcome run(ModelCache cache, ModelRequest request, Progress progress) throws IOException {
		if (places.predicted().isPresent()) return compared(places.predicted().get(), progress);
		return cache.use(request, (predictor, device) -> {
			Task<?> own = Tasks.installed().of(predictor.model().task());
			requireTask(own);
			if (formats.splitsMasks()) TrainingSettings.requireMasks(own);
			return finished(evaluation(own, predictor), predictor.model().card().name(), Optional.of(device), progress);
		});
	}

	/** @param why in words, for example <i>tracks are compared</i> @throws IllegalArgumentException if masks shall be split, which does not fit */
	public void requireWholeMasks(String why) {
		if (formats.splitsMasks()) throw new IllegalArgumentException("\"split_masks\" makes objects of masks, but " + why + "; leave it out.");
	}

	private Outcome compared(Path folder, Progress progress) throws IOException {
		Task<?> labels = task.orElseGet(() -> Tasks.installed().tasks().get(0));
		if (formats.splitsMasks()) TrainingSettings.requireMasks(labels);
		String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
		return finished(labels.comparison(folder, request()), name, Optional.empty(), progress);
	}

	private <P extends Predictor> EvaluationRun evaluation(Task<P> own, Predictor predictor) throws IOException {
		@SuppressWarnings("unchecked") // a task's predictor was opened by it
		P opened = (P) predictor;
		return own.evaluation(opened, request());
	}

	private EvaluationRequest request() {
		return new EvaluationRequest(places.data(), formats, options, channel);
	}

	private void requireTask(Task<?> does) {
		if (task.isPresent() && !task.get().name().equals(does.name())) {
			throw new IllegalArgumentException("A model for " + task.get().name() + " is expected, but this one is for " + does.name() + ".");
		}
	}

	private Outcome finished(EvaluationRun run, String of, Optional<String> device, Progress progress) throws IOException {
		AtomicFolder.prepare(places.output());
		EvaluationReport report = run.run(progress);
		new EvaluationFiles(report, worst).write(run::savePicture, places.output(), progress);
		return new Outcome(report, of, device);
	}
}
