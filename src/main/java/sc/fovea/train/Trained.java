package sc.fovea.train;

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
 */
public record Trained(Weights weights, Optional<Score> score, long steps, TrainingHistory history, End end) {

	/** Why a training ended. */
	public enum End {
		/** The budget was used. */
		BUDGET,
		/** The listener cancelled. */
		CANCELLED,
		/** The score did not get better for as many validations as the plan has patience. */
		NO_IMPROVEMENT,
		/** A loss or its gradient was not a finite number. */
		DIVERGED
	}
}
