package sc.fovea.train;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import sc.fovea.net.Weights;
import sc.fovea.train.loop.Example;
import sc.fovea.train.loop.Score;

/** A way to judge weights that can show some of what it looked at. */
public interface IllustratedValidation extends Function<Weights, Score> {

	/**
	 * The same, with the same scores.
	 *
	 * @param viewer is given {@link Example#MOST} examples at most whenever weights are judged: of what was predicted for the score, so that nothing is computed for them
	 */
	Function<Weights, Score> shownTo(Consumer<List<Example>> viewer);

	/** That of a task, shown to a viewer if it can be. */
	static Function<Weights, Score> shown(Function<Weights, Score> validation, Consumer<List<Example>> viewer) {
		return validation instanceof IllustratedValidation illustrated ? illustrated.shownTo(viewer) : validation;
	}
}
