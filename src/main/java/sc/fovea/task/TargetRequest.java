package sc.fovea.task;

import java.util.List;
import java.util.Optional;

import sc.fovea.backend.Backend;
import sc.fovea.image.Hyperstack;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.Progress;

/**
 * Whose scores are to be explained.
 *
 * @param image with the channels that the model expects
 * @param z slice from 0
 * @param t frame from 0
 * @param label name of the only class whose scores are wanted; empty for the class that was found, or all that were
 * @param options scale and channel
 * @param backend runs parts of the network
 * @param progress watches the search for boxes and objects
 */
public record TargetRequest(Hyperstack image, int z, int t, Optional<String> label, SegmentationOptions options, Backend backend, Progress progress) {

	/** Whether a class is wanted. */
	public boolean wants(String name) {
		return label.isEmpty() || label.get().equals(name);
	}

	/** Number of the class that is wanted, or another one. @param otherwise if none is named @throws IllegalArgumentException if there is none of that name */
	public int number(List<String> classes, int otherwise) {
		checkLabel(classes);
		return label.map(classes::indexOf).orElse(otherwise);
	}

	/** @throws IllegalArgumentException if a class is named that the model does not know */
	public void checkLabel(List<String> classes) {
		if (label.isPresent() && !classes.contains(label.get())) {
			throw new IllegalArgumentException("\"class\" must be one of " + String.join(", ", classes) + ", but is \"" + label.get() + "\".");
		}
	}

	/** @throws IllegalArgumentException if a class is named, though a task has none */
	public void requireNoLabel(String task) {
		if (label.isPresent()) {
			throw new IllegalArgumentException(
				"\"class\" goes with models that tell classes, but the task is " + task + ", and the class is \"" + label.get() + "\".");
		}
	}

	/** @throws IllegalArgumentException if a scale is asked for, though the model takes images as they are */
	public void requireNoScale(String task) {
		if (options.scale() != 0) {
			throw new IllegalArgumentException(
				"\"scale\" goes with models that resample images, but the task is " + task + ", whose models stretch them to their input.");
		}
	}
}
