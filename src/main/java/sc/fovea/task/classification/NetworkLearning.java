package sc.fovea.task.classification;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.net.Weights;
import sc.fovea.train.ModelTraining;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.InitialWeights;

/**
 * A network that learns classes step by step. On a trunk that has learned before, the last layer begins with the linear classifier that fits best, so that the first
 * steps do not distort features for the sake of a layer that knows nothing (Kumar et al. 2022, arXiv:2202.10054).
 *
 * @param training what is trained, and how
 * @param head gives the last layer to begin with; empty if it is drawn from the seed
 * @param checkpoint where the training on all samples keeps its state
 */
public record NetworkLearning(ModelTraining training, Optional<FeatureLearning> head, Optional<Path> checkpoint) implements ClassLearning {

	/** To the end of the budget, without a look at what is judged: it could choose the best weights for it. */
	@Override
	public List<Classification> judge(TrainingBackend backend, Split split, TrainingListener listener) {
		Model model = toTheEnd(split.training()).run(backend, split, Optional.empty(), listener);
		return new ClassAnswers(backend, (ClassSetup) training.task(), split.validation()).of(model.weights());
	}

	/** To the end of the budget; the scores on what it learned from say nothing, and are left out. */
	@Override
	public Model learn(TrainingBackend backend, List<Sample> samples, TrainingListener listener) {
		Model model = toTheEnd(samples).run(backend, new Split(samples, samples), checkpoint, listener);
		return model.withCard(training.packaging().card());
	}

	/** Keeps the weights that are best on the other part. */
	@Override
	public Model learn(TrainingBackend backend, Split split, TrainingListener listener) {
		return begun(split.training(), training.plan()).run(backend, split, checkpoint, listener);
	}

	/** The training with the last layer that fits samples. */
	ModelTraining begun(List<Sample> samples, TrainingPlan plan) {
		InitialWeights own = training.beginning();
		Weights weights = head.map(first -> own.weights().with(first.head(samples))).orElse(own.weights());
		return new ModelTraining(training.task(), plan, new InitialWeights(weights, own.stages(), own.record()), training.packaging());
	}

	private ModelTraining toTheEnd(List<Sample> samples) {
		TrainingPlan plan = training.plan();
		TrainingPlan.Validating own = plan.validation();
		TrainingPlan.Validating once = new TrainingPlan.Validating(Integer.MAX_VALUE, own.averageEvery(), own.averageDecay());
		return begun(samples, new TrainingPlan(plan.budget(), plan.schedule(), plan.optimizer(), plan.sampling(), once, plan.seed()));
	}
}
