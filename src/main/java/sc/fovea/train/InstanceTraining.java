package sc.fovea.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.augment.FlipsAndTurns;
import sc.fovea.augment.IntensityJitter;
import sc.fovea.augment.RandomZoom;
import sc.fovea.augment.Recipe;
import sc.fovea.backend.Learner;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.TaskSettings.StarConvexInstances;
import sc.fovea.model.TrainingRecord;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/**
 * Trains a star-convex instance segmentation model from annotated images.
 *
 * <pre>{@code
 * Split split = Split.of(new SampleReader(input.normalisation(), 1).read(ImagePair.list(folder)), 0.08, 1);
 * Model model = new InstanceTraining(TrainingPlan.standard(Budget.ofSteps(20_000), 1), input, card)
 *     .run(backend, split, Optional.empty(), listener);
 * }</pre>
 *
 * @param plan budget, schedule, seed
 * @param input what the model will expect of an image
 * @param card of the model; its scores are filled in
 */
public record InstanceTraining(TrainingPlan plan, ModelInput input, ModelCard card) {

	/** Mirrored and turned; a third of the patches zoomed; brighter, darker, noisier. */
	private static final Recipe RECIPE = new Recipe(
		List.of(new FlipsAndTurns(), new RandomZoom(0.75, 1.4, 1 / 3.0), new IntensityJitter(0.7, 1.5, 0.1, 0.03)));

	/**
	 * Trains to the end of the budget.
	 *
	 * @param checkpoint where the state is saved and found again, if anywhere
	 * @return a model with the best averaged weights, their scores on the validation samples, and the plan
	 */
	public Model run(TrainingBackend backend, Split split, Optional<Path> checkpoint, TrainingListener listener) {
		TrunkOptions options = TrunkOptions.forChannels(input.channels());
		Architecture architecture = new UNet();
		Network network = StarHeads.standard().attach(architecture.trunk(options), options.grid());
		StarConvexInstances settings = settings(options.grid());
		StarTargets targets = new StarTargets(StarHeads.standard().rays(), options.grid());
		PatchSource patches = new PatchSource(split.training(), RECIPE, plan.sampling().patch(), targets.margin());
		Batches batches = new Batches(patches, targets, UNet.IMAGE, plan.sampling().batch(), plan.seed());
		InstanceValidation validation = new InstanceValidation(backend, network, settings, split.validation());
		LearningPlan learning = new LearningPlan(targets.losses(), plan.optimizer(), Map.of(), plan.seed());
		try (Learner learner = backend.learner(network, Weights.initialise(network, plan.seed()), learning)) {
			Trained trained = new Trainer(plan, batches, validation, checkpoint).run(learner, listener);
			return model(network, settings, trained, split);
		}
	}

	private static StarConvexInstances settings(int grid) {
		return new StarConvexInstances(StarHeads.standard().rays(), grid, StarHeads.PROBABILITY, StarHeads.DISTANCES, StarHeads.FOREGROUND, 0.5, 0.1, 0.3, 3);
	}

	private Model model(Network network, StarConvexInstances settings, Trained trained, Split split) {
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("plan", plan.tree());
		record.put("augmentation", RECIPE.toString());
		record.put("training_images", split.training().size());
		record.put("validation_images", split.validation().stream().map(s -> s.name()).toList());
		record.put("steps", trained.steps());
		record.put("history", trained.history());
		ModelCard.Scores scores = new ModelCard.Scores(trained.score().metrics(), split.validation().size() + " validation images, pooled");
		return new Model(card.withScores(scores), input, settings, network, trained.weights()).withTraining(new TrainingRecord(record));
	}
}
