package sc.fovea.train.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.net.Weights;
import sc.fovea.train.loop.Stage;

/**
 * What a training begins with.
 *
 * @param weights those that do not fit the task's network by name and shape are drawn from the seed
 * @param stages in ascending order, the first from 0
 * @param record what the model's training record will say about it
 */
public record InitialWeights(Weights weights, List<Stage> stages, Map<String, Object> record) {

	/** All weights are drawn from the seed, and all learn. */
	public static final InitialWeights FROM_SCRATCH = of(new Weights(Map.of()));

	/** Copies its parts. @throws IllegalArgumentException if the first stage does not begin at 0, or one before the stage before it */
	public InitialWeights {
		stages = List.copyOf(stages);
		record = Map.copyOf(record);
		for (int i = 0; i < stages.size(); i++) {
			if (i > 0 ? stages.get(i).from() <= stages.get(i - 1).from() : stages.get(0).from() != 0) {
				throw new IllegalArgumentException("Expected stages in ascending order from 0, got " + stages.stream().map(Stage::from).toList() + ".");
			}
		}
	}

	/** All weights learn, from these. */
	public static InitialWeights of(Weights weights) {
		return new InitialWeights(weights, List.of(Stage.WHOLE), Map.of());
	}

	/** The same with one more entry for the record. */
	public InitialWeights with(String key, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(record);
		more.put(key, value);
		return new InitialWeights(weights, stages, more);
	}
}
