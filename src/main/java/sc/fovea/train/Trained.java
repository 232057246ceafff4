package sc.fovea.train;

import java.util.List;
import java.util.Map;

import sc.fovea.net.Weights;

/**
 * What a training gives.
 *
 * @param weights the averaged weights of the best validation
 * @param score theirs
 * @param steps steps that were done
 * @param history a row for each validation: step, mean training loss since the last, metrics
 * @param end why it ended
 */
public record Trained(Weights weights, Score score, long steps, List<Map<String, Object>> history, End end) {

	/** Why a training ended. */
	public enum End {
		/** The budget was used. */
		BUDGET,
		/** The listener cancelled. */
		CANCELLED,
		/** A loss or its gradient was not a finite number. */
		DIVERGED
	}
}
