package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import java.awt.event.KeyEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import sc.fovea.backend.Learner;
import sc.fovea.job.CurvePlot;
import sc.fovea.job.LossTrace;
import sc.fovea.job.TrainingPace;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingHistory;

/** Without a display; with one see the tests of the distribution. */
class TrainingWindowTest {

	private static Learner.Step loss(double loss) {
		return new Learner.Step(loss, List.of(), 1);
	}

	@Test
	void esc_or_another_reason_cancels_and_an_earlier_esc_does_not() {
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		AtomicBoolean isStopped = new AtomicBoolean();
		TrainingWindow window = new TrainingWindow("cells", "CPU", isStopped::get);
		assertThat(window.isCancelled()).isFalse();
		isStopped.set(true);
		assertThat(window.isCancelled()).isTrue();
		isStopped.set(false);
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		assertThat(window.isCancelled()).isTrue();
		IJ.resetEscape();
	}

	@Test
	void the_curves_hold_the_losses_of_steps_and_of_validations() {
		TrainingWindow window = new TrainingWindow("cells", "CPU", () -> false);
		TrainingHistory before = new TrainingHistory(List.of(new TrainingHistory.Row(2, 4, 3, new Score(0.25, Map.of()))));
		window.started(before);
		window.stepped(3, 0.5, loss(2));
		window.stepped(4, 0.75, loss(1));
		assertThat(window.curves()).isEmpty();
		CurvePlot plot = window.plot(0.9);
		assertThat(plot.training().x()).containsExactly(2, 3, 4);
		assertThat(plot.training().y()).containsExactly(4, 2, 1);
		assertThat(plot.history()).isEqualTo(before);
		assertThat(plot.smoothing()).isEqualTo(0.9);
	}

	@Test
	void a_trace_of_many_steps_has_few_places_and_the_same_mean() {
		LossTrace trace = new LossTrace();
		for (int step = 1; step <= 1 << 14; step++) {
			trace.add(step, step % 7);
		}
		CurvePlot.Line line = trace.line();
		assertThat(line.x()).hasSizeBetween(128, 256).isSorted();
		assertThat(line.x()[line.x().length - 1]).isBetween((1 << 14) - 128.0, (double) (1 << 14));
		assertThat(Arrays.stream(line.y()).average().orElseThrow()).isCloseTo(3, within(0.02));
	}

	@Test
	void time_that_a_training_rests_does_not_count() throws InterruptedException {
		TrainingPace pace = new TrainingPace();
		pace.after(1, 0);
		pace.pause(true);
		pace.pause(true);
		assertThat(pace.isPaused()).isTrue();
		Thread.sleep(1500);
		assertThat(pace.elapsed()).isEqualTo("0 s");
		pace.pause(false);
		assertThat(pace.isPaused()).isFalse();
		assertThat(pace.elapsed()).isEqualTo("0 s");
	}

	@Test
	void the_pace_tells_speed_and_time_left() throws InterruptedException {
		TrainingPace pace = new TrainingPace();
		assertThat(pace.after(1, 0)).isEmpty();
		Thread.sleep(1100);
		assertThat(pace.after(11, 0.5)).matches("[5-9]\\.\\d steps/s, [12] s left");
		assertThat(TrainingPace.duration(12.4)).isEqualTo("12 s");
		assertThat(TrainingPace.duration(130)).isEqualTo("2 min");
		assertThat(TrainingPace.duration(7500)).isEqualTo("2 h 5 min");
	}
}
