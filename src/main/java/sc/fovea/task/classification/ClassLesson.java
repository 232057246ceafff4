package sc.fovea.task.classification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fovea.architecture.ClassHead;
import sc.fovea.augment.Recipes;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Precision;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Normalization;
import sc.fovea.net.Size;
import sc.fovea.predict.WholeImage;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.ModelTraining;
import sc.fovea.train.loop.Stage;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.plan.WholeImagePlan;
import sc.fovea.train.transfer.Freeze;
import sc.fovea.train.transfer.InitialWeights;
import sc.fovea.train.transfer.LayerRates;

/**
 * What is to be learned from images of classes, and how.
 *
 * @param approach of the user
 * @param beginning of the training
 * @param task that is learned
 * @param samples all of them
 * @param packaging what makes a model of the weights
 */
record ClassLesson(ClassApproach approach, ClassBeginning beginning, ClassSetup task, List<Sample> samples, ExportSettings packaging) {

	private static final long STEPS = 2000;
	private static final double DROPOUT = 0.3;
	private static final int RGB = 3;

	/** Reads the images. @throws IOException with a sentence, if images or weights cannot be used */
	static ClassLesson of(ClassApproach approach, ClassSurvey survey, ModelCard card) throws IOException {
		Optional<Model> model = approach.start().model();
		Size size = approach.side().isPresent() ? Size.of(approach.side().getAsInt()) : model.flatMap(ClassBeginning::size).orElseGet(survey::size);
		ModelInput input = ModelInput.ofAnyScale(survey.channels(), model.map(own -> own.input().normalisation()).orElseGet(survey::normalisation));
		List<Sample> samples = new ClassReader(new WholeImage(input, Optional.of(size)), larger(approach)).read(survey.folders());
		ClassBeginning beginning = ClassBeginning.of(approach, samples);
		List<String> classes = survey.folders().classes();
		ClassSetup task = ClassSetup
			.of(beginning.network(), size, new ClassHead(classes.size(), dropout(approach), beginning.pooling(approach.plan().design().pooling())), classes)
			.smoothed(approach.scoring().smoothing())
			.withAllOrientations(hasAllOrientations(approach));
		return new ClassLesson(approach, beginning, task, samples, new ExportSettings(input, card, Precision.FLOAT16));
	}

	/** As the user says, or as the model does with which it begins. */
	private static boolean hasAllOrientations(ClassApproach approach) {
		return approach.scoring().hasAllOrientations()
			|| approach.start().model().filter(model -> model.task() instanceof ImageClasses own && own.orientations().isPresent()).isPresent();
	}

	/** As the user says, or as the model does with which it begins. */
	static LargeImages larger(ClassApproach approach) {
		return approach.scoring().larger().orElseGet(
			() -> approach.start().model().filter(model -> model.task() instanceof ImageClasses).map(model -> ((ImageClasses) model.task()).largeImages())
				.orElse(LargeImages.RESIZE));
	}

	private static double dropout(ClassApproach approach) {
		return approach.start().method() == ClassApproach.Method.FEATURES ? 0 : approach.plan().learning().dropout().orElse(DROPOUT);
	}

	/** What the training begins with, in words. */
	String sentence() {
		return "Begins with " + beginning.title() + ", on images of " + samples.get(0).width() + "x" + samples.get(0).height() + " pixels.";
	}

	/** How classes of unequal numbers of images are dealt with, in words. @see ClassTargets#weights @see LogisticRegression */
	String balance() {
		int[] counts = new int[task.classes().size()];
		samples.forEach(sample -> counts[ClassReader.number(sample)]++);
		IntSummaryStatistics images = Arrays.stream(counts).summaryStatistics();
		String unequal = images.getMax() == images.getMin()
			? "Every class has as many images"
			: String.format(Locale.ROOT, "The largest class has %.1f times as many images as the smallest", (double) images.getMax() / images.getMin());
		return unequal + (approach.start().method() == ClassApproach.Method.FEATURES
			? "; images count by the inverse of that number, so that every class counts the same."
			: "; every class is shown to the network equally often.");
	}

	/** The way to learn. @param checkpoint of a training in steps @param listener may cancel while features are computed */
	ClassLearning learning(TrainingBackend backend, Path checkpoint, TrainingListener listener) {
		if (approach.start().method() == ClassApproach.Method.FEATURES) {
			return features(backend, ImageClasses.ALL_ORIENTATIONS, listener);
		}
		Optional<FeatureLearning> head = beginning.isPretrained() ? Optional.of(features(backend, 1, listener)) : Optional.empty();
		return new NetworkLearning(new ModelTraining(task, plan(), begin(), packaging), head, Optional.of(checkpoint));
	}

	private FeatureLearning features(TrainingBackend backend, int views, TrainingListener listener) {
		Network features = task.network().upTo(ClassHead.FEATURES);
		FeatureTable table = FeatureTable.of(backend, features, beginning.weights(), samples, views, listener);
		return new FeatureLearning(task, beginning.weights(), table, packaging, approach.plan().seed());
	}

	private TrainingPlan plan() {
		Sample first = samples.get(0);
		WholeImagePlan plan = new WholeImagePlan(approach.plan(), first.width(), Recipes.standard(first.channels() == RGB ? "histology" : Recipes.TRAINING));
		return plan.of(budget(plan));
	}

	/** Minutes are shared among the folds and the training on all images; steps and epochs are those of each. */
	private Budget budget(WholeImagePlan plan) {
		Budget whole = plan.budget(samples.size(), STEPS);
		return new Budget(whole.steps(), approach.plan().length().isOpen() ? whole.minutes() : whole.minutes() / (approach.folds() + 1));
	}

	/** Weights, and the layers that learn. A trunk that has learned before keeps the statistics of its normalizations: those of a few images would be worse. */
	private InitialWeights begin() {
		Network network = task.network();
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("method", "steps");
		record.put("source", beginning.title());
		record.putAll(Majority.of(samples, task.classes()).tree());
		if (!beginning.isPretrained()) {
			return new InitialWeights(beginning.weights(), List.of(Stage.WHOLE), record);
		}
		Freeze freeze = approach.start().freeze().decided(samples.size());
		record.put("freeze", freeze.toString());
		record.put("unfreeze", approach.start().unfreeze());
		Set<String> heads = Set.of(ClassHead.FEATURES, ClassHead.CLASSES_LOGIT, ClassHead.CLASSES);
		List<Stage> stages = new LayerRates(freeze, approach.start().unfreeze(), share()).stages(network, beginning.weights(), heads);
		return new InitialWeights(beginning.weights(), stages.stream().map(this::withoutStatistics).toList(), record);
	}

	/** Photographs have little in common with cells: at a tenth of the rate a trunk would not leave them behind in time, see src/docs/white-cells.md. */
	private double share() {
		return approach.start().model().isPresent() ? LayerRates.TENTH : 1;
	}

	private Stage withoutStatistics(Stage stage) {
		Set<String> known = beginning.network().nodes().stream().filter(node -> node.layer() instanceof Normalization).map(Node::name)
			.collect(Collectors.toSet());
		Map<String, Double> rates = new LinkedHashMap<>(stage.rates());
		known.forEach(name -> rates.put(name, 0.0));
		return new Stage(stage.from(), rates);
	}
}
