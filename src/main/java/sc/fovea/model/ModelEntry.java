package sc.fovea.model;

import java.util.Optional;

/**
 * A line in the list of models.
 *
 * @param name by which it is loaded
 * @param origin {@code bundled}, or the file
 * @param bytes size of the archive
 * @param summary card, input and task; empty if the archive cannot be read
 * @param problem why it cannot be read, in one sentence, else empty
 */
public record ModelEntry(String name, String origin, long bytes, Optional<ModelSummary> summary, String problem) {

	/** Origin of what comes with Fovea. */
	static final String BUNDLED = "bundled";

	/** Whether it comes with Fovea, and is no file of the user. */
	public boolean isBundled() {
		return origin.equals(BUNDLED);
	}

	/** Whether it can be read, as far as the list looked. */
	public boolean isUsable() {
		return summary.isPresent();
	}
}
