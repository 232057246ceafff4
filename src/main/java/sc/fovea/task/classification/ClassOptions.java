package sc.fovea.task.classification;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.PretrainedOption;
import sc.fovea.task.TrainingRequest;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.Freeze;

/** The options of a training for image classification. */
final class ClassOptions {

	private static final String FEATURES = "features";
	private static final String MODEL = "model";
	private static final int FEATURE_FOLDS = 5;

	private static final Option SIDE = Option.whole("side", "Side of images for the network (0 = by the images)",
		"Classification and localization: images are stretched to squares of so many pixels; 0 takes about their own size, 32 to 224, or for localization 160.",
		0);
	private static final Option FOLDS = Option.whole("folds", "Folds of cross-validation (0 = none)",
		"Classification: cross-validation in so many folds, and then training on all images, minutes being shared; with 0 a fifth of the images is the validation set.",
		0);
	private static final Option SMOOTHING = Option.number("label_smoothing", "Label_smoothing",
		"Classification: share of the truth that is spread over all classes, 0-1.", 0);
	private static final Option ORIENTATIONS = Option.whole("orientations", "Orientations",
		"Classification: 8 averages the scores of an image over its turns by quarters and their mirror images, which is steadier and takes eight times as long.",
		1);

	private static final Option LARGER = Option.choice("larger", "Larger images",
		"Classification: how images larger than the input of the network are seen: shrunk, by their middle, or tile by tile, all tiles voting; model does as the model to begin"
			+ " with, and else shrinks.",
		MODEL, LargeImages.RESIZE.word(), LargeImages.CROP.word(), LargeImages.TILE.word());

	/** Of a new model. */
	static final List<Option> OF_TRAINING = List.of(
		PretrainedOption.WEIGHTS,
		Option.choice("method", "Method", "Classification: learns step by step, or fits a linear classifier to what the pretrained network sees.", "steps",
			FEATURES),
		Option.text("freeze", "Freeze (none, head, a layer, or N%)",
			"Classification: which pretrained layers stay as they are: none; head for all but the head; all up to a layer of that name; the first N%.", "none"),
		Option.whole("unfreeze", "Unfreeze in steps (0 = all learn at once)",
			"Classification: begins with the head, and lets the layers before it learn in so many steps over the first half; 0 lets all learn at once.", 0),
		SIDE, FOLDS, SMOOTHING, ORIENTATIONS, LARGER);

	/** Of one that begins with a model, which has its own size. */
	static final List<Option> OF_TUNING = List.of(SIDE, FOLDS, SMOOTHING, ORIENTATIONS, LARGER);

	private ClassOptions() {}

	/** How images are to be classified. @throws IOException if weights cannot be read @throws IllegalArgumentException if options do not fit each other */
	static ClassApproach approach(TrainingRequest request) throws IOException {
		OptionValues options = request.options();
		ClassApproach.Start start = request.transfer().isPresent()
			? ClassApproach.Start.from(request.transfer().get().source(), request.transfer().get().freeze(), request.transfer().get().unfreeze())
			: start(options, request.plan());
		int side = options.whole(SIDE.name());
		ClassApproach.Scoring scoring = new ClassApproach.Scoring(options.number(SMOOTHING.name()), hasAllOrientations(options.whole(ORIENTATIONS.name())),
			larger(options.text(LARGER.name())));
		return new ClassApproach(request.plan(), start, side == 0 ? OptionalInt.empty() : OptionalInt.of(side), scoring, folds(options, start));
	}

	/** A linear classifier is cheap enough to be judged in five folds always. */
	private static int folds(OptionValues options, ClassApproach.Start start) {
		int folds = options.whole(FOLDS.name());
		return folds == 0 && start.method() == ClassApproach.Method.FEATURES ? FEATURE_FOLDS : folds;
	}

	private static ClassApproach.Start start(OptionValues options, PlanRequest plan) throws IOException {
		boolean isFeatures = options.text("method").equals(FEATURES);
		return new ClassApproach.Start(isFeatures ? ClassApproach.Method.FEATURES : ClassApproach.Method.STEPS, PretrainedOption.file(options),
			PretrainedOption.backbones(plan),
			Optional.empty(), Freeze.parse(options.text("freeze")), options.whole("unfreeze"));
	}

	private static Optional<LargeImages> larger(String word) {
		return word.equals(MODEL) ? Optional.empty() : Optional.of(LargeImages.of(word));
	}

	private static boolean hasAllOrientations(int orientations) {
		if (orientations != 1 && orientations != ImageClasses.ALL_ORIENTATIONS) {
			throw new IllegalArgumentException("Expected 1 or " + ImageClasses.ALL_ORIENTATIONS + " orientations, got " + orientations + ".");
		}
		return orientations == ImageClasses.ALL_ORIENTATIONS;
	}
}
