package sc.fovea.train.loop;

import java.util.Optional;

import sc.fovea.net.Weights;

/**
 * What a training gives.
 *
 * @param weights the averaged weights of the best validation
 * @param score theirs; empty if the training was cancelled before anything was judged: the weights then are the average so far
 * @param steps steps that were done
 * @param history a row for each validation
 * @param end why it ended
 * @param problem why the state could not be saved, in a sentence; empty unless the training ended by that
 */
public record TrainingResult(Weights weights, Optional<Score> score, long steps, TrainingHistory history, End end, Optional<String> problem) {

	/** Why a training ended. */
	public enum End {
		/** The budget was used. */
		BUDGET,
		/** The listener cancelled. */
		CANCELLED,
		/** The score did not get better for as many validations as the plan has patience. */
		NO_IMPROVEMENT,
		/** A loss or its gradient was not a finite number. */
		DIVERGED,
		/** The state could not be saved. */
		UNSAVED
	}
}
