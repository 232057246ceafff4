package sc.fovea.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.backend.Learner;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;

class CurveFilesTest {

	@TempDir
	private Path folder;

	/** Writes down what it is told. */
	private static final class Diary implements TrainingListener {

		final List<String> told = new ArrayList<>();

		@Override
		public void started(TrainingHistory history) {
			told.add("started " + history.rows().size());
		}

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {
			told.add("stepped " + step + " " + progress + " " + measured.loss());
		}

		@Override
		public void validated(TrainingHistory history) {
			told.add("validated " + history.rows().size());
		}

		@Override
		public boolean isCancelled() {
			return true;
		}

		@Override
		public boolean isPaused() {
			return true;
		}
	}

	/** Rows of the steps 10, 20, … whose validation loss rises after the second. */
	private static TrainingHistory history(int count) {
		List<TrainingHistory.Row> rows = new ArrayList<>();
		for (int i = 1; i <= count; i++) {
			rows.add(
				new TrainingHistory.Row(10L * i, 2.0 / i, 0.5 + Math.abs(i - 2) / 8.0, new Score(0.25 * Math.min(i, 3), Map.of("AP", 0.25 * Math.min(i, 3)))));
		}
		return new TrainingHistory(rows);
	}

	private CurveFiles files() {
		return new CurveFiles(folder.resolve("my.cells.zip"), new Diary());
	}

	@Test
	void curves_are_beside_the_model_after_each_validation() throws IOException {
		CurveFiles files = files();
		files.started(TrainingHistory.NONE);
		assertThat(folder).isEmptyDirectory();
		files.validated(history(1));
		files.validated(history(2));
		assertThat(folder.resolve("my.cells_training.csv")).content()
			.isEqualTo("step,training_loss,validation_loss,score,training_score,AP\n10,2.000000,0.625000,0.250000,NaN,0.250000\n"
				+ "20,1.000000,0.500000,0.500000,NaN,0.500000\n");
		assertThat(events()).hasSize(1);
		long size = Files.size(events().get(0));
		files.validated(history(3));
		assertThat(Files.size(events().get(0))).isBetween(size + 100, size + 300);
		assertThat(files.problem()).isEmpty();
	}

	private List<Path> events() throws IOException {
		try (Stream<Path> events = Files.list(folder.resolve("my.cells_events"))) {
			return events.toList();
		}
	}

	@Test
	void curves_of_before_are_there_at_once_when_a_training_goes_on() throws IOException {
		files().started(history(4));
		assertThat(Files.readAllLines(folder.resolve("my.cells_training.csv"))).hasSize(5);
		assertThat(events()).hasSize(1);
	}

	@Test
	void the_picture_shows_three_curves_and_where_the_best_was() throws IOException {
		files().started(history(8));
		BufferedImage picture = ImageIO.read(folder.resolve("my.cells_training.png").toFile());
		int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
		for (int colour : new int[] { 0x0072b2, 0xd55e00, 0x009e73, 0x808080 }) {
			assertThat(Arrays.stream(pixels).filter(p -> (p & 0xffffff) == colour).count()).as(Integer.toHexString(colour)).isGreaterThan(200);
		}
	}

	@Test
	void others_are_told_everything_and_may_cancel_or_pause() {
		Diary diary = new Diary();
		CurveFiles files = new CurveFiles(folder.resolve("m.zip"), diary);
		files.started(history(1));
		files.stepped(11, 0.5, new Learner.Step(0.25, List.of(), 1));
		files.validated(history(2));
		assertThat(diary.told).containsExactly("started 1", "stepped 11 0.5 0.25", "validated 2");
		assertThat(files.isCancelled()).isTrue();
		assertThat(files.isPaused()).isTrue();
	}

	@Test
	void a_file_that_cannot_be_written_is_told_until_it_can() throws IOException {
		Path taken = Files.createDirectory(folder.resolve("my.cells_training.csv"));
		CurveFiles files = files();
		files.validated(history(1));
		assertThat(files.problem().orElseThrow()).isEqualTo("Cannot write \"" + taken + "\": a file name is needed, but this is a folder.");
		Files.delete(taken);
		files.validated(history(2));
		assertThat(files.problem()).isEmpty();
		assertThat(Files.readAllLines(taken)).hasSize(3);
		assertThat(events()).hasSize(1);
	}
}
