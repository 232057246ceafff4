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
import sc.fovea.train.loop.NetworkAnswers;
import sc.fovea.train.plan.TrainingPlan;

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
		try (Runner runner = backend.runner(judged, weights); Parts parts = new Parts(backend, network, weights, new HashMap<>())) {
			for (int i = 0; i < count; i++) {
				add(runner, batches.completed(i, batches.at(i), parts), sums);
			}
		}
		return sums.stream().mapToDouble(PixelLoss::weighted).sum();
	}

	/** Runs parts of a network, each of which is loaded once. */
	private record Parts(Backend backend, Network network, Weights weights, Map<List<String>, Runner> runners) implements NetworkAnswers, AutoCloseable {

		@Override
		public Map<String, Tensor> of(Map<String, Tensor> inputs, List<String> nodes) {
			return runners.computeIfAbsent(nodes, this::runner).run(inputs);
		}

		private Runner runner(List<String> nodes) {
			Network part = network.upTo(nodes.toArray(String[]::new));
			return backend.runner(part, weights.of(part));
		}

		@Override
		public void close() {
			runners.values().forEach(Runner::close);
		}
	}

	private static void add(Runner runner, Map<String, Tensor> batch, List<PixelLoss> sums) {
		Map<String, Tensor> inputs = new HashMap<>(batch);
		inputs.keySet().retainAll(runner.network().inputs().keySet());
		Map<String, Tensor> answers = runner.run(inputs);
		sums.forEach(sum -> sum.add(answers, batch));
	}
}
