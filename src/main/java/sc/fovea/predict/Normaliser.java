package sc.fovea.predict;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import sc.fovea.model.Normalisation;
import sc.fovea.tile.AffineSource;
import sc.fovea.tile.TileSource;

/** Applies a model's {@link Normalisation} to an image; training and application share it. */
public final class Normaliser {

	/** White in images of 8 bits. */
	private static final double BYTE = 255;
	private static final double TOLERANCE = 1e-6;

	private Normaliser() {}

	/** y = scale · x + offset. */
	private record Affine(double scale, double offset) {

		/** Takes low to 0 and high to 1; everything to 0 if they are equal. */
		static Affine between(double low, double high) {
			return high > low ? new Affine(1 / (high - low), -low / (high - low)) : new Affine(0, 0);
		}

		/** Takes the mean to 0 and the standard deviation to 1. */
		static Affine standard(double[] moments, double epsilon) {
			double scale = 1 / (moments[1] + epsilon);
			return new Affine(scale, -moments[0] * scale);
		}
	}

	/**
	 * The image with normalised values.
	 * <p>
	 * Where the two percentiles of an image are equal (almost all pixels have one value), its smallest and largest value take
	 * their place; an image of one value becomes all 0.
	 *
	 * Pixels that are not there (not finite, or left out as {@link Normalisation.Percentile#outliers} says) are filled from around.
	 *
	 * @throws IllegalArgumentException if a channel has no finite value, the normalisation is for another number of channels, or takes 255 to 1 and a value is larger
	 */
	public static AffineSource apply(Normalisation normalisation, TileSource source) {
		return apply(normalisation, source, note -> {});
	}

	/**
	 * The same.
	 *
	 * @param notes receives a sentence where pixels are filled
	 */
	public static AffineSource apply(Normalisation normalisation, TileSource image, Consumer<String> notes) {
		normalisation.check(image.channels());
		// Read for every normalisation: it also finds pixels that are not finite.
		Normalisation.Percentile wanted = normalisation instanceof Normalisation.Percentile p ? p : new Normalisation.Percentile(0, 100);
		List<ChannelIntensities> channels = Percentiles.of(image, wanted, percentiles(normalisation));
		if (normalisation instanceof Normalisation.Fixed fixed) checkBytes(fixed, channels);
		boolean isWhole = channels.stream().allMatch(ChannelIntensities::isWhole);
		TileSource source = isWhole ? image : new FilledSource(image, channels);
		if (!isWhole) {
			notes.accept(filled(channels));
		}
		double[][] moments = normalisation instanceof Normalisation.Standard ? Moments.of(source) : new double[0][];
		float[] scale = new float[source.channels()];
		float[] offset = new float[source.channels()];
		for (int c = 0; c < scale.length; c++) {
			Affine affine = normalisation instanceof Normalisation.Standard s
				? Affine.standard(moments[c], s.epsilon())
				: affine(normalisation, channels.get(c).percentiles(), c);
			scale[c] = (float) affine.scale();
			offset[c] = (float) affine.offset();
		}
		return AffineSource.of(source, scale, offset);
	}

	/** A network that learned from 255 as white has no answer for what is brighter. */
	private static void checkBytes(Normalisation.Fixed fixed, List<ChannelIntensities> channels) {
		boolean isOfBytes = Math.abs(fixed.scale() * BYTE + fixed.offset() - 1) < TOLERANCE;
		double largest = channels.stream().mapToDouble(channel -> channel.percentiles()[0]).max().orElse(0);
		if (isOfBytes && largest > BYTE)
			throw new IllegalArgumentException(String.format(Locale.ROOT,
				"Expected values of 0 to 255 for this model, got up to %.6g; convert the image to 8 bits, with the contrast that it is to be seen with.",
				largest));
	}

	private static String filled(List<ChannelIntensities> channels) {
		long missing = channels.stream().mapToLong(ChannelIntensities::missing).sum();
		long outliers = channels.stream().mapToLong(ChannelIntensities::outliers).sum();
		String no = missing == 0 ? "" : missing + " pixel values are no numbers";
		String far = outliers == 0
			? ""
			: outliers + " pixel values lie at the limit, far from all others (a scale bar, dust, hot pixels, a border without data)";
		return no + (missing > 0 && outliers > 0 ? ", and " : "") + far + ": they were filled from around them.";
	}

	private static double[] percentiles(Normalisation normalisation) {
		if (normalisation instanceof Normalisation.Percentile p) return new double[] { p.low(), p.high(), 0, 100 };
		return normalisation instanceof Normalisation.Fixed ? new double[] { 100 } : new double[0];
	}

	private static Affine affine(Normalisation normalisation, double[] values, int channel) {
		if (normalisation instanceof Normalisation.Percentile) {
			return values[1] > values[0] ? Affine.between(values[0], values[1]) : Affine.between(values[2], values[3]);
		}
		if (normalisation instanceof Normalisation.Fixed fixed) {
			return new Affine(fixed.scale(), fixed.offset());
		}
		if (normalisation instanceof Normalisation.MeanDeviation m) {
			double deviation = m.deviation().get(channel);
			return new Affine(1 / deviation, -m.mean().get(channel) / deviation);
		}
		return new Affine(1, 0);
	}
}
