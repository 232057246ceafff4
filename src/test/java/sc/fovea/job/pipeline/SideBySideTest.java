package sc.fovea.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class SideBySideTest {

	private static final int ITEMS = 256;

	private static List<Integer> items(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

	/** All jobs meet in the middle of their work: with one fewer at a time they would wait for ever. */
	@ParameterizedTest
	@ValueSource(ints = { 2, 64 })
	void as_many_items_as_jobs_are_worked_on_at_a_time(int jobs) {
		CyclicBarrier meeting = new CyclicBarrier(jobs);
		AtomicInteger done = new AtomicInteger();
		new SideBySide(jobs).run(items(ITEMS), item -> meeting.await(10, TimeUnit.SECONDS), (item, outcome) -> {
			assertThat(outcome.failure()).isEmpty();
			done.incrementAndGet();
		});
		assertThat(done).hasValue(ITEMS);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 16 })
	void outcomes_are_taken_in_order_whatever_ends_first(int jobs) {
		List<Integer> taken = new ArrayList<>();
		new SideBySide(jobs).run(items(40), item -> {
			Thread.sleep((item * 7919) % 5);
			return item * item;
		}, (item, outcome) -> {
			assertThat(outcome.result()).contains(item * item);
			taken.add(item);
		});
		assertThat(taken).isEqualTo(items(40));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void one_that_fails_does_not_stop_the_others(int jobs) {
		List<String> failures = new ArrayList<>();
		new SideBySide(jobs).run(items(10), item -> {
			if (item == 3) {
				throw new OutOfMemoryError("all of it");
			}
			return item;
		}, (item, outcome) -> outcome.failure().ifPresent(e -> failures.add(item + ": " + e.getMessage())));
		assertThat(failures).containsExactly("3: all of it");
	}

	@Test
	void what_waits_behind_a_slow_item_does_not_pile_up() {
		AtomicInteger begun = new AtomicInteger();
		CountDownLatch slow = new CountDownLatch(1);
		new SideBySide(4).run(items(100), item -> {
			begun.incrementAndGet();
			if (item == 0) {
				Thread.sleep(200);
				slow.countDown();
			}
			return slow.getCount() > 0 ? begun.get() : 0;
		}, (item, outcome) -> assertThat(outcome.result().orElseThrow()).isLessThanOrEqualTo(8));
		assertThat(begun).hasValue(100);
	}

	@Test
	void what_the_taker_throws_ends_the_run() {
		AtomicInteger begun = new AtomicInteger();
		assertThatThrownBy(() -> new SideBySide(2).run(items(1000), item -> begun.incrementAndGet(), (item, outcome) -> {
			throw new IllegalStateException("enough");
		})).hasMessage("enough");
		assertThat(begun.get()).isLessThan(10);
	}

	@Test
	void jobs_follow_cores_and_memory() {
		assertThat(SideBySide.automatic(1 << 20, 1 << 19).jobs()).isOne();
		assertThat(SideBySide.automatic(1, Long.MAX_VALUE).jobs()).isEqualTo(Runtime.getRuntime().availableProcessors());
		assertThatThrownBy(() -> new SideBySide(0)).hasMessageContaining("at least 1 job");
	}
}
