package sc.fovea.task.detection.rcnn;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import sc.fovea.architecture.CropHeads;
import sc.fovea.augment.Recipe;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.detect.RegionWarp;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.detection.region.ProposedRegions;
import sc.fovea.train.loop.Stage;
import sc.fovea.train.loop.StagedLearning;
import sc.fovea.train.loop.Trainer;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.loop.TrainingResult;
import sc.fovea.train.plan.TrainingPlan;

/**
 * Trains R-CNN (Girshick et al. 2014, arXiv:1311.2524) in its three steps: a network learns to tell warped regions apart; then {@link CropMachines} learn from its
 * features to score and to move regions; their layers take the place of its own last one, so that one network gives it all.
 * <p>
 * The steps after the first take about a minute for 100,000 regions, which the plan's budget does not hold. A training that is cancelled hurries through
 * them with a tenth of the regions.
 *
 * @param classes names
 * @param warp of a region, of the size that the trunk takes
 * @param trunk of fixed size
 * @param plan of the first step; its patch has the size of the warp
 */
public record CropTraining(List<String> classes, RegionWarp warp, Network trunk, TrainingPlan plan) {

	private static final int MOST_REGIONS = 100_000;
	private static final int FEWEST_OF_AN_IMAGE = 50;
	private static final int FEW_SAMPLES = 30;
	private static final int JUDGED_BATCHES = 10;

	/** Copies the names. */
	public CropTraining {
		classes = List.copyOf(classes);
	}

	/**
	 * What is learned from, and what is judged by.
	 *
	 * @param training samples with proposals
	 * @param validation samples with proposals
	 */
	public record Parts(List<ProposedRegions> training, List<ProposedRegions> validation) {

		/** Some of the samples, evenly spread. @param most samples of each part, at least 1 */
		Parts some(int most) {
			return new Parts(some(training, most), some(validation, most));
		}

		private static List<ProposedRegions> some(List<ProposedRegions> samples, int most) {
			int every = Math.max(1, (samples.size() + most - 1) / most);
			return IntStream.range(0, samples.size()).filter(i -> i % every == 0).mapToObj(samples::get).toList();
		}
	}

	/**
	 * A detector of regions.
	 *
	 * @param network from crops (R, size, size, C) to {@link CropHeads#SCORES} and {@link CropHeads#OFFSETS}
	 * @param weights of it
	 * @param trained how the first step went
	 */
	public record Learned(Network network, Weights weights, TrainingResult trained) {}

	/**
	 * Trains to the end of the budget.
	 *
	 * @param checkpoint where the state of the first step is saved and found again, if anywhere
	 * @throws IllegalArgumentException if there is no object to learn from or to judge by
	 * @throws CancellationException if it was cancelled after the last step, with a checkpoint to go on from
	 * @throws sc.fovea.backend.BackendException if the loss is not finite before the first validation
	 */
	public Learned run(TrainingBackend backend, Parts parts, Optional<Path> checkpoint, TrainingListener listener) {
		CropHeads heads = CropHeads.standard(classes.size());
		Network classifier = heads.classifier(trunk);
		TrainingPlan.Sampling sampling = plan.sampling();
		CropBatches batches = new CropBatches(new CropPool(parts.training, classes), warp, sampling.augmentation(), sampling.batch(), plan.seed());
		CropBatches judged = new CropBatches(new CropPool(parts.validation, classes), warp, Recipe.none(), sampling.batch(), plan.seed());
		Trainer trainer = new Trainer(plan, batches, new CropJudge(backend, classifier, judged, JUDGED_BATCHES).judges(batches), checkpoint);
		TrainingResult trained = trainer.run(learning(backend, classifier), listener);
		Network detector = heads.detector(trunk);
		return new Learned(detector, withMachines(backend, detector, trained, parts, listener), trained);
	}

	private StagedLearning learning(TrainingBackend backend, Network classifier) {
		return new StagedLearning(Weights.initialise(classifier, plan.seed()), List.of(Stage.WHOLE), (stage, weights) -> backend.learner(classifier, weights,
			new LearningPlan(CropBatches.losses(), plan.optimizer(), Map.of(), plan.seed())));
	}

	/** After a training that was cancelled a few samples are enough for a model within seconds, and nothing asks again; its state is saved. */
	private Weights withMachines(TrainingBackend backend, Network detector, TrainingResult trained, Parts all, TrainingListener listener) {
		Weights features = trained.weights().fitTo(detector, plan.seed());
		boolean isCancelled = trained.end() == TrainingResult.End.CANCELLED;
		Parts parts = isCancelled ? all.some(FEW_SAMPLES) : all;
		int most = isCancelled ? FEW_SAMPLES * FEWEST_OF_AN_IMAGE : MOST_REGIONS;
		Runnable check = isCancelled ? () -> {} : () -> check(listener);
		CropTable training;
		CropTable judged;
		try (CropFeatures looks = new CropFeatures(backend, detector, features, warp)) {
			training = table(parts.training, most, looks, check);
			judged = table(parts.validation, most, looks, check);
		}
		Map<String, Tensor> tensors = new LinkedHashMap<>(features.tensors());
		tensors.putAll(new CropMachines(training, judged, classes.size(), check).layers(features.get(CropHeads.OFFSETS + ".kernel").extent(0)));
		return new Weights(tensors);
	}

	private static void check(TrainingListener listener) {
		if (listener.isCancelled()) {
			throw new CancellationException("Stopped after the last step, before the linear classifiers had learned; resume the training to go on from there.");
		}
	}

	/** @param check may end it */
	private CropTable table(List<ProposedRegions> samples, int most, CropFeatures looks, Runnable check) {
		CropTable table = new CropTable(classes, plan.seed());
		int share = Math.max(FEWEST_OF_AN_IMAGE, most / Math.max(1, samples.size()));
		samples.forEach(sample -> {
			check.run();
			table.add(sample, share, looks);
		});
		return table;
	}
}
