package sc.fovea.model;

import java.util.Arrays;

import sc.fovea.net.Tensor;

/** Normalisation of small images that lie in memory as a whole, for test tensors; large ones are normalised as they are read. */
public final class Preprocessing {

	private Preprocessing() {}

	/**
	 * The normalised values of one image (1, H, W, C).
	 *
	 * @throws IllegalArgumentException if the normalisation is for other channels
	 */
	public static Tensor apply(Normalisation normalisation, Tensor image) {
		normalisation.check(image.channels());
		Tensor answer = Tensor.zeros(image.shape());
		for (int c = 0; c < image.channels(); c++) {
			double[] line = line(normalisation, image, c);
			for (int i = c; i < answer.data().length; i += image.channels()) {
				answer.data()[i] = (float) (line[0] * image.data()[i] + line[1]);
			}
		}
		return answer;
	}

	/** An image that a normalisation with constants turns into the given one; for one by the image's own values, the image itself. */
	public static Tensor undo(Normalisation normalisation, Tensor image) {
		if (normalisation instanceof Normalisation.Percentile || normalisation instanceof Normalisation.Standard) {
			return image;
		}
		Tensor answer = Tensor.zeros(image.shape());
		for (int c = 0; c < image.channels(); c++) {
			double[] line = line(normalisation, image, c);
			for (int i = c; i < answer.data().length; i += image.channels()) {
				answer.data()[i] = (float) ((image.data()[i] - line[1]) / line[0]);
			}
		}
		return answer;
	}

	/** Factor and summand. */
	private static double[] line(Normalisation normalisation, Tensor image, int channel) {
		if (normalisation instanceof Normalisation.Percentile p) {
			float[] sorted = sorted(image, channel);
			double low = percentile(sorted, p.low());
			double high = percentile(sorted, p.high());
			double factor = high > low ? 1 / (high - low) : 1;
			return new double[] { factor, -low * factor };
		}
		if (normalisation instanceof Normalisation.Fixed fixed) {
			return new double[] { fixed.scale(), fixed.offset() };
		}
		if (normalisation instanceof Normalisation.MeanDeviation m) {
			return new double[] { 1 / m.deviation().get(channel), -m.mean().get(channel) / m.deviation().get(channel) };
		}
		return normalisation instanceof Normalisation.Standard s ? standard(image, channel, s.epsilon()) : new double[] { 1, 0 };
	}

	private static double[] standard(Tensor image, int channel, double epsilon) {
		double sum = 0;
		int count = image.data().length / image.channels();
		for (int i = channel; i < image.data().length; i += image.channels()) {
			sum += image.data()[i];
		}
		double mean = sum / count;
		double squares = 0;
		for (int i = channel; i < image.data().length; i += image.channels()) {
			squares += (image.data()[i] - mean) * (image.data()[i] - mean);
		}
		double factor = 1 / (Math.sqrt(squares / count) + epsilon);
		return new double[] { factor, -mean * factor };
	}

	private static float[] sorted(Tensor image, int channel) {
		float[] values = new float[image.data().length / image.channels()];
		for (int i = 0; i < values.length; i++) {
			values[i] = image.data()[i * image.channels() + channel];
		}
		Arrays.sort(values);
		return values;
	}

	/** With linear interpolation between ranks. */
	private static double percentile(float[] sorted, double percent) {
		double rank = percent / 100 * (sorted.length - 1);
		int below = (int) Math.floor(rank);
		return sorted[below] + (rank - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
	}
}
