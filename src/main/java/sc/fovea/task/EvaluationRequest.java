package sc.fovea.task;

import java.nio.file.Path;

import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.predict.SegmentationOptions;

/**
 * What an evaluation is asked for.
 *
 * @param data folder of annotated images
 * @param formats of annotations that can be read
 * @param options thresholds, scale and channel; the channel is also the one that pictures show
 */
public record EvaluationRequest(Path data, AnnotationFormats formats, SegmentationOptions options) {

	/** Index of the channel that pictures show, from 0. */
	public int shownChannel() {
		return Math.max(0, options.channel() - 1);
	}

	/** @param why in words, for example <i>images are classified</i> @throws IllegalArgumentException if thresholds or a scale are set, which do not fit */
	public void requireNoThresholds(String why) {
		if (!options.equals(new SegmentationOptions(0, 0, 0, options.channel()))) {
			throw new IllegalArgumentException("Probability, overlap and scale are for objects, but " + why + "; leave them at 0.");
		}
	}
}
