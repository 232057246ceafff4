package sc.fovea.task.semantic;

import java.util.List;
import java.util.Map;

import sc.fovea.architecture.SemanticHead;
import sc.fovea.backend.Loss;
import sc.fovea.data.Sample;
import sc.fovea.net.Tensor;
import sc.fovea.train.Targets;
import sc.fovea.train.sample.Patch;

/**
 * Targets of semantic segmentation for {@link SemanticHead}: the class of every pixel, one-hot, for the softmax cross-entropy.
 * A pixel that nobody annotated has no class, and no weight.
 *
 * @param classes number of classes
 */
public record SemanticTargets(int classes) implements Targets {

	private static final String CLASSES = "classes_target";
	private static final String WEIGHT = "classes_weight";

	/** The class of a pixel needs no surroundings. */
	@Override
	public int margin() {
		return 0;
	}

	@Override
	public boolean areClasses() {
		return true;
	}

	@Override
	public List<Loss> losses() {
		return List.of(new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, SemanticHead.CLASSES_LOGIT, CLASSES, WEIGHT, 1));
	}

	/** @throws IllegalArgumentException if a label is not the number of a class */
	@Override
	public Map<String, Tensor> of(List<Patch> patches) {
		int size = patches.get(0).size();
		Tensor target = Tensor.zeros(patches.size(), size, size, classes);
		Tensor weight = Tensor.zeros(patches.size(), size, size, 1);
		for (int i = 0; i < patches.size(); i++) {
			fill(patches.get(i), target.data(), weight.data(), i * size * size);
		}
		return Map.of(CLASSES, target, WEIGHT, weight);
	}

	private void fill(Patch patch, float[] target, float[] weight, int offset) {
		int side = patch.labelSide();
		for (int y = 0, t = offset; y < patch.size(); y++) {
			int row = (y + patch.margin()) * side + patch.margin();
			for (int x = 0; x < patch.size(); x++, t++) {
				if (patch.labels()[row + x] != Sample.IGNORED) {
					target[t * classes + checked(patch.labels()[row + x])] = 1;
					weight[t] = 1;
				}
			}
		}
	}

	private int checked(int label) {
		if (label < 0 || label >= classes) {
			throw new IllegalArgumentException("Expected class numbers below " + classes + ", got " + label + ".");
		}
		return label;
	}
}
