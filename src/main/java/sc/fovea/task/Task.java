package sc.fovea.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sc.fovea.backend.Backend;
import sc.fovea.explain.Target;
import sc.fovea.model.Model;
import sc.fovea.model.ModelKind;
import sc.fovea.model.TaskSettings;
import sc.fovea.predict.Predictor;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.train.TrainingJob;

/**
 * What a network can be trained and used for, as one unit: it names itself, knows the settings that its models' manifests hold, opens their predictors, makes a
 * training, evaluates, and declares the options that are its own. Everything else (menu, macros, command line, list of models) learns of it from here.
 * <p>
 * A class with {@code @Plugin(type = Task.class)} and a constructor without arguments is found in any jar beside Fovea's:
 *
 * <pre>{@code
 * @Plugin(type = Task.class)
 * public final class Counting implements Task<Counter> {
 *     public String name() { return "counting"; }
 *     public String verb() { return "count"; }
 *     ...
 * }
 * }</pre>
 *
 * @param <P> what its models become when they are opened; the predictors of {@code sc.fovea.predict} serve the commands that Fovea has already
 */
public interface Task<P extends Predictor> extends ModelKind {

	/** Name as options and macros write it, of a-z and -, for example {@code instance-segmentation}. */
	String name();

	/** What the answer is, as part of a sentence: <i>an outline and a number for each object</i>. */
	String description();

	/** What its models do to an image, in one word: {@code segment} for <i>Segment...</i> and {@code fovea segment}. */
	String verb();

	/** Whether models of it can be trained here; one that only uses imported models refuses {@link #training} in a sentence, and is not offered. */
	default boolean isTrainable() {
		return true;
	}

	/** Whether a folder can only be meant for this task by how it is laid out, so that a user need not name it. */
	default boolean recognises(Path data) {
		return false;
	}

	/** Whether the numbers of a label image are ids of objects for it, and not classes, so that the connected parts of a mask can be meant as objects. */
	default boolean numbersObjects() {
		return false;
	}

	/** Options of a training that are its own, beside those of every training. */
	default List<Option> trainingOptions() {
		return List.of();
	}

	/** The same for a training that begins with a model. */
	default List<Option> tuningOptions() {
		return List.of();
	}

	/** Options of its models' use and evaluation that are its own. */
	default List<Option> usageOptions() {
		return List.of();
	}

	/** Those of {@link #usageOptions()} that fit models with such settings. */
	default List<Option> usageOptions(TaskSettings settings) {
		return usageOptions();
	}

	/**
	 * A training, of a new model or of one to begin with.
	 *
	 * @param request what the user asks for
	 * @throws IOException with a sentence, if something that is named cannot be read
	 * @throws IllegalArgumentException with a sentence, if options do not fit each other
	 */
	TrainingJob training(TrainingRequest request) throws IOException;

	/**
	 * A model as the user wants to use it.
	 *
	 * @param options {@link #usageOptions()}; those that were left out have the values that leave the model as it is
	 * @throws IllegalArgumentException with a sentence, if they do not fit the model
	 */
	default Model adjusted(Model model, OptionValues options) {
		return model;
	}

	/**
	 * A model made ready to work.
	 *
	 * @param model of one of {@link #settings()}
	 * @param backend runs the network
	 * @param budget memory for a tile
	 * @throws IllegalArgumentException with a sentence, if the model cannot be used
	 */
	P open(Model model, Backend backend, MemoryBudget budget);

	/**
	 * Compares a model with annotated images.
	 *
	 * @param predictor stays open until the run is closed, and is not closed by it
	 * @throws IOException with a sentence, if the data cannot be used
	 * @throws IllegalArgumentException with a sentence, if options do not fit
	 */
	EvaluationRun evaluation(P predictor, EvaluationRequest request) throws IOException;

	/**
	 * The scores that a model gives to a plane, as what can be explained: one of an image, or one for each box, object or class that is found.
	 *
	 * @param predictor stays open
	 * @return the highest first
	 * @throws IllegalArgumentException with a sentence, if the scores of a model of this task cannot be explained, the class is unknown, or the image does not fit
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	default List<Target> targets(P predictor, TargetRequest request) {
		throw new IllegalArgumentException("Scores of models for " + name() + " cannot be explained.");
	}

	/**
	 * Compares label images that any program made with annotated images.
	 *
	 * @param predicted folder of label images
	 * @throws IOException with a sentence, if the data cannot be used
	 * @throws IllegalArgumentException with a sentence, if the answers of this task are no labels
	 */
	default EvaluationRun comparison(Path predicted, EvaluationRequest request) throws IOException {
		throw new IllegalArgumentException(
			"\"predicted\" takes labels of objects or of classes of pixels, but the task is " + name() + ", which a model evaluates.");
	}
}
