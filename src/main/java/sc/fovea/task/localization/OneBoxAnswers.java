package sc.fovea.task.localization;

import sc.fovea.data.LabelledBox;
import java.util.stream.IntStream;
import sc.fovea.train.loop.Example;
import sc.fovea.train.IllustratedValidation;
import java.util.function.Consumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.train.loop.Score;
import sc.fovea.train.sample.SamplePixels;

/**
 * Scores weights by the boxes and classes that a network gives to samples. What decides is the mean intersection over union, where a wrong class
 * counts as 0.
 *
 * @param backend runs the network
 * @param task whose network it is
 * @param samples to score on, as {@link OneBoxReader} makes them
 * @param viewer of examples
 */
record OneBoxAnswers(Backend backend, OneBoxSetup task, List<Sample> samples, Consumer<List<Example>> viewer)
	implements
		IllustratedValidation {

	/** Name of the number that people want. */
	static final String MEDIAN = "median IoU";

	private static final int BATCH = 16;

	/** Without a viewer. */
	OneBoxAnswers(Backend backend, OneBoxSetup task, List<Sample> samples) {
		this(backend, task, samples, examples -> {});
	}

	@Override
	public Function<Weights, Score> shownTo(Consumer<List<Example>> newViewer) {
		return new OneBoxAnswers(backend, task, samples, newViewer);
	}

	@Override
	public Score apply(Weights weights) {
		LocalizationEvaluation evaluation = evaluation(weights);
		viewer.accept(IntStream.range(0, Math.min(Example.MOST, samples.size())).mapToObj(i -> example(samples.get(i), evaluation.images().get(i))).toList());
		Map<String, Double> metrics = new LinkedHashMap<>();
		metrics.put(MEDIAN, evaluation.medianIou());
		metrics.put("mean IoU", evaluation.score());
		metrics.put("IoU>=0.5", evaluation.share(0.5));
		metrics.put("IoU>=0.75", evaluation.share(0.75));
		metrics.put("accuracy", evaluation.accuracy());
		return new Score(evaluation.score(), metrics);
	}

	private Example example(Sample sample, LocalizedImage image) {
		List<String> classes = task.settings().classes();
		LabelledBox truth = LabelledBox.of(classes.get(image.category()), image.box());
		LabelledBox found = LabelledBox.of(classes.get(image.found().category()), image.found().box());
		return new Example(sample, Example.Marks.of(List.of(truth)), Example.Marks.of(List.of(found)));
	}

	/** The answer for each sample. */
	LocalizationEvaluation evaluation(Weights weights) {
		List<LocalizedImage> images = new ArrayList<>();
		String input = task.network().inputs().keySet().iterator().next();
		try (Runner runner = backend.runner(task.network(), weights)) {
			for (Tensor batch : SamplePixels.batches(samples, BATCH)) {
				for (ScoredBox found : Localizer.read(runner.run(Map.of(input, batch)), task.settings())) {
					images.add(image(samples.get(images.size()), found));
				}
			}
		}
		return new LocalizationEvaluation(task.settings().classes(), images);
	}

	private LocalizedImage image(Sample sample, ScoredBox found) {
		Box box = found.box();
		Box placed = new Box(box.x() * sample.width(), box.y() * sample.height(), box.width() * sample.width(), box.height() * sample.height());
		return new LocalizedImage(sample.name(), task.targets().number(sample), sample.boxes().get(0).box(), found.at(placed));
	}
}
