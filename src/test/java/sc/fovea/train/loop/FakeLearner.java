package sc.fovea.train.loop;

import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

import sc.fovea.backend.Learner;
import sc.fovea.backend.LearnerState;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** Learns nothing but its step: the only weight is the number of steps that were done. */
public final class FakeLearner implements Learner {

	private final LongFunction<Step> measured;
	private long steps;

	/** @param measured what step n, from 1, measures */
	FakeLearner(LongFunction<Step> measured) {
		this.measured = measured;
	}

	/** With a loss of 1 / step. */
	FakeLearner() {
		this(step -> new Step(1.0 / step, List.of(1.0 / step), 1));
	}

	/** Learns in a single stage. */
	StagedLearning alone() {
		return new StagedLearning(state().weights(), List.of(Stage.WHOLE), (stage, weights) -> this);
	}

	static float stepOf(Weights weights) {
		return weights.get("steps").data()[0];
	}

	@Override
	public Step step(Map<String, Tensor> batch, double learningRate) {
		return measured.apply(++steps);
	}

	@Override
	public Map<String, Tensor> answer(Map<String, Tensor> inputs, List<String> nodes) {
		throw new UnsupportedOperationException("A learner without a network has no nodes to ask for.");
	}

	@Override
	public LearnerState state() {
		Weights weights = new Weights(Map.of("steps", Tensor.of(new float[] { steps }, 1)));
		return new LearnerState(weights, new Weights(Map.of("steps.m", Tensor.of(new float[] { 2 * steps }, 1))), steps);
	}

	@Override
	public void restore(LearnerState state) {
		steps = state.steps();
	}

	@Override
	public void close() {}
}
