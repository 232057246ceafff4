package sc.fovea.train.sample;

import java.util.Collections;
import java.util.List;

import sc.fovea.annotation.ClassNames;
import sc.fovea.annotation.DataReport;
import sc.fovea.data.Sample;
import sc.fovea.image.PixelSize;

/**
 * Samples of a data set, and what people should know about it.
 *
 * @param samples in the order of the names of their images
 * @param classes names of the numbers in the labels, as far as the annotations name them; none for objects and for label images
 * @param report of what was read and what was left out
 * @param pixelSizes of the images of the samples, as their files say
 */
public record LabelledSamples(List<Sample> samples, ClassNames classes, DataReport report, List<PixelSize> pixelSizes) {

	/** Copies the lists. @throws IllegalArgumentException if there is not a pixel size for each sample */
	public LabelledSamples {
		samples = List.copyOf(samples);
		pixelSizes = List.copyOf(pixelSizes);
		if (pixelSizes.size() != samples.size()) {
			throw new IllegalArgumentException("Expected a pixel size for each of " + samples.size() + " samples, got " + pixelSizes.size() + ".");
		}
	}

	/** Of images whose pixel size is not known. */
	public LabelledSamples(List<Sample> samples, ClassNames classes, DataReport report) {
		this(samples, classes, report, Collections.nCopies(samples.size(), PixelSize.PIXEL));
	}
}
