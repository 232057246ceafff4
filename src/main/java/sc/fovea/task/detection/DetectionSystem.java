package sc.fovea.task.detection;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.train.PatchTask;

/**
 * Extension point: a way to detect objects that can be learned, found by SciJava. It is then a choice of {@code --system}, and its options are those of the training.
 *
 * <pre>{@code
 * @Plugin(type = DetectionSystem.class)
 * public final class FineDetection implements DetectionSystem {
 *     public String name() { return "fine"; }
 *     public String description() { return "a single stage on a grid of 2 pixels, for tiny objects"; }
 *     public PatchTask training(OptionValues options) { ... }
 * }
 * }</pre>
 *
 * Its models have the settings {@link Boxes} or {@link sc.fovea.task.detection.region.Regions}, by which a {@link sc.fovea.predict.Detector} opens them.
 */
public interface DetectionSystem extends SciJavaPlugin {

	/** Name as users write it, of a-z, 0-9 and -, for example {@code faster-r-cnn}. */
	String name();

	/** What it is, as part of a sentence. */
	String description();

	/** Options that have a meaning for it; systems may share one, which then is the same in both. */
	default List<Option> options() {
		return List.of();
	}

	/**
	 * What is learned.
	 *
	 * @param options values of {@link #options}
	 * @throws IllegalArgumentException with a sentence, if they do not fit each other
	 */
	PatchTask training(OptionValues options);
}
