package sc.fovea.train.sample;

import java.util.List;

import sc.fovea.annotation.ClassNames;
import sc.fovea.annotation.DataReport;
import sc.fovea.data.Sample;

/**
 * Samples of a data set, and what people should know about it.
 *
 * @param samples in the order of the names of their images
 * @param classes names of the numbers in the labels, as far as the annotations name them; none for objects and for label images
 * @param report of what was read and what was left out
 */
public record LabelledSamples(List<Sample> samples, ClassNames classes, DataReport report) {

	/** Copies the list. */
	public LabelledSamples {
		samples = List.copyOf(samples);
	}
}
