package sc.fovea.train.loop;

import java.util.List;

import sc.fovea.backend.Learner;
import sc.fovea.net.Weights;

/**
 * A network that learns in stages.
 *
 * @param start weights of the beginning
 * @param stages in ascending order, the first from 0
 * @param learners opens the learner of each stage
 */
public record StagedLearning(Weights start, List<Stage> stages, Learners learners) {

	/** Opens learners of one network and plan, whose rates differ. */
	@FunctionalInterface
	public interface Learners {

		/** A new learner, which the caller closes. @param stage number of the stage, from 0 @param weights to begin with */
		Learner open(int stage, Weights weights);
	}

	/** Copies the stages. @throws IllegalArgumentException if there is none */
	public StagedLearning {
		stages = List.copyOf(stages);
		if (stages.isEmpty()) {
			throw new IllegalArgumentException("Expected at least one stage, got none.");
		}
	}
}
