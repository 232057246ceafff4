package sc.fovea.task.classification;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.architecture.ClassHead;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.TrainingRecord;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.TestTensors;
import sc.fovea.train.fit.LogisticRegression;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.sample.Split;

/**
 * Off-the-shelf features and a linear classifier (DeCAF, Donahue et al. 2013, arXiv:1310.1531; Razavian et al. 2014, arXiv:1403.6382): the trunk stays as it is, and the
 * last layer is the {@link LogisticRegression} on what it finds. For the smallest data: there is one solution, and nothing to tune but the penalty, which an inner
 * cross-validation chooses, for which samples are taken as they are.
 *
 * @param task whose network has the trunk and a head
 * @param trunk weights of all layers but the last
 * @param features of all samples that may teach or be judged
 * @param packaging what makes a model of it
 * @param seed of the inner cross-validation
 */
public record FeatureLearning(ClassSetup task, Weights trunk, FeatureTable features, ExportSettings packaging, long seed) implements ClassLearning {

	private static final double[] PENALTIES = { 10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003 };
	private static final int INNER_FOLDS = 3;
	private static final int FEWEST = 2;

	/** What was learned. */
	private record Fitted(LogisticRegression.Line line, double penalty) {}

	@Override
	public List<Classification> judge(TrainingBackend backend, Split split, TrainingListener listener) {
		LogisticRegression.Line line = fit(split.training()).line();
		return split.validation().stream()
			.map(sample -> answer(line, task.hasAllOrientations() ? features.all(List.of(sample)) : features.plain(List.of(sample))))
			.toList();
	}

	/** The mean over views. */
	private Classification answer(LogisticRegression.Line line, float[][] views) {
		double[] sums = new double[task.classes().size()];
		for (float[] view : views) {
			double[] logarithms = line.logarithms(view);
			Arrays.setAll(sums, c -> sums[c] + Math.exp(logarithms[c]));
		}
		return new Classification(task.classes(), Arrays.stream(sums).mapToObj(sum -> sum / views.length).toList());
	}

	/** The head's weights that fit samples best. */
	Map<String, Tensor> head(List<Sample> samples) {
		return head(fit(samples).line());
	}

	private Fitted fit(List<Sample> samples) {
		double penalty = penalty(samples);
		return new Fitted(new LogisticRegression(task.classes().size(), penalty).fit(features.all(samples), features.numbers(samples)), penalty);
	}

	/** The one with the most probable truth in the inner cross-validation, every class counting the same; 1 if a class has too few images for it. */
	private double penalty(List<Sample> samples) {
		int[] numbers = ClassReader.numbers(samples);
		for (int c = 0; c < task.classes().size(); c++) {
			int number = c;
			if (Arrays.stream(numbers).filter(n -> n == number).count() < FEWEST) return 1;
		}
		List<Split> folds = ClassSplits.folds(samples, INNER_FOLDS, seed);
		double best = PENALTIES[0];
		double bestValue = Double.NEGATIVE_INFINITY;
		for (double penalty : PENALTIES) {
			double value = folds.parallelStream().map(fold -> likelihood(fold, penalty)).toList().stream().mapToDouble(v -> v).sum();
			best = value > bestValue ? penalty : best;
			bestValue = Math.max(value, bestValue);
		}
		return best;
	}

	/** Mean over the classes of the mean logarithm of the probability of the truth. */
	private double likelihood(Split fold, double penalty) {
		int classes = task.classes().size();
		LogisticRegression.Line line = new LogisticRegression(classes, penalty).fit(features.plain(fold.training()), ClassReader.numbers(fold.training()));
		double[] weights = new ClassTargets(classes, 0).weights(fold.validation());
		double sum = 0;
		for (int i = 0; i < weights.length; i++) {
			Sample sample = fold.validation().get(i);
			sum += weights[i] * line.logarithms(features.plain(sample))[ClassReader.number(sample)];
		}
		return sum;
	}

	@Override
	public Model learn(TrainingBackend backend, Split split, TrainingListener listener) {
		Model model = learn(backend, split.training(), listener);
		Score score = new ClassAnswers(backend, task, split.validation()).apply(model.weights());
		return model.withCard(model.card().withScores(new ModelCard.Scores(score.metrics(), split.validation().size() + " validation images")));
	}

	@Override
	public Model learn(TrainingBackend backend, List<Sample> samples, TrainingListener listener) {
		Fitted fitted = fit(samples);
		Weights weights = packaging.precision().round(trunk.with(head(fitted.line())));
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("method", "fixed features and logistic regression");
		record.put("penalty", fitted.penalty());
		record.put("seed", seed);
		record.put("training_images", samples.size());
		record.putAll(Majority.of(samples, task.classes()).tree());
		record.put("steps", 0);
		record.put("ended_by", "solution");
		Model model = new Model(packaging.card(), packaging.input(), task.settings(), task.network(), weights).withTraining(new TrainingRecord(record));
		return model.withSamples(TestTensors.of(backend, model, samples.get(0)));
	}

	private Map<String, Tensor> head(LogisticRegression.Line line) {
		int classes = line.bias().length;
		return Map.of(ClassHead.CLASSES_LOGIT + ".kernel", Tensor.of(floats(line.kernel()), line.kernel().length / classes, classes),
			ClassHead.CLASSES_LOGIT + ".bias", Tensor.of(floats(line.bias()), classes));
	}

	private static float[] floats(double[] values) {
		float[] floats = new float[values.length];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = (float) values[i];
		}
		return floats;
	}
}
