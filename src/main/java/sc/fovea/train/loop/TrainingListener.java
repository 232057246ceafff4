package sc.fovea.train.loop;

import java.util.List;
import sc.fovea.backend.Learner;

/** Told how a training goes, on the training's thread. */
public interface TrainingListener {

	/** Before the training: what the images are like, and what was done with a model to begin with. @param sentence one for the user */
	default void told(String sentence) {}

	/** Before the first step. @param history of what was done before, if the training goes on from a checkpoint */
	default void started(TrainingHistory history) {}

	/** After each step. @param step from 1 @param progress share of the budget that is used, 0–1 */
	void stepped(long step, double progress, Learner.Step measured);

	/** After each validation, when the state is saved. @param history so far; its last row is new */
	void validated(TrainingHistory history);

	/**
	 * When weights have been judged, on the training's thread, before {@link #validated} if that is told too.
	 *
	 * @param examples of what they say; the same images each time. Tasks may have none, and are not told to have them then
	 */
	default void seen(List<Example> examples) {}

	/** Asked after each step, and often while weights are judged, on any thread; true ends the training, which keeps the best weights so far. */
	boolean isCancelled();

	/**
	 * Asked after each step, and again and again while it is true: the training rests then, at no cost of its time, and goes on as if it had not; it ends if it is
	 * cancelled meanwhile.
	 */
	default boolean isPaused() {
		return false;
	}
}
