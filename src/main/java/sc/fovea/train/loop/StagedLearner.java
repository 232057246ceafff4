package sc.fovea.train.loop;

import java.util.List;
import java.util.Map;

import sc.fovea.backend.Learner;
import sc.fovea.backend.LearnerState;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** The learner of the stage that a training is in: each stage takes over the weights of the one before, and begins with a fresh memory of the optimizer. */
final class StagedLearner implements AutoCloseable {

	private final StagedLearning learning;
	private Learner learner;
	private Checkpoint.InStage stage;
	private long steps;

	private StagedLearner(StagedLearning learning, Checkpoint.InStage stage, Weights weights) {
		this.learning = learning;
		this.stage = stage;
		this.learner = learning.learners().open(stage.index(), weights);
	}

	/** At the beginning of the first stage. */
	static StagedLearner begin(StagedLearning learning) {
		return new StagedLearner(learning, new Checkpoint.InStage(0, 0), learning.start());
	}

	/** Where a checkpoint was saved. */
	static StagedLearner resume(StagedLearning learning, Checkpoint saved) {
		StagedLearner resumed = new StagedLearner(learning, saved.stage(), learning.start());
		resumed.restore(saved.learner());
		return resumed;
	}

	private void restore(LearnerState state) {
		try {
			learner.restore(state);
			steps = state.steps();
		}
		catch (RuntimeException e) {
			close();
			throw e;
		}
	}

	/** Goes on to the stage of a progress, 0–1, if it is not in it yet. */
	void advanceTo(double progress) {
		int index = stage.index();
		while (index + 1 < learning.stages().size() && learning.stages().get(index + 1).from() <= progress) {
			index++;
		}
		if (index > stage.index()) {
			Weights weights = learner.state().weights();
			learner.close();
			stage = new Checkpoint.InStage(index, totalSteps());
			steps = 0;
			learner = learning.learners().open(index, weights);
		}
	}

	/** One step of the learner. */
	Learner.Step step(Map<String, Tensor> batch, double rate) {
		Learner.Step measured = learner.step(batch, rate);
		steps++;
		return measured;
	}

	/** What the network says as it is now. */
	Map<String, Tensor> answer(Map<String, Tensor> inputs, List<String> nodes) {
		return learner.answer(inputs, nodes);
	}

	/** Steps of this stage so far. */
	long stageSteps() {
		return steps;
	}

	/** Steps of all stages so far. */
	long totalSteps() {
		return stage.before() + steps;
	}

	List<Stage> stages() {
		return learning.stages();
	}

	Checkpoint.InStage stage() {
		return stage;
	}

	LearnerState state() {
		return learner.state();
	}

	@Override
	public void close() {
		learner.close();
	}
}
