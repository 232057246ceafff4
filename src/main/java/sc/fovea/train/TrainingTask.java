package sc.fovea.train;

import java.util.List;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.data.Sample;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/**
 * What a network is trained for: its layers, what it shall answer, how it is judged, and how its answers are read afterwards. {@link ModelTraining} does the
 * rest, which is the same for every task.
 */
public interface TrainingTask {

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
}
