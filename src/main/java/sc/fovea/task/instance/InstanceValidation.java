package sc.fovea.task.instance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.geometry.AveragePrecision;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.predict.LabelRows;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TiledInference;
import sc.fovea.train.loop.Score;
import sc.fovea.train.sample.SamplePixels;

/**
 * Scores weights by what a user will see: the samples are segmented, and average precision AP(τ) = TP / (TP + FP + FN) is taken over all objects of all
 * samples together. The score is the mean of AP at IoU 0.50, 0.55, …, 0.90.
 *
 * @param backend runs the network
 * @param network with the heads that the settings name
 * @param settings of the task
 * @param samples to score on
 */
public record InstanceValidation(Backend backend, Network network, StarConvexInstances settings, List<Sample> samples) implements Function<Weights, Score> {

	/** Name of the deciding metric: the mean of AP over IoU 0.50 to 0.90. */
	public static final String MEAN = "AP@0.5:0.9";

	@Override
	public Score apply(Weights weights) {
		return score(precision(weights));
	}

	/** Counts of matched and missed objects over all samples. */
	public AveragePrecision precision(Weights weights) {
		AveragePrecision pooled = AveragePrecision.NONE;
		try (Runner runner = backend.runner(network, weights)) {
			StarSegmentation segmentation = new StarSegmentation(new TiledInference(runner, MemoryBudget.automatic()), settings);
			for (Sample sample : samples) {
				int[] found = new int[sample.labels().length];
				segmentation.segment(SamplePixels.source(sample), LabelRows.of(found, sample.width()), 1, Progress.none());
				pooled = pooled.plus(InstanceMatching.of(sample.labels(), found));
			}
		}
		return pooled;
	}

	private static Score score(AveragePrecision pooled) {
		Map<String, Double> metrics = new LinkedHashMap<>();
		metrics.put("AP@0.5", pooled.at(0.5));
		metrics.put("AP@0.75", pooled.at(0.75));
		metrics.put("AP@0.9", pooled.at(0.9));
		metrics.put(MEAN, pooled.mean(0.5, 0.9));
		return new Score(pooled.mean(0.5, 0.9), metrics);
	}
}
