package sc.fovea.train;

import java.util.List;
import java.util.Map;

import sc.fovea.backend.Loss;
import sc.fovea.data.Sample;
import sc.fovea.net.Tensor;
import sc.fovea.train.loop.NetworkAnswers;
import sc.fovea.train.sample.Patch;

/** What a network shall answer: turns patches into the tensors that the losses compare with. */
public interface Targets {

	/** Pixels of labels that are needed around a patch. */
	int margin();

	/** Target and mask tensors by the names that {@link #losses} use. */
	Map<String, Tensor> of(List<Patch> patches);

	/**
	 * A batch with what can only be told once the network was asked, right before the step that learns it: a head that judges proposals learns from those that the
	 * network makes now. No gradient passes through them.
	 *
	 * @param batch inputs of the network and what {@link #of} gave
	 * @param network as it is now
	 * @param seed of draws
	 */
	default Map<String, Tensor> complete(Map<String, Tensor> batch, NetworkAnswers network, long seed) {
		return batch;
	}

	/** Whether labels are numbers of classes, which mean the same in every sample, and not ids of objects. */
	default boolean areClasses() {
		return false;
	}

	/**
	 * How often each sample is drawn, relative to the others: one with n objects in proportion to (n + 5)^0.75, so that full images count more but not all.
	 *
	 * @param samples all that are drawn from
	 */
	default double[] weights(List<Sample> samples) {
		return samples.stream().mapToDouble(s -> Math.pow(s.objects() + 5, 0.75)).toArray();
	}

	/** The terms of the objective. */
	List<Loss> losses();
}
