package sc.fovea.model.zoo;

import java.util.Optional;

/**
 * What the user says of a model that is read.
 *
 * @param name what it shall be called
 * @param task name of the task that it is for; empty for the likeliest
 */
record Wanted(String name, Optional<String> task) {

	/** For a file that says itself what it is for. @param own task @throws IllegalArgumentException if another one is wanted */
	void requireTask(String own) {
		if (task.isPresent() && !task.get().equals(own)) {
			throw new IllegalArgumentException(
				"Expected no \"task\", since the files say themselves that they are for " + own + ", got \"" + task.get() + "\".");
		}
	}
}
