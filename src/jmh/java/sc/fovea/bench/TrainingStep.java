package sc.fovea.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.Gson;

import sc.fovea.backend.Adam;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.model.Precision;
import sc.fovea.model.Safetensors;
import sc.fovea.net.NetworkTree;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarSetup;
import sc.fovea.train.Batches;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.PatchSource;

/**
 * A training step of the network that {@code fovea train} trains, against the same step in Keras: same layers, weights, batch of 4 patches of 128² pixels,
 * losses, clipping and Adam, in turn in one run on one machine. The losses of the first step must agree; then {@value #ROUNDS} rounds of
 * {@value #STEPS} steps each are timed, and the medians and their ratio printed.
 *
 * <pre>
 * python3 -m venv venv
 * venv/bin/pip install tensorflow-cpu==2.18.0
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark="sc.fovea.bench.TrainingStep venv/bin/python"
 * </pre>
 */
public final class TrainingStep {

	private static final int ROUNDS = 7;
	private static final int STEPS = 40;
	private static final double TOLERANCE = 1e-5;
	private static final double RATE = 1e-3;
	private static final long SEED = 1;
	private static final Adam ADAM = TrainingPlan.standard(sc.fovea.train.plan.Budget.ofSteps(1), SEED).optimizer();

	private TrainingStep() {}

	/** @param arguments the Python that has Keras */
	public static void main(String... arguments) throws IOException {
		StarSetup task = StarSetup.standard(1);
		Weights weights = Weights.initialise(task.network(), SEED);
		Map<String, Tensor> batch = batch(task);
		Path folder = Files.createTempDirectory("training-step");
		write(folder, task, weights.with(batch));
		LearningPlan plan = new LearningPlan(task.targets().losses(), ADAM, Map.of(), SEED);
		try (TrainingBackend backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
			Learner learner = backend.learner(task.network(), weights, plan);
			Peer keras = Peer.start(arguments[0], folder)) {
			compare(learner, batch, keras);
			race(learner, batch, keras);
		}
	}

	private static Map<String, Tensor> batch(StarSetup task) {
		TrainingPlan.Sampling sampling = TrainingPlan.standard(sc.fovea.train.plan.Budget.ofSteps(1), SEED).sampling();
		PatchSource patches = new PatchSource(RenderedSamples.nuclei(4, 256), sampling.augmentation(), sampling.patch(), task.targets().margin());
		return new Batches(patches, task.targets(), task.network().inputs().keySet().iterator().next(), sampling.batch(), SEED).at(0);
	}

	private static void write(Path folder, StarSetup task, Weights tensors) throws IOException {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("network", NetworkTree.of(task.network()));
		description.put("losses", task.targets().losses());
		description.put("adam", ADAM);
		description.put("rate", RATE);
		Files.writeString(folder.resolve("case.json"), new Gson().toJson(description));
		Files.write(folder.resolve("case.safetensors"), Safetensors.write(tensors, Precision.FLOAT32));
	}

	private static void compare(Learner learner, Map<String, Tensor> batch, Peer keras) throws IOException {
		double own = learner.step(batch, RATE).loss();
		double other = keras.ask("loss");
		System.out.printf(Locale.ROOT, "loss of the first step: %.6f, in Keras %.6f%n", own, other);
		if (!(Math.abs(own - other) <= TOLERANCE * own)) throw new IllegalStateException("Expected the same loss from both.");
	}

	private static void race(Learner learner, Map<String, Tensor> batch, Peer keras) throws IOException {
		double[] own = new double[ROUNDS];
		double[] other = new double[ROUNDS];
		double[] ratio = new double[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			long start = System.nanoTime();
			for (int i = 0; i < STEPS; i++) {
				learner.step(batch, RATE);
			}
			own[round] = (System.nanoTime() - start) / 1e6 / STEPS;
			other[round] = keras.ask("steps " + STEPS);
			ratio[round] = own[round] / other[round];
			System.out.printf(Locale.ROOT, "round %d: %.1f ms, in Keras %.1f ms, ratio %.3f%n", round + 1, own[round], other[round], ratio[round]);
		}
		System.out.printf(Locale.ROOT, "median: %.1f ms, in Keras %.1f ms, ratio %.3f (%.3f to %.3f)%n", median(own), median(other), median(ratio),
			Arrays.stream(ratio).min().orElseThrow(), Arrays.stream(ratio).max().orElseThrow());
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	/** The process that runs Keras: answers a line with a number in a line. */
	private record Peer(Process process, BufferedReader answers) implements AutoCloseable {

		static Peer start(String python, Path folder) throws IOException {
			Process process = new ProcessBuilder(List.of(python, "src/jmh/python/keras_step.py", folder.toString()))
				.redirectError(ProcessBuilder.Redirect.INHERIT).start();
			return new Peer(process, process.inputReader(StandardCharsets.UTF_8));
		}

		double ask(String line) throws IOException {
			process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
			String answer = answers.readLine();
			if (answer == null) throw new IOException("Keras ended without an answer to \"" + line + "\".");
			return Double.parseDouble(answer);
		}

		@Override
		public void close() {
			process.destroy();
		}
	}
}
