package sc.fovea.job.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.backend.Learner;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;

/** What a window sees of a round. */
class RunningRoundTest {

	static final TrainingListener SILENT = new TrainingListener() {

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {}

		@Override
		public void validated(TrainingHistory history) {}

		@Override
		public boolean isCancelled() {
			return false;
		}
	};

	@TempDir
	Path place;

	private RunningRound failing() throws InterruptedException {
		RunningRound round = RunningRound.start(new RoundJob(new AnnotationFolder(place), new RoundJob.Wish("cells", RoundJob.CONTINUE, Map.of(), Map.of())));
		round.await();
		return round;
	}

	@Test
	void a_failure_is_its_sentence() throws InterruptedException {
		assertThat(failing().outcome().orElseThrow().problem()).startsWith("There is nothing to learn from yet");
		assertThat(failing().outcome().orElseThrow().round()).isEmpty();
	}

	@Test
	void its_steps_and_validations_are_seen() throws InterruptedException {
		RunningRound round = failing();
		round.told("Begins with nuclei.");
		assertThat(round.snapshot().sentence()).isEqualTo("Begins with nuclei.");
		round.stepped(1, 0.25, new Learner.Step(2, List.of(), 1));
		round.validated(new TrainingHistory(List.of(new TrainingHistory.Row(1, 2, 2, new Score(0.5, Map.of())))));
		RunningRound.Snapshot seen = round.snapshot();
		assertThat(seen.sentence()).startsWith("Step 1");
		assertThat(seen.progress()).isEqualTo(0.25);
		assertThat(seen.trace().y()).containsExactly(2);
		assertThat(seen.history().rows()).hasSize(1);
		assertThat(round.isCancelled()).isFalse();
		round.stop();
		assertThat(round.isCancelled()).isTrue();
	}

	@Test
	void a_worse_model_is_told_and_the_one_before_stays() throws IOException {
		Round worse = new Round(2, "nuclei", "nuclei", Map.of("a", "1"), List.of("a, rows 1 to 2", "b"), Map.of("AP@0.5", 0.8), Map.of("AP@0.5", 0.75), false);
		assertThat(worse.sentence()).isEqualTo("Round 2: AP@0.5 0.800 before, 0.750 after on what was held back of 2 images; nuclei is better, and stays.");
		AnnotationFolder folder = new AnnotationFolder(place);
		folder.update(journal -> journal.with(worse));
		assertThat(folder.model()).hasValue("nuclei");
		Round kept = new Round(3, "nuclei", AnnotationFolder.kept(3), Map.of(), List.of(), Map.of(), Map.of("AP@0.5", 0.9), false);
		folder.update(journal -> journal.with(kept));
		Path moved = place.resolveSibling("moved");
		Files.move(place, moved);
		assertThat(new AnnotationFolder(moved).model()).hasValue(moved.resolve("annotate/models/round-3.zip").toString());
		Files.move(moved, place);
		assertThat(new AnnotationFolder(place).rounds()).containsExactly(worse, kept);
	}
}
