package sc.fovea.job.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sc.fovea.job.batch.ImageRecord;
import sc.fovea.job.batch.ImageRecord.State;

/**
 * A run that is told of: one command over images, or one step of a plan.
 *
 * @param title for people
 * @param folder in which its results are
 * @param facts about it, by their names: command, model, device, versions, ...
 * @param records of its images, in their order
 */
public record RunSection(String title, Path folder, Map<String, Object> facts, List<ImageRecord> records) {

	/** Images whose files are there. */
	public List<ImageRecord> done() {
		return records.stream().filter(record -> record.state() == State.DONE).toList();
	}

	/** Images that were set aside. */
	public List<ImageRecord> failed() {
		return records.stream().filter(record -> record.state() == State.FAILED || record.state() == State.CRASHED).toList();
	}
}
