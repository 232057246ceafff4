package sc.fovea.task.classification;

import java.util.List;
import java.util.Map;

import sc.fovea.architecture.ClassHead;
import sc.fovea.backend.Loss;
import sc.fovea.data.Sample;
import sc.fovea.net.Tensor;
import sc.fovea.train.Targets;
import sc.fovea.train.sample.Patch;

/**
 * Targets of image classification for {@link ClassHead}. In a sample every pixel has the label 1 + class, see {@link ClassReader}; the target of a patch is the share
 * of its pixels of each class, so that an augmentation which combines samples also mixes their classes.
 * <p>
 * With label smoothing ε (Szegedy et al. 2016, arXiv:1512.00567) a share q becomes (1 − ε)·q + ε / classes.
 *
 * @param classes number of classes
 * @param smoothing ε, 0 for none
 */
public record ClassTargets(int classes, double smoothing) implements Targets {

	private static final String CLASSES = "classes_target";

	/** @throws IllegalArgumentException if the smoothing is not at least 0 and below 1 */
	public ClassTargets {
		if (!(smoothing >= 0 && smoothing < 1)) {
			throw new IllegalArgumentException("Expected a label smoothing of at least 0 and below 1, got " + smoothing + ".");
		}
	}

	/** The class of an image needs no surroundings. */
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
		return List.of(new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, ClassHead.CLASSES_LOGIT, CLASSES, 1));
	}

	/** Every class is drawn equally often. */
	@Override
	public double[] weights(List<Sample> samples) {
		int[] counts = new int[classes];
		samples.forEach(sample -> counts[ClassReader.number(sample)]++);
		return samples.stream().mapToDouble(sample -> 1.0 / counts[ClassReader.number(sample)]).toArray();
	}

	/** @throws IllegalArgumentException if a label is above the number of classes */
	@Override
	public Map<String, Tensor> of(List<Patch> patches) {
		Tensor target = Tensor.zeros(patches.size(), 1, 1, classes);
		for (int i = 0; i < patches.size(); i++) {
			fill(patches.get(i).labels(), target.data(), i * classes);
		}
		return Map.of(CLASSES, target);
	}

	/** Pixels without a label do not count: an augmentation may show some beyond the edge. */
	private void fill(int[] labels, float[] target, int offset) {
		int[] counts = new int[classes + 1];
		int labelled = 0;
		for (int label : labels) {
			if (label > classes) {
				throw new IllegalArgumentException("Expected labels up to " + classes + ", got " + label + ".");
			}
			counts[Math.max(0, label)]++;
			labelled += label > 0 ? 1 : 0;
		}
		for (int c = 0; c < classes; c++) {
			double share = labelled == 0 ? 1.0 / classes : (double) counts[c + 1] / labelled;
			target[offset + c] = (float) ((1 - smoothing) * share + smoothing / classes);
		}
	}
}
