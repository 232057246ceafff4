package sc.fovea.train.loop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

import sc.fovea.image.AtomicFiles;

/**
 * The curves of a training as TensorBoard reads them, also while it goes on: {@code tensorboard --logdir FOLDER}. The losses are named {@code loss/training} and
 * {@code loss/validation}, each metric {@code metric/NAME}.
 *
 * <pre>{@code
 * EventFile events = EventFile.begin(folder, history);
 * events.append(history); // with one more row
 * }</pre>
 */
public final class EventFile {

	private static final String START = "events.out.tfevents.";
	private static final String END = ".fovea";

	private final Path file;

	private EventFile(Path file) {
		this.file = file;
	}

	/**
	 * Writes a file with the rows so far, in place of what an earlier training, or this one before it was resumed, wrote there.
	 *
	 * @param folder made if it does not exist
	 * @throws IOException with a sentence, if the file cannot be written
	 */
	public static EventFile begin(Path folder, TrainingHistory soFar) throws IOException {
		EventFile events = new EventFile(folder.resolve(START + String.format("%010d", System.currentTimeMillis() / 1000) + END));
		events.writeAll(soFar);
		try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, START + "*" + END)) {
			for (Path other : all) {
				if (!other.equals(events.file)) Files.delete(other);
			}
		}
		return events;
	}

	private void writeAll(TrainingHistory history) throws IOException {
		Path folder = file.getParent();
		try {
			Files.createDirectories(folder);
		}
		catch (IOException e) {
			throw new IOException("Cannot make the folder \"" + folder + "\": something else is in its place, or the folder above is not writable.", e);
		}
		AtomicFiles.write(file, temporary -> Files.write(temporary, records(history)));
	}

	/** Adds the last row at the end; writes all of them if the file was taken away. @throws IOException with a sentence, if that fails */
	public void append(TrainingHistory history) throws IOException {
		if (!Files.exists(file)) {
			writeAll(history);
			return;
		}
		try {
			Files.write(file, records(history.last()), StandardOpenOption.APPEND);
		}
		catch (IOException e) {
			throw new IOException("Cannot write \"" + file + "\": " + e.getMessage() + ".", e);
		}
	}

	private static byte[] records(TrainingHistory history) {
		ByteArrayOutputStream records = new ByteArrayOutputStream();
		records.writeBytes(EventRecord.header(now()));
		history.rows().forEach(row -> records.writeBytes(records(row)));
		return records.toByteArray();
	}

	private static byte[] records(TrainingHistory.Row row) {
		Map<String, Double> scalars = new LinkedHashMap<>();
		scalars.put("loss/training", row.trainingLoss());
		scalars.put("loss/validation", row.validationLoss());
		scalars.put("metric/score", row.score().value());
		if (!Double.isNaN(row.trainingScore())) scalars.put("metric/training_score", row.trainingScore());
		row.score().metrics().forEach((name, value) -> scalars.put("metric/" + name, value));
		ByteArrayOutputStream records = new ByteArrayOutputStream();
		double seconds = now();
		scalars.forEach((tag, value) -> records.writeBytes(EventRecord.scalar(seconds, row.step(), tag, value)));
		return records.toByteArray();
	}

	private static double now() {
		return System.currentTimeMillis() / 1000.0;
	}
}
