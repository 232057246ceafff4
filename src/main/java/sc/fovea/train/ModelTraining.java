package sc.fovea.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Mirrored;
import sc.fovea.augment.Recipe;
import sc.fovea.backend.Backend;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Weights;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.Stage;
import sc.fovea.train.loop.StagedLearning;
import sc.fovea.train.loop.StoppableBackend;
import sc.fovea.train.loop.Trainer;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.loop.TrainingResult;
import sc.fovea.train.loop.UnsavedTraining;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.PatchSource;
import sc.fovea.train.sample.SampleReader;
import sc.fovea.train.sample.Split;
import sc.fovea.train.sample.TrainingImages;
import sc.fovea.train.transfer.InitialWeights;

/**
 * Trains a model from annotated images.
 *
 * <pre>{@code
 * ModelInput input = ModelInput.ofAnyScale(1, new Normalisation.Percentile(1, 99.8));
 * Split split = Split.of(new SampleReader(input.normalisation(), 1).read(DataSet.open(folder, AnnotationFormats.own()), false).samples(), 0.08, 1);
 * TrainingPlan plan = TrainingPlan.standard(Budget.ofSteps(20_000), 1);
 * Model model = new ModelTraining(setup, plan, InitialWeights.FROM_SCRATCH, new ExportSettings(input, card, Precision.FLOAT16))
 *     .run(backend, split, Optional.empty(), listener);
 * }</pre>
 *
 * @param task what is learned
 * @param plan budget, schedule, augmentation, seed
 * @param beginning weights to begin with, and which of them learn when
 * @param packaging what makes a model of the weights
 */
public record ModelTraining(TrainingSetup task, TrainingPlan plan, InitialWeights beginning, ExportSettings packaging) implements SplitTraining {

	/** @throws IllegalArgumentException if the patch is not a multiple of the network's alignment */
	public ModelTraining {
		ReceptiveField field = new ReceptiveField(task.network());
		for (Axis axis : Axis.values()) {
			if (plan.sampling().patch() % field.alignment(axis) != 0) {
				throw new IllegalArgumentException("Expected patches of a multiple of " + field.alignment(axis) + " pixels for this network, got "
					+ plan.sampling().patch() + ".");
			}
		}
	}

	/**
	 * Trains to the end of the budget.
	 *
	 * @return a model with the best averaged weights, their scores on the validation samples, test tensors, and a record of the training
	 * @throws IllegalArgumentException if the validation samples cannot be judged by, or the checkpoint is of another plan
	 * @throws sc.fovea.backend.BackendException if the loss is not finite before the first validation
	 * @throws java.io.UncheckedIOException with a sentence, if the checkpoint is damaged or cannot be written
	 */
	@Override
	public Model run(TrainingBackend backend, Split split, Optional<Path> checkpoint, TrainingListener listener) {
		Network network = task.network();
		ModelNotes notes = new ModelNotes(packaging.card(), plan, beginning, split);
		Function<Weights, Score> validation = IllustratedValidation.shown(task.validation(backend, split.validation()), listener::seen);
		Trainer.Judges judges = judges(new StoppableBackend(backend, listener::isCancelled), split, listener);
		Batches batches = batches(network, split.training(), plan.sampling().augmentation());
		TrainingResult trained = new Trainer(plan, batches, judges, checkpoint).run(learning(backend, network), listener);
		Batches judging = batches(network, split.validation(), new Mirrored());
		Weights weights = packaging.precision().round(task.finished(trained.weights(), backend, judging));
		boolean isCancelled = trained.end() == TrainingResult.End.CANCELLED;
		Optional<Score> score = isCancelled ? trained.score() : Optional.of(validation.apply(weights));
		TaskSettings settings = score.map(task::settings).orElseGet(task::settings);
		Model model = new Model(notes.card(score), packaging.input(), settings, network, weights);
		Model whole = model.withTraining(notes.record(trained)).withSamples(TestTensors.of(backend, model, split.validation().get(0)));
		trained.problem().ifPresent(problem -> {
			throw new UnsavedTraining(problem, whole);
		});
		return whole;
	}

	private StagedLearning learning(TrainingBackend backend, Network network) {
		List<Stage> stages = beginning.stages();
		return new StagedLearning(beginning.weights().fitTo(network, plan.seed()), stages, (stage, weights) -> backend.learner(network, weights,
			new LearningPlan(task.targets().losses(), plan.optimizer(), stages.get(stage).rates(), plan.seed() + stage)));
	}

	private Trainer.Judges judges(Backend backend, Split split, TrainingListener listener) {
		Batches batches = batches(task.network(), split.validation(), Recipe.none());
		return new Trainer.Judges(IllustratedValidation.shown(task.validation(backend, split.validation()), listener::seen),
			new ValidationLoss(backend, task.network(), batches, ValidationLoss.count(split.validation(), plan.sampling())),
			task.validation(backend, TrainingImages.of(split)));
	}

	private Batches batches(Network network, List<Sample> samples, Augmentation augmentation) {
		Targets targets = task.targets();
		TrainingPlan.Sampling sampling = plan.sampling();
		PatchSource patches = new PatchSource(samples, augmentation, sampling.patch(), targets.margin()).weighted(targets.weights(samples));
		return new Batches(targets.areClasses() ? patches.ofClasses() : patches, targets, network.inputs().keySet().iterator().next(), sampling.batch(),
			plan.seed());
	}
}
