package sc.fovea.train.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

import sc.fovea.data.Sample;

/**
 * A grey value made of channels in which annotated objects stand out: Σ w_c · x_c + b. In stained tissue, for example, it is much like the amount of the stain
 * that nuclei take up, so that a network that knows bright nuclei on dark ground finds something familiar.
 *
 * <pre>{@code
 * ChannelMix mix = ChannelMix.of(samples, true).orElseThrow();   // objects become bright
 * }</pre>
 *
 * @param weights w, one for each channel
 * @param offset b
 */
public record ChannelMix(List<Double> weights, double offset) {

	/** Most pixels that are looked at. */
	private static final int MOST_PIXELS = 200_000;
	/** Share of the mean variance that is added to each channel's, so that channels that are all alike share the weight. */
	private static final double RIDGE = 1e-3;
	/** The values that become 0 and 1, as in {@code Normalisation.Percentile(1, 99.8)}. */
	private static final double LOW = 0.01;
	private static final double HIGH = 0.998;

	/** Copies the weights. */
	public ChannelMix {
		weights = List.copyOf(weights);
	}

	/** All channels alike. */
	static ChannelMix even(int channels) {
		return new ChannelMix(IntStream.range(0, channels).mapToObj(c -> 1.0 / channels).toList(), 0);
	}

	/**
	 * Fisher's linear discriminant (1936): w ∝ S⁻¹ · (m₁ − m₀) of the means m₁ and m₀ of object and other pixels and the mean S of their covariances, scaled so
	 * that the 1st percentile of all pixels becomes 0 and the 99.8th becomes 1.
	 *
	 * @param samples of the same number of channels
	 * @param bright whether objects shall be brighter than the rest, or darker
	 * @return empty if there are not at least two pixels of either kind, or the pixels are all alike
	 */
	static Optional<ChannelMix> of(List<Sample> samples, boolean bright) {
		Pixels pixels = Pixels.of(samples);
		int channels = samples.get(0).channels();
		if (pixels.objects.size() < 2 || pixels.others.size() < 2) {
			return Optional.empty();
		}
		Kind objects = Kind.of(pixels.objects, channels);
		Kind others = Kind.of(pixels.others, channels);
		RealMatrix covariance = objects.covariance.add(others.covariance).scalarMultiply(0.5);
		double variance = covariance.getTrace() / channels;
		if (!(variance > 0)) {
			return Optional.empty();
		}
		for (int c = 0; c < channels; c++) {
			covariance.addToEntry(c, c, RIDGE * variance);
		}
		RealVector direction = new CholeskyDecomposition(covariance).getSolver().solve(objects.mean.subtract(others.mean));
		return scaled(bright ? direction : direction.mapMultiply(-1), pixels);
	}

	private static Optional<ChannelMix> scaled(RealVector direction, Pixels pixels) {
		double[] values = pixels.all().mapToDouble(x -> direction.dotProduct(new ArrayRealVector(x, false))).sorted().toArray();
		double low = values[(int) (LOW * (values.length - 1))];
		double high = values[(int) (HIGH * (values.length - 1))];
		if (!(high > low)) {
			return Optional.empty();
		}
		double[] weights = direction.mapDivide(high - low).toArray();
		return Optional.of(new ChannelMix(Arrays.stream(weights).boxed().toList(), -low / (high - low)));
	}

	/** In words: {@code 0.05 of channel 1, -0.73 of channel 2}. */
	@Override
	public String toString() {
		return IntStream.range(0, weights.size()).mapToObj(c -> String.format(Locale.ROOT, "%.2f of channel %d", weights.get(c), c + 1))
			.collect(Collectors.joining(", "));
	}

	/** Annotated pixels, some of many. */
	private record Pixels(List<double[]> objects, List<double[]> others) {

		static Pixels of(List<Sample> samples) {
			long count = samples.stream().mapToLong(s -> s.labels().length).sum();
			int step = (int) Math.max(1, count / MOST_PIXELS);
			Pixels pixels = new Pixels(new ArrayList<>(), new ArrayList<>());
			samples.forEach(sample -> pixels.add(sample, step));
			return pixels;
		}

		private void add(Sample sample, int step) {
			int channels = sample.channels();
			for (int i = 0; i < sample.labels().length; i += step) {
				if (sample.labels()[i] == Sample.IGNORED) continue;
				double[] values = new double[channels];
				for (int c = 0; c < channels; c++) {
					values[c] = sample.pixels()[i * channels + c];
				}
				(sample.labels()[i] > 0 ? objects : others).add(values);
			}
		}

		Stream<double[]> all() {
			return Stream.concat(objects.stream(), others.stream());
		}
	}

	/** Mean and covariance of one kind of pixels. */
	private record Kind(RealVector mean, RealMatrix covariance) {

		static Kind of(List<double[]> pixels, int channels) {
			RealVector sum = new ArrayRealVector(channels);
			RealMatrix products = new Array2DRowRealMatrix(channels, channels);
			for (double[] pixel : pixels) {
				for (int c = 0; c < channels; c++) {
					sum.addToEntry(c, pixel[c]);
					for (int d = 0; d < channels; d++) {
						products.addToEntry(c, d, pixel[c] * pixel[d]);
					}
				}
			}
			RealVector mean = sum.mapDivide(pixels.size());
			return new Kind(mean, products.scalarMultiply(1.0 / pixels.size()).subtract(mean.outerProduct(mean)));
		}
	}
}
