package sc.fovea.task;

import sc.fovea.model.Normalisation;
import sc.fovea.tile.AffineSource;
import sc.fovea.tile.TileSource;

/** Applies a model's {@link Normalisation} to an image; training and application share it. */
public final class Normaliser {

	private Normaliser() {}

	/**
	 * The image with normalised values.
	 * <p>
	 * Where the two percentiles of an image are equal (almost all pixels have one value), its smallest and largest value take their place; an image of one value
	 * becomes all 0.
	 *
	 * @throws IllegalArgumentException if a pixel is not a finite number
	 */
	public static TileSource apply(Normalisation normalisation, TileSource source) {
		int channels = source.channels();
		float[] scale = new float[channels];
		float[] offset = new float[channels];
		for (int c = 0; c < channels; c++) {
			double[] affine = affine(normalisation, source, c);
			scale[c] = (float) affine[0];
			offset[c] = (float) affine[1];
		}
		return AffineSource.of(source, scale, offset);
	}

	/** Scale and offset of a channel. */
	private static double[] affine(Normalisation normalisation, TileSource source, int channel) {
		double[] spread = Percentiles.of(source, channel, bounds(normalisation));
		if (normalisation instanceof Normalisation.Percentile) {
			double low = spread[1] > spread[0] ? spread[0] : spread[2];
			double high = spread[1] > spread[0] ? spread[1] : spread[3];
			return high > low ? new double[] { 1 / (high - low), -low / (high - low) } : new double[] { 0, 0 };
		}
		if (normalisation instanceof Normalisation.Fixed fixed) {
			return new double[] { fixed.scale(), fixed.offset() };
		}
		if (normalisation instanceof Normalisation.MeanDeviation m) {
			return new double[] { 1 / m.deviation().get(channel), -m.mean().get(channel) / m.deviation().get(channel) };
		}
		return new double[] { 1, 0 };
	}

	/** The values are read for every normalisation, because that also finds pixels that are not finite. */
	private static double[] bounds(Normalisation normalisation) {
		return normalisation instanceof Normalisation.Percentile p ? new double[] { p.low(), p.high(), 0, 100 } : new double[] { 0, 100 };
	}
}
