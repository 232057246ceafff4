package sc.fovea.task.semantic;

import java.util.ArrayList;
import sc.fovea.train.loop.Example;
import sc.fovea.train.IllustratedValidation;
import java.util.function.Consumer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fovea.architecture.SemanticHead;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.evaluate.ConfusionMatrix;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSink;
import sc.fovea.tile.TiledInference;
import sc.fovea.train.loop.Score;
import sc.fovea.train.sample.SamplePixels;

/**
 * Scores weights by the class of every pixel: the score is the mean over the classes of TP / (TP + FP + FN), with the pixels of all samples counted together.
 *
 * @param backend runs the network
 * @param network with a {@link SemanticHead}
 * @param classes names of the classes
 * @param samples to score on, whose labels are class numbers
 * @param viewer of examples
 */
public record SemanticValidation(Backend backend, Network network, List<String> classes, List<Sample> samples, Consumer<List<Example>> viewer)
	implements
		IllustratedValidation {

	/** Name of the deciding metric: the mean intersection over union. */
	public static final String MEAN = "mIoU";

	/** Without a viewer. */
	public SemanticValidation(Backend backend, Network network, List<String> classes, List<Sample> samples) {
		this(backend, network, classes, samples, examples -> {});
	}

	@Override
	public Function<Weights, Score> shownTo(Consumer<List<Example>> newViewer) {
		return new SemanticValidation(backend, network, classes, samples, newViewer);
	}

	@Override
	public Score apply(Weights weights) {
		List<Example> examples = new ArrayList<>();
		ConfusionMatrix matrix = ConfusionMatrix.of(new int[0], new int[0], classes.size());
		try (Runner runner = backend.runner(network, weights)) {
			TiledInference inference = new TiledInference(runner, MemoryBudget.automatic());
			for (Sample sample : samples) {
				int[] predicted = new int[sample.labels().length];
				inference.run(SamplePixels.source(sample), choosing(predicted, sample.width()), Progress.none());
				matrix = matrix.plus(ConfusionMatrix.of(sample.labels(), predicted, classes.size()));
				if (examples.size() < Example.MOST) examples.add(new Example(sample, Example.Marks.of(sample.labels()), Example.Marks.of(predicted)));
			}
		}
		viewer.accept(examples);
		return score(matrix);
	}

	/** Writes the class of each pixel; the head answers at full resolution. */
	private static TileSink choosing(int[] predicted, int width) {
		return (tile, answers) -> {
			Tensor scores = answers.get(SemanticHead.CLASSES);
			for (int y = 0, at = 0; y < scores.height(); y++) {
				int row = Math.toIntExact((tile.y() + y) * width + tile.x());
				for (int x = 0; x < scores.width(); x++, at += scores.channels()) {
					predicted[row + x] = largest(scores.data(), at, scores.channels());
				}
			}
		};
	}

	/** Index of the highest score, of equal ones the first. */
	private static int largest(float[] scores, int at, int count) {
		int best = 0;
		for (int c = 1; c < count; c++) {
			best = scores[at + c] > scores[at + best] ? c : best;
		}
		return best;
	}

	private Score score(ConfusionMatrix matrix) {
		double mean = zeroOfNothing(matrix.mean(matrix::iou));
		Map<String, Double> metrics = new LinkedHashMap<>();
		metrics.put(MEAN, mean);
		metrics.put("accuracy", zeroOfNothing(matrix.accuracy()));
		for (int c = 0; c < classes.size(); c++) {
			if (Double.isFinite(matrix.iou(c))) {
				metrics.put("IoU " + classes.get(c), matrix.iou(c));
			}
		}
		return new Score(mean, metrics);
	}

	/** A score has to be a number to be compared. */
	private static double zeroOfNothing(double share) {
		return Double.isNaN(share) ? 0 : share;
	}
}
