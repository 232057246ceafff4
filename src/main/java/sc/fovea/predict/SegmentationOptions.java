package sc.fovea.predict;

import sc.fovea.model.TaskSettings;

/**
 * What a user may set for a segmentation or detection; 0 everywhere means: as the model says.
 *
 * @param probability threshold of the object probability or score, above 0 up to 1; 0 for the model's own
 * @param overlap largest share of two objects' (or boxes') union that they may have in common, above 0 up to 1; 0 for the model's own
 * @param scale factor by which the image is resampled before the network sees it; 0 for the factor that makes its calibrated
 *        pixel size the model's, 1 for none
 * @param channel which channel of the image a one-channel model sees, from 1; 0 if there is only one
 */
public record SegmentationOptions(double probability, double overlap, double scale, int channel) {

	/** All as the model says. */
	public static final SegmentationOptions STANDARD = new SegmentationOptions(0, 0, 0, 0);

	/** Largest factor of resampling, in either direction. */
	public static final double LARGEST_SCALE = 16;

	/** @throws IllegalArgumentException if a value is outside its range */
	public SegmentationOptions {
		checkFraction("probability", probability);
		checkFraction("overlap", overlap);
		if (scale != 0 && !(scale >= 1 / LARGEST_SCALE && scale <= LARGEST_SCALE)) {
			throw new IllegalArgumentException("Expected scale between 1/16 and 16, or 0 for automatic, got " + scale + ".");
		}
		if (channel < 0) {
			throw new IllegalArgumentException("Expected channel from 1, or 0 for the only one, got " + channel + ".");
		}
	}

	/** The same with another factor of resampling. @throws IllegalArgumentException if it is outside its range */
	public SegmentationOptions withScale(double factor) {
		return new SegmentationOptions(probability, overlap, factor, channel);
	}

	/** The same with another channel. @throws IllegalArgumentException if it is outside its range */
	public SegmentationOptions withChannel(int number) {
		return new SegmentationOptions(probability, overlap, scale, number);
	}

	private static void checkFraction(String name, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new IllegalArgumentException("Expected " + name + " between 0 and 1, got " + value + ".");
		}
	}

	/** The threshold of the object probability or score: the user's, or else the model's own. */
	public double probabilityOr(double own) {
		return probability > 0 ? probability : own;
	}

	/** The largest overlap: the user's, or else the model's own. */
	public double overlapOr(double own) {
		return overlap > 0 ? overlap : own;
	}

	/** @throws IllegalArgumentException if a threshold is set, which a task without objects cannot use */
	public void requireNoThresholds(TaskSettings task) {
		requireNoThresholds(task.title());
	}

	/** @param purpose what cannot use a threshold, as part of a sentence */
	void requireNoThresholds(String purpose) {
		if (probability > 0 || overlap > 0) {
			throw new IllegalArgumentException("Expected no probability and no overlap for " + purpose + ", got probability="
				+ probability + " and overlap=" + overlap + ".");
		}
	}
}
