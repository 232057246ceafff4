package sc.fovea.train;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.data.Sample;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.train.loop.Score;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.InitialWeights;

/**
 * What a network is trained for: its layers, what it shall answer, how it is judged, and how its answers are read afterwards. {@link ModelTraining} does the
 * rest, which is the same for every task.
 */
public interface TrainingSetup {

	/** The network that learns, of one input (N, H, W, C). */
	Network network();

	/** What it shall answer; its losses name nodes of the network. */
	Targets targets();

	/** What its outputs mean, for the model. */
	TaskSettings settings();

	/** What the outputs of trained weights mean: {@link #settings()}, with thresholds that suit them. @param score of these weights */
	default TaskSettings settings(Score score) {
		return settings();
	}

	/**
	 * How weights are judged: as a user will see them, that is by the answers of the task, not by the loss.
	 *
	 * @param backend runs the network
	 * @param samples to judge by, at least one
	 * @throws IllegalArgumentException if these samples cannot tell good weights from bad ones
	 */
	Function<Weights, Score> validation(Backend backend, List<Sample> samples);

	/**
	 * The weights with what can only be fitted when all else has been learned; by default as they are.
	 *
	 * @param weights that were learned
	 * @param backend runs the network
	 * @param judging patches of the samples to judge by, some of them mirrored
	 */
	default Weights finished(Weights weights, Backend backend, Batches judging) {
		return weights;
	}

	/**
	 * Nodes whose weights stand for the classes: with other classes than the model's to begin with, they are drawn anew even where shapes are the same.
	 */
	default Set<String> classNodes() {
		return Set.of();
	}

	/**
	 * The plan of a training.
	 *
	 * @param advice what the user asks for, and what the images are like
	 * @param split into training set and validation set
	 * @param isPretrained whether all layers come from a model that did the same
	 */
	default TrainingPlan plan(PlanAdvice advice, Split split, boolean isPretrained) {
		return advice.plan(network(), split, isPretrained);
	}

	/** What trains it. @param initial weights to begin with @param export what makes a model of the result */
	default SplitTraining training(TrainingPlan plan, InitialWeights initial, ExportSettings export) {
		return new ModelTraining(this, plan, initial, export);
	}
}
