package sc.fovea.train;

import sc.fovea.backend.Learner;

/** Told how a training goes; every method is called on the training's thread. */
public interface TrainingListener {

	/** After each step. @param step from 1 @param progress share of the budget that is used, 0–1 */
	void stepped(long step, double progress, Learner.Step measured);

	/** After each validation. @param best whether it is the best so far */
	void validated(long step, Score score, boolean best);

	/** Asked after each step; true ends the training, which keeps the best weights so far. */
	boolean isCancelled();
}
