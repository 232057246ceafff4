package sc.fovea.task.classification;

import java.util.Locale;
import sc.fovea.train.loop.Example;
import sc.fovea.train.IllustratedValidation;
import java.util.function.Consumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.evaluate.ConfusionMatrix;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.train.loop.Score;
import sc.fovea.train.sample.SamplePixels;

/**
 * Scores weights by the classes that a network gives to samples. The score is the balanced accuracy: the mean over the classes of the share of their images that are
 * recognised, so that a rare class counts as much as a frequent one.
 *
 * @param backend runs the network
 * @param task whose network has a class head as its only output
 * @param samples to score on, as {@link ClassReader} makes them
 * @param viewer of examples
 */
public record ClassAnswers(Backend backend, ClassSetup task, List<Sample> samples, Consumer<List<Example>> viewer)
	implements
		IllustratedValidation {

	/** Name of the deciding metric. */
	public static final String BALANCED = "balanced accuracy";

	private static final int BATCH = 32;

	/** Without a viewer. */
	public ClassAnswers(Backend backend, ClassSetup task, List<Sample> samples) {
		this(backend, task, samples, examples -> {});
	}

	@Override
	public Function<Weights, Score> shownTo(Consumer<List<Example>> newViewer) {
		return new ClassAnswers(backend, task, samples, newViewer);
	}

	@Override
	public Score apply(Weights weights) {
		List<Classification> answers = of(weights);
		viewer.accept(IntStream.range(0, Math.min(Example.MOST, answers.size())).mapToObj(i -> example(samples.get(i), answers.get(i))).toList());
		int[] predicted = answers.stream().mapToInt(Classification::number).toArray();
		return score(ConfusionMatrix.of(ClassReader.numbers(samples), predicted, task.classes().size()), task.classes());
	}

	private Example example(Sample sample, Classification answer) {
		return new Example(sample, Example.Marks.of(task.classes().get(ClassReader.number(sample))),
			Example.Marks.of(String.format(Locale.ROOT, "%s %.2f", answer.label(), answer.score())));
	}

	/** The answer for each sample. */
	public List<Classification> of(Weights weights) {
		List<Classification> answers = new ArrayList<>();
		try (Runner runner = backend.runner(task.network(), weights)) {
			for (Tensor batch : SamplePixels.batches(samples, BATCH)) {
				answers.addAll(Classifier.read(Classifier.scores(runner, batch, task.settings()), task.classes()));
			}
		}
		return answers;
	}

	/** Balanced accuracy, accuracy, and the share of each class that is recognised. */
	static Score score(ConfusionMatrix matrix, List<String> classes) {
		Map<String, Double> metrics = new LinkedHashMap<>();
		metrics.put(BALANCED, matrix.mean(matrix::recall));
		metrics.put("accuracy", matrix.accuracy());
		for (int c = 0; c < classes.size(); c++) {
			if (matrix.truths(c) > 0) {
				metrics.put("recall " + classes.get(c), matrix.recall(c));
			}
		}
		return new Score(matrix.mean(matrix::recall), metrics);
	}
}
