package sc.fovea.task.classification;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import sc.fovea.architecture.Backbone;
import sc.fovea.model.Model;
import sc.fovea.train.fit.LogisticRegression;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.Freeze;
import sc.fovea.train.transfer.LayerRates;

/**
 * How classes of images are learned.
 *
 * @param plan what the user asks for; the rest follows from the images
 * @param start where it begins
 * @param side of the network's input in pixels; empty if it follows from the images
 * @param scoring how scores of classes are taught and taken
 * @param folds of the cross-validation, which share the minutes of the plan; 0 for none
 */
public record ClassApproach(PlanRequest plan, Start start, OptionalInt side, Scoring scoring, int folds) {

	private static final int LARGEST_SIDE = 2048;

	/** @throws IllegalArgumentException if the side is odd or not in 32–2048, or there is one fold, or a width beside pretrained weights */
	public ClassApproach {
		int pixels = side.orElse(ClassSurvey.UNIT);
		if (pixels < ClassSurvey.UNIT || pixels > LARGEST_SIDE || pixels % 2 != 0 || folds < 0 || folds == 1) {
			throw new IllegalArgumentException(
				"Expected an even size of " + ClassSurvey.UNIT + " to " + LARGEST_SIDE + " pixels and 0 or at least 2 folds, got "
					+ pixels + " and " + folds + ".");
		}
		if (start.weights().isPresent() && (plan.design().width().isPresent() || plan.design().depth().isPresent())) {
			throw new IllegalArgumentException("Expected a width or depth of new networks only, got one beside pretrained weights, which have their own.");
		}
	}

	/** With all else left open. */
	public static ClassApproach of(PlanRequest plan, Start start) {
		return new ClassApproach(plan, start, OptionalInt.empty(), Scoring.PLAIN, 0);
	}

	/** The same with a cross-validation. */
	public ClassApproach folded(int newFolds) {
		return new ClassApproach(plan, start, side, scoring, newFolds);
	}

	/** The same with another scoring. */
	public ClassApproach with(Scoring newScoring) {
		return new ClassApproach(plan, start, side, newScoring, folds);
	}

	/**
	 * How scores of classes are taught and taken.
	 *
	 * @param smoothing of labels, 0 for none
	 * @param hasAllOrientations whether the scores of an image are the mean over its {@link sc.fovea.task.classification.Orientations}: steadier, and eight times the time
	 * @param larger how images larger than the network's input are seen; empty as the model does with which it begins, or else shrunk
	 */
	public record Scoring(double smoothing, boolean hasAllOrientations, Optional<LargeImages> larger) {

		/** Larger images are shrunk, or seen as the model does with which it begins. */
		public Scoring(double smoothing, boolean hasAllOrientations) {
			this(smoothing, hasAllOrientations, Optional.empty());
		}

		/** Labels and images as they are. */
		public static final Scoring PLAIN = new Scoring(0, false);
	}

	/** How the last layers are learned. */
	public enum Method {
		/** Step by step, together with the layers before that are not frozen. */
		STEPS,
		/** At once, by {@link LogisticRegression} on features of a pretrained trunk. */
		FEATURES
	}

	/**
	 * Where it begins.
	 *
	 * @param method how the last layers are learned
	 * @param weights Keras file of a trunk, if any
	 * @param backbones that it may be of
	 * @param model to begin with, if any
	 * @param freeze layers that keep their weights
	 * @param unfreeze steps in which the others begin to learn
	 */
	public record Start(Method method, Optional<Path> weights, List<Backbone> backbones, Optional<Model> model, Freeze freeze, int unfreeze) {

		/** Copies the list. @throws IllegalArgumentException if features or frozen layers are asked for where nothing has learned before */
		public Start {
			backbones = List.copyOf(backbones);
			LayerRates.checkSteps(unfreeze);
			boolean isNew = weights.isEmpty() && model.isEmpty();
			if (isNew && (method == Method.FEATURES || !(freeze instanceof Freeze.None) || unfreeze > 0)) {
				throw new IllegalArgumentException("Expected weights that have learned before to take features from or to freeze layers of, got none.");
			}
		}

		/** A new network. */
		public static Start fromScratch() {
			return new Start(Method.STEPS, Optional.empty(), List.of(), Optional.empty(), new Freeze.None(), 0);
		}

		/** Published weights, all of which go on learning. */
		public static Start published(Path weights, List<Backbone> backbones) {
			return new Start(Method.STEPS, Optional.of(weights), backbones, Optional.empty(), new Freeze.None(), 0);
		}

		/** A classification model, beginning with a new head. */
		public static Start from(Model model, Freeze freeze, int unfreeze) {
			return new Start(Method.STEPS, Optional.empty(), List.of(), Optional.of(model), freeze, unfreeze);
		}

		/** The same with layers that begin to learn in steps. */
		public Start unfreezing(int steps) {
			return new Start(method, weights, backbones, model, freeze, steps);
		}

		/** The same with another method. */
		public Start by(Method newMethod) {
			return new Start(newMethod, weights, backbones, model, freeze, unfreeze);
		}
	}
}
