package sc.fovea.job;

import sc.fovea.train.loop.Example;
import java.util.List;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sc.fovea.backend.Learner;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.train.loop.EventFile;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;

/**
 * Keeps the curves of a training in files beside the model {@code cells.zip}, up to date after each validation: {@code cells_training.csv} with a row for each
 * validation, {@code cells_training.png}, and {@code cells_events} for TensorBoard. A training that is resumed goes on in them. The curves of an earlier training
 * are replaced when this one has been judged for the first time.
 * <p>
 * A file that cannot be written, for example because another program has it open, is no reason to stop: {@link #problem} tells it.
 */
public final class CurveFiles implements TrainingListener {

	private static final int WIDTH = 640;
	private static final int HEIGHT = 420;

	private final Path output;
	private final String stem;
	private final TrainingListener other;
	private Optional<EventFile> events = Optional.empty();
	private Optional<String> problem = Optional.empty();

	/**
	 * @param output the model's file
	 * @param other is told everything first
	 */
	public CurveFiles(Path output, TrainingListener other) {
		this.output = output;
		this.stem = output.getFileName().toString().replaceFirst("\\.[^.]*$", "");
		this.other = other;
	}

	@Override
	public void told(String sentence) {
		other.told(sentence);
	}

	@Override
	public void started(TrainingHistory history) {
		other.started(history);
		if (!history.rows().isEmpty()) write(history);
	}

	@Override
	public void stepped(long step, double progress, Learner.Step measured) {
		other.stepped(step, progress, measured);
	}

	@Override
	public void seen(List<Example> examples) {
		other.seen(examples);
	}

	@Override
	public void validated(TrainingHistory history) {
		other.validated(history);
		write(history);
	}

	private void write(TrainingHistory history) {
		problem = Optional.empty();
		try {
			AtomicFiles.write(beside("_training.csv"), file -> Files.writeString(file, history.table().csv()));
			ImageWriter.savePng(CurvePlot.of(history).picture(WIDTH, HEIGHT), beside("_training.png"));
			if (events.isPresent()) {
				events.get().append(history);
			}
			else {
				events = Optional.of(EventFile.begin(beside("_events"), history));
			}
		}
		catch (IOException e) {
			problem = Optional.of(e.getMessage());
			events = Optional.empty(); // so that it gets the rows that it may have missed
		}
	}

	/** Why the files are not those of the last validation, in a sentence; empty if they are. */
	public Optional<String> problem() {
		return problem;
	}

	private Path beside(String ending) {
		return output.resolveSibling(stem + ending);
	}

	@Override
	public boolean isCancelled() {
		return other.isCancelled();
	}

	@Override
	public boolean isPaused() {
		return other.isPaused();
	}
}
