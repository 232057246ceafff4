package sc.fovea.train.loop;

import java.util.Map;

import sc.fovea.net.Tensor;

/** What a network learns from, step by step. May be asked by any number of threads, so that batches are prepared ahead. */
@FunctionalInterface
public interface BatchStream {

	/**
	 * Inputs, targets and masks of a step by the names that network and losses use: a function of the step alone, so that a resumed training sees what the
	 * uninterrupted one would have seen.
	 *
	 * @param step from 0
	 */
	Map<String, Tensor> at(long step);

	/** A batch of {@link #at} with what the network as it is now has to add to it; most need nothing. */
	default Map<String, Tensor> completed(long step, Map<String, Tensor> batch, NetworkAnswers network) {
		return batch;
	}
}
