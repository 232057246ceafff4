package sc.fovea.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Loss;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * The objective of a training on batches that it does not learn from, always the same ones: the weighted sum of its losses, each Σ m·l / Σ m over the pixels of
 * all batches together. The network works as at inference: with its running statistics, and without dropout.
 *
 * @param backend runs the network
 * @param network whose nodes the losses name
 * @param batches of patches that are not augmented
 * @param count the batches of the steps 0 to count − 1 are taken
 */
public record ValidationLoss(Backend backend, Network network, Batches batches, int count) implements ToDoubleFunction<Weights> {

	private static final int MOST = 8;

	/**
	 * Batches that are together about as large as the images, but few: a run forward takes less than half of a step, and the steps between two validations see
	 * more than the images have.
	 */
	static int count(List<Sample> samples, TrainingPlan.Sampling sampling) {
		double pixels = samples.stream().mapToLong(s -> s.labels().length).sum();
		return (int) Math.max(1, Math.min(MOST, Math.round(pixels / sampling.batch() / sampling.patch() / sampling.patch())));
	}

	/** @throws IllegalArgumentException if there is no batch */
	public ValidationLoss {
		if (count < 1) throw new IllegalArgumentException("Expected at least 1 batch to judge by, got " + count + ".");
	}

	@Override
	public double applyAsDouble(Weights weights) {
		List<Loss> losses = batches.targets().losses();
		List<PixelLoss> sums = losses.stream().map(PixelLoss::new).toList();
		Network judged = network.withOutputs(losses.stream().map(Loss::output).distinct().toArray(String[]::new));
		try (Runner runner = backend.runner(judged, weights)) {
			for (int i = 0; i < count; i++) {
				add(runner, batches.completed(i, batches.at(i), (inputs, nodes) -> answers(weights, inputs, nodes)), sums);
			}
		}
		return sums.stream().mapToDouble(PixelLoss::weighted).sum();
	}

	private Map<String, Tensor> answers(Weights weights, Map<String, Tensor> inputs, List<String> nodes) {
		Network part = network.upTo(nodes.toArray(String[]::new));
		try (Runner runner = backend.runner(part, weights.of(part))) {
			return runner.run(inputs);
		}
	}

	private static void add(Runner runner, Map<String, Tensor> batch, List<PixelLoss> sums) {
		Map<String, Tensor> inputs = new HashMap<>(batch);
		inputs.keySet().retainAll(runner.network().inputs().keySet());
		Map<String, Tensor> answers = runner.run(inputs);
		sums.forEach(sum -> sum.add(answers, batch));
	}
}
