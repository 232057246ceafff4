package sc.fovea.task.instance;

import java.util.ArrayList;
import sc.fovea.train.loop.Example;
import sc.fovea.train.IllustratedValidation;
import java.util.function.Consumer;
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
 * @param viewer of examples
 */
public record InstanceValidation(Backend backend, Network network, StarConvexInstances settings, List<Sample> samples, Consumer<List<Example>> viewer)
	implements
		IllustratedValidation {

	/** Name of the deciding metric: the mean of AP over IoU 0.50 to 0.90. */
	public static final String MEAN = "AP@0.5:0.9";

	/** Without a viewer. */
	public InstanceValidation(Backend backend, Network network, StarConvexInstances settings, List<Sample> samples) {
		this(backend, network, settings, samples, examples -> {});
	}

	@Override
	public Function<Weights, Score> shownTo(Consumer<List<Example>> newViewer) {
		return new InstanceValidation(backend, network, settings, samples, newViewer);
	}

	@Override
	public Score apply(Weights weights) {
		return score(precision(weights));
	}

	/** Counts of matched and missed objects over all samples. */
	public AveragePrecision precision(Weights weights) {
		AveragePrecision pooled = AveragePrecision.NONE;
		List<Example> examples = new ArrayList<>();
		try (Runner runner = backend.runner(network, weights)) {
			StarSegmentation segmentation = new StarSegmentation(new TiledInference(runner, MemoryBudget.automatic()), settings);
			for (Sample sample : samples) {
				int[] found = new int[sample.labels().length];
				segmentation.segment(SamplePixels.source(sample), LabelRows.of(found, sample.width()), 1, Progress.none());
				pooled = pooled.plus(InstanceMatching.of(sample.labels(), found));
				if (examples.size() < Example.MOST) examples.add(new Example(sample, Example.Marks.of(sample.labels()), Example.Marks.of(found)));
			}
		}
		viewer.accept(examples);
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
