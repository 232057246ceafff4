package sc.fovea.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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
		Intensities measured = measure(normalisation, image);
		if (!measured.note().isEmpty()) notes.accept(measured.note());
		return measured.apply(image);
	}

	/** By what an image is normalised. @throws IllegalArgumentException as {@link #apply(Normalisation, TileSource)} */
	public static Intensities measure(Normalisation normalisation, TileSource image) {
		return measure(normalisation, image, IntensityCounts.of(image));
	}

	/**
	 * The same with values that were counted before.
	 *
	 * @param image is read again only where its values are no whole numbers from 0 to 65,535, or mean and deviation are wanted
	 * @param counts of all its pixels
	 */
	public static Intensities measure(Normalisation normalisation, TileSource image, IntensityCounts counts) {
		normalisation.check(image.channels());
		// Counted for every normalisation: it also finds pixels that are not finite.
		Normalisation.Percentile wanted = normalisation instanceof Normalisation.Percentile p ? p : new Normalisation.Percentile(0, 100);
		List<ChannelIntensities> channels = Percentiles.of(image, counts, wanted, percentiles(normalisation));
		if (normalisation instanceof Normalisation.Fixed fixed) checkBytes(fixed, channels);
		boolean isWhole = channels.stream().allMatch(ChannelIntensities::isWhole);
		List<Affine> affines = affines(normalisation, channels, image);
		return new Intensities(
			IntStream.range(0, affines.size()).mapToObj(c -> channels.get(c).mapped((float) affines.get(c).scale(), (float) affines.get(c).offset())).toList(),
			isWhole ? "" : filled(channels));
	}

	private static List<Affine> affines(Normalisation normalisation, List<ChannelIntensities> channels, TileSource image) {
		if (!(normalisation instanceof Normalisation.Standard standard)) {
			return IntStream.range(0, channels.size()).mapToObj(c -> affine(normalisation, channels.get(c).percentiles(), c)).toList();
		}
		boolean isWhole = channels.stream().allMatch(ChannelIntensities::isWhole);
		TileSource there = isWhole ? image : new FilledSource(image, channels.stream().map(channel -> channel.mapped(1, 0)).toList());
		return Arrays.stream(Moments.of(there)).map(moments -> Affine.standard(moments, standard.epsilon())).toList();
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
