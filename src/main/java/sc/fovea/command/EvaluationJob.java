package sc.fovea.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.Skip;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.Evaluator;
import sc.fovea.evaluate.FolderPrediction;
import sc.fovea.evaluate.InstanceMeasure;
import sc.fovea.evaluate.Measure;
import sc.fovea.evaluate.ModelPrediction;
import sc.fovea.evaluate.Reference;
import sc.fovea.evaluate.SemanticMeasure;
import sc.fovea.image.AtomicFolder;
import sc.fovea.model.ModelStore;
import sc.fovea.model.OneBox;
import sc.fovea.model.TaskSettings;
import sc.fovea.task.SegmentationOptions;
import sc.fovea.tile.Progress;

/**
 * Evaluates a model, or labels that are there already, and writes the results.
 *
 * @param places what is read and written
 * @param kind what labels mean
 * @param worst number of pictures of the worst images
 * @param options for the model; of other labels only the channel matters, which the pictures show
 */
public record EvaluationJob(Places places, Kind kind, int worst, SegmentationOptions options) {

	private static final int MOST_PICTURES = 1000;

	/** What labels mean. */
	public enum Kind {
		/** What the model says; objects where there is no model. */
		AUTOMATIC,
		/** Ids of objects. */
		INSTANCE_SEGMENTATION,
		/** Classes of pixels. */
		SEMANTIC_SEGMENTATION,
		/** Boxes around objects. */
		DETECTION,
		/** A box around the one object of an image. */
		LOCALIZATION,
		/** Classes of whole images. */
		CLASSIFICATION;

		/** The kind by its name as users write it, for example {@code instance-segmentation}. */
		public static Kind of(String text) {
			return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
		}

		private String text() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}
	}

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
	 * @param left images and annotations that were left out
	 */
	public record Outcome(EvaluationReport report, String of, Optional<String> device, List<Skip> left) {

		/** The scores in one line, and what was left out. */
		public String sentence() {
			String first = left.isEmpty() ? "" : "; left out: " + left.get(0).what() + " (" + left.get(0).reason().text() + ")";
			return scores() + first + (left.size() > 1 ? " and " + (left.size() - 1) + " more" : "");
		}

		private String scores() {
			return report.pooled().numbers().entrySet().stream().filter(number -> number.getValue() instanceof Double)
				.map(number -> String.format(Locale.ROOT, "%s %.3f", number.getKey(), number.getValue())).collect(Collectors.joining(", "));
		}
	}

	/** @throws IllegalArgumentException if the number of pictures is out of range, or a setting is given that only a model can use */
	public EvaluationJob {
		if (worst < 0 || worst > MOST_PICTURES) {
			throw new IllegalArgumentException("\"worst\" must be 0 to " + MOST_PICTURES + " pictures, but is " + worst + ".");
		}
		if (places.predicted().isPresent() && !options.equals(new SegmentationOptions(0, 0, 0, options.channel()))) {
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
	public Outcome run(SegmenterCache cache, SegmenterRequest request, Progress progress) throws IOException {
		if (places.predicted().isPresent()) {
			if (kind == Kind.CLASSIFICATION) throw new IllegalArgumentException("Classes of images are evaluated by a model, but labels are given.");
			if (kind == Kind.DETECTION || kind == Kind.LOCALIZATION)
				throw new IllegalArgumentException("Boxes are evaluated by the model that finds them, but labels are given.");
			Path folder = places.predicted().get();
			List<Reference> references = Reference.labels(places.data());
			Measure<?> measure = kind == Kind.SEMANTIC_SEGMENTATION ? new SemanticMeasure(List.of()) : new InstanceMeasure();
			EvaluationReport report = evaluate(new Evaluator<>(measure, FolderPrediction.of(folder, references)), references, progress);
			return new Outcome(report, String.valueOf(folder.toAbsolutePath().normalize().getFileName()), Optional.empty(), List.of());
		}
		TaskSettings task = ModelStore.standard().load(request.model()).task();
		if (task instanceof TaskSettings.ImageClasses) {
			requireKind(task);
			return new ClassFolderEvaluation(this).run(request, progress);
		}
		DataSet data = DataSet.open(places.data(), Formats.installed());
		if (task.findsBoxes()) {
			requireKind(task);
			return new BoxEvaluation(this, data).run(request, progress);
		}
		if (task instanceof OneBox) {
			requireKind(task);
			return new LocalizationFolderEvaluation(this, data).run(request, progress);
		}
		List<Reference> references = Reference.images(data);
		return cache.use(request, (segmenter, device) -> {
			Measure<?> measure = measure(segmenter.model().task());
			EvaluationReport report = evaluate(new Evaluator<>(measure, new ModelPrediction(segmenter, options)), references, progress);
			return new Outcome(report, segmenter.model().card().name(), Optional.of(device), data.skips());
		});
	}

	private Measure<?> measure(TaskSettings task) {
		requireKind(task);
		return task instanceof TaskSettings.SemanticClasses semantic ? new SemanticMeasure(semantic.classes()) : new InstanceMeasure();
	}

	private void requireKind(TaskSettings task) {
		Kind does = kind(task);
		if (kind != Kind.AUTOMATIC && kind != does) {
			throw new IllegalArgumentException("A model for " + kind.text() + " is expected, but this one is for " + does.text() + ".");
		}
	}

	private static Kind kind(TaskSettings task) {
		if (task.findsBoxes()) return Kind.DETECTION;
		if (task instanceof OneBox) return Kind.LOCALIZATION;
		if (task instanceof TaskSettings.ImageClasses) return Kind.CLASSIFICATION;
		return task instanceof TaskSettings.SemanticClasses ? Kind.SEMANTIC_SEGMENTATION : Kind.INSTANCE_SEGMENTATION;
	}

	private EvaluationReport evaluate(Evaluator<?> evaluator, List<Reference> references, Progress progress) throws IOException {
		AtomicFolder.prepare(places.output());
		EvaluationReport report = evaluator.run(references, progress);
		EvaluationFiles files = new EvaluationFiles(report, worst, options.channel());
		files.write(files.ofLabels(evaluator), places.output(), progress);
		return report;
	}
}
