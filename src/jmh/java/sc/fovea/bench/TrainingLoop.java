package sc.fovea.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import sc.fovea.augment.Recipes;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Gradients;
import sc.fovea.backend.Learner;
import sc.fovea.backend.LearnerState;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Runner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarSetup;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.ModelTraining;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.InitialWeights;

/**
 * A training with the recipe <i>fluorescence</i> on rendered nuclei, watched from outside. Prints how long the network waited for its next batch, averaging of
 * the weights included, and the resident memory of the process, native memory included, every tenth of the way; ends with an error if the memory grows by more
 * than 5 % after a fifth of it. The heap has its full size from the beginning, so that what grows is a leak. Linux only:
 *
 * <pre>
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark="-Xms512m -Xmx512m -XX:+AlwaysPreTouch sc.fovea.bench.TrainingLoop 10000 64 2"
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark="-Xms512m -Xmx512m -XX:+AlwaysPreTouch sc.fovea.bench.TrainingLoop 500 128 4"
 * </pre>
 */
public final class TrainingLoop {

	private static final double MOST_GROWTH = 0.05;

	private TrainingLoop() {}

	/** @param arguments steps, side of a patch in pixels, patches per batch, steps between two validations (1000) */
	public static void main(String... arguments) {
		long steps = Long.parseLong(arguments[0]);
		TrainingPlan standard = TrainingPlan.standard(Budget.ofSteps(steps), 1);
		TrainingPlan plan = new TrainingPlan(standard.budget(), standard.schedule(), standard.optimizer(),
			new TrainingPlan.Sampling(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Recipes.standard("fluorescence")),
			new TrainingPlan.Validating(arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1000, 10, 0.99), 1);
		ExportSettings packaging = new ExportSettings(ModelInput.ofAnyScale(1, new Normalisation.Percentile(1, 99.8)), TrainingJob.About.named("loop").card(),
			Precision.FLOAT16);
		Watch watch = new Watch(steps);
		try (WatchedBackend backend = new WatchedBackend((TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu()), watch)) {
			new ModelTraining(StarSetup.standard(1), plan, InitialWeights.FROM_SCRATCH, packaging)
				.run(backend, Split.of(RenderedSamples.nuclei(10, 256), 0.1, 1), Optional.empty(), watch);
		}
		System.exit(watch.report() ? 0 : 1);
	}

	/** What happens between two steps, and what is resident. Validations do not count as waiting. */
	private static final class Watch implements TrainingListener {

		private final long steps;
		private long stepping;
		private long waiting;
		private long ended;
		private long settled;
		private long last;

		Watch(long steps) {
			this.steps = steps;
		}

		void begins() {
			waiting += ended == 0 ? 0 : System.nanoTime() - ended;
		}

		void took(long start) {
			ended = System.nanoTime();
			stepping += ended - start;
		}

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {
			if (step % Math.max(1, steps / 10) != 0) return;
			last = residentKilobytes();
			settled = step * 5 <= steps ? last : settled;
			System.out.printf(Locale.ROOT, "step %d: %.1f MB resident, %.2f ms per step, %.3f ms waiting%n", step, last / 1000.0, stepping / 1e6 / step,
				waiting / 1e6 / step);
		}

		@Override
		public void validated(TrainingHistory history) {
			ended = 0;
		}

		@Override
		public boolean isCancelled() {
			return false;
		}

		boolean report() {
			double growth = (double) last / settled - 1;
			System.out.printf(Locale.ROOT, "waited %.2f %% of the time; growth after a fifth: %+.1f %%, at most %+.0f %%%n",
				100.0 * waiting / (waiting + stepping), 100 * growth, 100 * MOST_GROWTH);
			return growth <= MOST_GROWTH;
		}

		private static long residentKilobytes() {
			try {
				String line = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
				return Long.parseLong(line.replaceAll("\\D", ""));
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
	}

	/** A backend whose learner tells when it steps. */
	private record WatchedBackend(TrainingBackend backend, Watch watch) implements TrainingBackend {

		@Override
		public Learner learner(Network network, Weights weights, LearningPlan plan) {
			return new WatchedLearner(backend.learner(network, weights, plan), watch);
		}

		@Override
		public Runner runner(Network network, Weights weights) {
			return backend.runner(network, weights);
		}

		@Override
		public Gradients gradients(Network network, Weights weights, List<String> sources) {
			return backend.gradients(network, weights, sources);
		}

		@Override
		public String device() {
			return backend.device();
		}

		@Override
		public String library() {
			return backend.library();
		}

		@Override
		public void close() {
			backend.close();
		}
	}

	private record WatchedLearner(Learner learner, Watch watch) implements Learner {

		@Override
		public Step step(Map<String, Tensor> batch, double learningRate) {
			watch.begins();
			long start = System.nanoTime();
			Step step = learner.step(batch, learningRate);
			watch.took(start);
			return step;
		}

		@Override
		public Map<String, Tensor> answer(Map<String, Tensor> inputs, List<String> nodes) {
			return learner.answer(inputs, nodes);
		}

		@Override
		public LearnerState state() {
			return learner.state();
		}

		@Override
		public void restore(LearnerState state) {
			learner.restore(state);
		}

		@Override
		public void close() {
			learner.close();
		}
	}
}
