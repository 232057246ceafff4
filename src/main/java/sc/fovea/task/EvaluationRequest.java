package sc.fovea.task;

import java.nio.file.Path;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.predict.SegmentationOptions;

/**
 * What an evaluation is asked for.
 *
 * @param data folder of annotated images
 * @param formats of annotations that can be read
 * @param options thresholds and scale; without a channel
 * @param channel by number, name or colour, which may be another one in each image; empty or 0 for the only one; see {@link sc.fovea.image.ChosenChannel}
 */
public record EvaluationRequest(Path data, AnnotationFormats formats, SegmentationOptions options, String channel) {

	/** @param why in words, for example <i>images are classified</i> @throws IllegalArgumentException if thresholds or a scale are set, which do not fit */
	public void requireNoThresholds(String why) {
		if (!options.equals(SegmentationOptions.STANDARD)) {
			throw new IllegalArgumentException("Probability, overlap and scale are for objects, but " + why + "; leave them at 0.");
		}
	}
}
