package sc.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.ArchitectureCatalogue;
import sc.fovea.augment.Recipe;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.plan.PlanRequest;

/** Every task with every architecture that is installed: it learns, is saved, read again and predicts, or is refused in one sentence. */
class TaskTableTest {

	private static final int SIDE = 64;
	private static final int IMAGES = 10;
	/** A sentence: no name of an exception, no line of a stack. */
	private static final String SENTENCE = "(?s)\"?[A-Z\"'][^\n]*\\.";

	@TempDir
	static Path folder;

	private static TrainingBackend backend;

	@BeforeAll
	static void begin() throws IOException {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
		for (int i = 0; i < IMAGES; i++) {
			ByteProcessor label = new ByteProcessor(SIDE, SIDE);
			ByteProcessor image = new ByteProcessor(SIDE, SIDE);
			image.add(20);
			label.setColor(1);
			label.fillOval(10 + i, 12 + i, 30, 26);
			image.setColor(i % 2 == 0 ? 100 : 200);
			image.fillOval(10 + i, 12 + i, 30, 26);
			image.noise(4);
			save(image, "objects/images/" + i);
			save(label, "objects/labels/" + i);
			save(image, "classes/" + (i % 2 == 0 ? "dark" : "bright") + "/" + i);
		}
	}

	private static void save(ByteProcessor pixels, String name) throws IOException {
		Path file = folder.resolve(name + ".tif");
		Files.createDirectories(file.getParent());
		ImageWriter.saveTiff(new ImagePlus(name, pixels), file);
	}

	@AfterAll
	static void end() {
		backend.close();
	}

	static Stream<String> tasks() {
		return Tasks.installed().tasks().stream().filter(Task::isTrainable).map(Task::name);
	}

	static Stream<Arguments> table() {
		return Tasks.installed().tasks().stream().filter(Task::isTrainable)
			.flatMap(task -> ArchitectureCatalogue.installed().names().stream().map(name -> Arguments.of(task.name(), name)));
	}

	@ParameterizedTest(name = "{0} with unet")
	@MethodSource("tasks")
	void every_task_works_with_a_u_net_or_says_why_not(String task) throws IOException {
		every_task_works_with_every_architecture_or_says_why_not(task, "unet");
	}

	@Tag("release")
	@ParameterizedTest(name = "{0} with {1}")
	@MethodSource("table")
	void every_task_works_with_every_architecture_or_says_why_not(String task, String architecture) throws IOException {
		Task<?> chosen = Tasks.installed().named(task);
		Optional<String> refusal = Optional.empty();
		try {
			trained(chosen, ArchitectureCatalogue.installed().named(architecture));
		}
		catch (IllegalArgumentException e) {
			refusal = Optional.of(e.getMessage());
		}
		if (architecture.equals("unet") && !task.equals("classification") && !task.equals("shape")) assertThat(refusal).isEmpty();
		if (refusal.isPresent()) assertThat(refusal.get()).matches(SENTENCE);
		else
			predicts(chosen);
	}

	private static Path data(Task<?> task) {
		return folder.resolve(task.name().equals("classification") ? "classes" : "objects");
	}

	private static Path output(Task<?> task) {
		return folder.resolve(task.name() + ".zip");
	}

	private static void trained(Task<?> task, Architecture architecture) throws IOException {
		Files.deleteIfExists(output(task));
		Files.deleteIfExists(output(task).resolveSibling(output(task).getFileName() + ".checkpoint"));
		TrainingPlaces places = new TrainingPlaces(data(task), output(task));
		PlanRequest plan = PlanRequest.steps(2, 1).with(new PlanRequest.Sampling(OptionalInt.of(SIDE), OptionalInt.of(2), Optional.of(Recipe.none())))
			.with(new PlanRequest.Design(Optional.of(architecture), OptionalDouble.of(0.25)));
		OptionValues options = OptionValues.standard(task.trainingOptions());
		TrainingRequest request = new TrainingRequest(places, plan, Optional.empty(), TrainingJob.About.named("table"), false, options);
		task.training(request).run(backend, new Quiet());
	}

	/** The evaluation reads the archive that was written, and predicts every image. */
	private static <P extends Predictor> void predicts(Task<P> task) throws IOException {
		Model model = ModelArchive.read(output(task));
		assertThat(Tasks.installed().of(model.task())).isSameAs(task);
		try (P predictor = task.open(model, backend, MemoryBudget.automatic())) {
			EvaluationRequest request = new EvaluationRequest(data(task), AnnotationFormats.own(), SegmentationOptions.STANDARD, "0");
			EvaluationReport report = task.evaluation(predictor, request).run(Progress.none());
			assertThat(report.images()).hasSize(IMAGES).allSatisfy(image -> assertThat(image.score()).isBetween(0.0, 1.0));
		}
	}

	/** Is told nothing. */
	private static final class Quiet implements TrainingListener {

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {
			// two steps are soon over
		}

		@Override
		public void validated(TrainingHistory history) {
			// what they are worth does not matter
		}

		@Override
		public boolean isCancelled() {
			return false;
		}
	}
}
