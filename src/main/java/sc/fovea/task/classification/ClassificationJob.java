package sc.fovea.task.classification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.ClassFolders;
import sc.fovea.data.Sample;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.sample.Split;

/**
 * From images in a folder for each class to a model that classifies images, in a file.
 * <p>
 * Without folds a fifth of each class judges, and the best weights are kept. With folds the way to learn is judged by cross-validation first, whose tables are written
 * beside the model; then all images teach, to the end of the budget.
 *
 * <pre>{@code
 * ClassApproach.Start start = ClassApproach.Start.published(Path.of("weights.h5"), List.of(new MobileNetV2()));
 * ClassApproach approach = ClassApproach.of(PlanRequest.steps(500, 1), start).folded(5);
 * new ClassificationJob(places, approach, TrainingJob.About.named("cells"), false).run(backend, listener);
 * }</pre>
 *
 * @param places what is read and written
 * @param approach how it is learned
 * @param about what cannot be learned from the images
 * @param resume whether an unfinished training is continued
 */
public record ClassificationJob(TrainingPlaces places, ClassApproach approach, TrainingJob.About about, boolean resume)
	implements
		TrainingJob {

	private static final double VALIDATION_SHARE = 0.2;

	@Override
	public ClassificationJob with(TrainingJob.About newAbout) {
		return new ClassificationJob(places, approach, newAbout, resume);
	}

	/**
	 * Reads the images, learns, and writes the archive with weights in 16 bits.
	 *
	 * @param listener may cancel: the best weights so far are written then
	 * @return the model that was written
	 * @throws IOException with a sentence, if the images or weights cannot be used, or the archive cannot be written
	 * @throws IllegalArgumentException if there is an unfinished training and it shall not be resumed, or the other way round, or a class has too few images
	 * @throws java.util.concurrent.CancellationException if it was cancelled before there was a model
	 * @throws sc.fovea.backend.BackendException if the loss is not finite before the first validation, or the backend fails
	 */
	@Override
	public Model run(TrainingBackend backend, TrainingListener listener) throws IOException {
		places.checkResume(resume);
		ClassSurvey survey = ClassSurvey.of(ClassFolders.list(places.data()));
		survey.folders().report().lines().forEach(listener::told);
		ClassLesson lesson = ClassLesson.of(approach, survey, about.card());
		listener.told(lesson.balance());
		listener.told(lesson.sentence());
		ClassLearning learning = lesson.learning(backend, places.checkpoint(), listener);
		return places.finish(() -> approach.folds() > 0 ? folded(lesson, learning, backend, listener) : split(lesson, learning, backend, listener), listener);
	}

	private Model split(ClassLesson lesson, ClassLearning learning, TrainingBackend backend, TrainingListener listener) {
		Split split = ClassSplits.stratified(lesson.samples(), VALIDATION_SHARE, approach.plan().seed());
		Model model = learning.learn(backend, split, listener);
		List<Classification> answers = new ClassAnswers(backend, lesson.task(), split.validation()).of(model.weights());
		return finished(model, answers, ClassReader.numbers(split.validation()), listener);
	}

	/**
	 * The model with probabilities that were calibrated on images that did not teach it, and its way to see larger images. That the best weights were chosen by the same
	 * images makes them look a little surer than they are.
	 */
	private Model finished(Model model, List<Classification> answers, int[] truths, TrainingListener listener) {
		ImageClasses settings = ((ImageClasses) model.task()).with(ClassLesson.larger(approach));
		Optional<Temperature> temperature = Temperature.fit(answers, truths);
		if (temperature.isEmpty()) {
			listener.told("All " + truths.length + " images that judge are right, so that probabilities stay as they are: no temperature follows.");
			return model.withTask(settings);
		}
		Temperature found = temperature.get();
		listener.told(String.format(Locale.ROOT,
			"Probabilities are calibrated by a temperature of %.2f: the expected calibration error on the %d images that judge is %.3f, and was %.3f.",
			found.value(),
			truths.length, Calibration.of(answers.stream().map(found::of).toList(), truths).error(), Calibration.of(answers, truths).error()));
		return model.withTask(settings.with(found));
	}

	private Model folded(ClassLesson lesson, ClassLearning learning, TrainingBackend backend, TrainingListener listener) throws IOException {
		List<Sample> samples = lesson.samples();
		List<Split> folds = ClassSplits.folds(samples, approach.folds(), approach.plan().seed());
		CrossValidation validation = CrossValidation.run(learning, lesson.task().classes(), folds, backend, listener);
		for (Map.Entry<String, Table> table : validation.tables().entrySet()) {
			AtomicFiles.write(beside(table.getKey()), file -> Files.writeString(file, table.getValue().csv()));
		}
		listener.told(validation.sentence());
		Model model = finished(learning.learn(backend, samples, listener), validation.answers().stream().flatMap(List::stream).toList(),
			folds.stream().flatMapToInt(fold -> Arrays.stream(ClassReader.numbers(fold.validation()))).toArray(), listener);
		String images = samples.size() + " images, by cross-validation in " + folds.size() + " folds";
		return model.withCard(model.card().withScores(new ModelCard.Scores(validation.score().metrics(), images)));
	}

	/** {@code cells_folds.csv} for {@code cells.zip}. */
	private Path beside(String table) {
		String stem = places.output().getFileName().toString().replaceFirst("\\.[^.]*$", "");
		return places.output().resolveSibling(stem + "_" + table + ".csv");
	}
}
