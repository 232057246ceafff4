package sc.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.Loss;
import sc.fovea.data.Sample;
import sc.fovea.net.Tensor;
import sc.fovea.task.instance.StarTargets;
import sc.fovea.train.loop.Prefetch;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Patch;
import sc.fovea.train.sample.PatchSource;

/** Batches, and their preparation on other threads. */
class BatchesTest {

	private static final List<Sample> SAMPLES = TestSamples.nuclei(2, 48);

	private static Batches batches(long seed) {
		PatchSource source = new PatchSource(SAMPLES, TrainingPlan.standard(Budget.ofSteps(1), 1).sampling().augmentation(), 16, 8);
		return new Batches(source, new StarTargets(8, 2), "image", 3, seed);
	}

	@Test
	void a_batch_is_a_function_of_seed_and_step() {
		Batches batches = batches(5);
		Map<String, Tensor> seventh = batches.at(7);
		batches.at(3);
		assertThat(batches.at(7)).isEqualTo(seventh);
		assertThat(batches(5).at(7)).isEqualTo(seventh);
		assertThat(batches.at(8)).isNotEqualTo(seventh);
		assertThat(batches(6).at(7)).isNotEqualTo(seventh);
	}

	@Test
	void a_batch_holds_input_targets_and_masks() {
		Map<String, Tensor> batch = batches(1).at(0);
		assertThat(batch).containsOnlyKeys("image", "probability_target", "probability_weight", "distances_target", "distances_weight",
			"foreground_target", "foreground_weight");
		assertThat(batch.get("image").shape()).containsExactly(3, 16, 16, 1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5 })
	void any_number_of_threads_gives_the_batches_in_order(int threads) {
		Batches batches = batches(2);
		try (Prefetch prefetch = new Prefetch(batches, 10, threads)) {
			for (long step = 10; step < 30; step++) {
				assertThat(prefetch.take()).as("step " + step).isEqualTo(batches.at(step));
			}
		}
	}

	@Test
	void what_a_batch_fails_with_arrives_unwrapped() {
		Batches batches = new Batches(new PatchSource(SAMPLES, TestSamples.UNCHANGED, 16, 0), new Failing(), "image", 1, 1);
		try (Prefetch prefetch = new Prefetch(batches, 0, 1)) {
			assertThatThrownBy(prefetch::take).isInstanceOf(IllegalArgumentException.class).hasMessage("no targets");
		}
	}

	@Test
	void threads_end_when_it_is_closed() throws InterruptedException {
		List<Thread> before = new ArrayList<>(Thread.getAllStackTraces().keySet());
		Prefetch prefetch = new Prefetch(batches(3), 0, 3);
		prefetch.take();
		List<Thread> started = new ArrayList<>(Thread.getAllStackTraces().keySet());
		started.removeAll(before);
		started.removeIf(thread -> !thread.getName().equals("fovea-batches"));
		assertThat(started).isNotEmpty();
		prefetch.close();
		for (Thread thread : started) {
			thread.join(10_000);
			assertThat(thread.isAlive()).isFalse();
		}
	}

	private record Failing() implements Targets {

		@Override
		public int margin() {
			return 0;
		}

		@Override
		public Map<String, Tensor> of(List<Patch> patches) {
			throw new IllegalArgumentException("no targets");
		}

		@Override
		public List<Loss> losses() {
			return List.of();
		}
	}
}
