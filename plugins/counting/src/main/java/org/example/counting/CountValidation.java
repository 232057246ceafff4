package org.example.counting;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TiledInference;
import sc.fovea.train.loop.Score;
import sc.fovea.train.sample.SamplePixels;

/**
 * Scores weights by the numbers that a user will see. What decides is 1 / (1 + MAE), with MAE the mean absolute error of a sample's number.
 *
 * @param backend runs the network
 * @param network with a {@link DensityHead}
 * @param settings what its output means
 * @param samples to count in
 */
record CountValidation(Backend backend, Network network, ObjectDensity settings, List<Sample> samples) implements Function<Weights, Score> {

	@Override
	public Score apply(Weights weights) {
		List<CountedImage> counted = new ArrayList<>();
		try (Runner runner = backend.runner(network, weights)) {
			TiledInference inference = new TiledInference(runner, MemoryBudget.automatic());
			samples.forEach(sample -> counted.add(counted(sample, inference)));
		}
		CountEvaluation evaluation = new CountEvaluation(counted);
		Map<String, Double> metrics = new LinkedHashMap<>();
		metrics.put("score", evaluation.score());
		metrics.put(CountEvaluation.ERROR, evaluation.meanAbsoluteError());
		metrics.put(CountEvaluation.BIAS, evaluation.bias());
		return new Score(evaluation.score(), metrics);
	}

	private CountedImage counted(Sample sample, TiledInference inference) {
		DensitySink sink = new DensitySink(settings, sample.width(), sample.height());
		inference.run(SamplePixels.source(sample), sink, Progress.none());
		BitSet unknown = new BitSet();
		for (int i = 0; i < sample.labels().length; i++) {
			if (sample.labels()[i] == Sample.IGNORED) unknown.set(i);
		}
		return new CountedImage(sample.name(), sample.objects(), sink.map(sample.width(), sample.height(), 1).count(unknown));
	}
}
