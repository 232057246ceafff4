package sc.fovea.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.task.Classification;

/**
 * A network that learns classes step by step.
 *
 * @param training what is trained, and how
 * @param checkpoint where the training on all samples keeps its state
 */
record NetworkLearning(ModelTraining training, Optional<Path> checkpoint) implements ClassLearning {

	/** To the end of the budget, without a look at what is judged: it could choose the best weights for it. */
	@Override
	public List<Classification> judge(TrainingBackend backend, Split split, TrainingListener listener) {
		Model model = toTheEnd().run(backend, split, Optional.empty(), listener);
		ClassificationTask task = (ClassificationTask) training.task();
		return new ClassAnswers(backend, model.network(), task.classes(), split.validation()).of(model.weights());
	}

	/** To the end of the budget; the scores on what it learned from say nothing, and are left out. */
	@Override
	public Model learn(TrainingBackend backend, List<Sample> samples, TrainingListener listener) {
		Model model = toTheEnd().run(backend, new Split(samples, samples), checkpoint, listener);
		return model.withCard(training.packaging().card());
	}

	/** Keeps the weights that are best on the other part. */
	@Override
	public Model learn(TrainingBackend backend, Split split, TrainingListener listener) {
		return training.run(backend, split, checkpoint, listener);
	}

	private ModelTraining toTheEnd() {
		TrainingPlan plan = training.plan();
		TrainingPlan.Validating own = plan.validation();
		TrainingPlan.Validating once = new TrainingPlan.Validating(Integer.MAX_VALUE, own.averageEvery(), own.averageDecay());
		TrainingPlan unchecked = new TrainingPlan(plan.budget(), plan.schedule(), plan.optimizer(), plan.sampling(), once, plan.seed());
		return new ModelTraining(training.task(), unchecked, training.beginning(), training.packaging());
	}
}
