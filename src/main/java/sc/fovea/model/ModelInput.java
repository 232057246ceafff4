package sc.fovea.model;

import java.util.OptionalDouble;

/**
 * What a model expects of an image.
 *
 * @param channels number of channels
 * @param normalisation how pixel values become the network's input
 * @param pixelSizeMicrometres side of a pixel in µm at which it was trained; an image with another calibration is resampled to it.
 *        Empty if any will do
 */
public record ModelInput(int channels, Normalisation normalisation, OptionalDouble pixelSizeMicrometres) {

	/** @throws IllegalArgumentException if channels are below 1, the pixel size not above 0, or the normalisation is for other channels */
	public ModelInput {
		if (channels < 1) {
			throw new IllegalArgumentException("Expected at least 1 channel, got " + channels + ".");
		}
		pixelSizeMicrometres.ifPresent(ModelInput::checkPixelSize);
		normalisation.check(channels);
	}

	/** For images of any calibration. */
	public static ModelInput ofAnyScale(int channels, Normalisation normalisation) {
		return new ModelInput(channels, normalisation, OptionalDouble.empty());
	}

	private static void checkPixelSize(double size) {
		if (!(size > 0 && Double.isFinite(size))) {
			throw new IllegalArgumentException("Expected a pixel size above 0 µm, got " + size + ".");
		}
	}
}
