package sc.fovea.train;

import java.util.List;
import java.util.Map;

import sc.fovea.backend.Loss;
import sc.fovea.net.Tensor;

/** What a network shall answer: turns patches into the tensors that the losses compare with. */
public interface Targets {

	/** Pixels of labels that are needed around a patch. */
	int margin();

	/** Target and mask tensors by the names that {@link #losses} use. */
	Map<String, Tensor> of(List<Patch> patches);

	/** Whether labels are numbers of classes, which mean the same in every sample, and not ids of objects. */
	default boolean areClasses() {
		return false;
	}

	/** The terms of the objective. */
	List<Loss> losses();
}
