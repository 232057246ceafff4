package sc.fovea.backend.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fovea.backend.Loss;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/** Σ m·l / Σ m over the pixels or the values of a batch, whichever the mask weighs. */
final class LossSum {

	private LossSum() {}

	static double of(Loss loss, Images output, Map<String, Tensor> batch) {
		int channels = output.channels();
		Images target = get(batch, loss.target(), output, List.of(channels));
		List<Integer> widths = loss.kind().isOfValues() ? List.of(1, channels) : List.of(1);
		Images mask = loss.mask().isEmpty() ? ones(output) : get(batch, loss.mask(), output, widths);
		double sum = 0;
		double whole = 0;
		for (int p = 0; p < output.pixels(); p++) {
			double normalizer = ActivationLoop.logSumOfExponentials(output.data(), p * channels, channels);
			for (int i = p * channels; i < (p + 1) * channels; i++) {
				double m = mask.channels() == 1 ? mask.data()[p] : mask.data()[i];
				sum += m == 0 ? 0 : m * error(loss.kind(), output.data()[i], target.data()[i], normalizer);
				whole += loss.kind().isOfValues() ? m : m / channels;
			}
		}
		return whole == 0 ? 0 : sum / whole;
	}

	private static Images ones(Images output) {
		Images ones = Images.zeros(output.batch(), output.shape().withChannels(1));
		Arrays.fill(ones.data(), 1);
		return ones;
	}

	private static Images get(Map<String, Tensor> batch, String name, Images output, List<Integer> channels) {
		String expected = output.batch() + " images of "
			+ channels.stream().distinct().map(c -> output.shape().withChannels(c).toString()).collect(Collectors.joining(" or "));
		Tensor tensor = batch.get(name);
		if (tensor == null) {
			throw new ShapeException(name, expected, "none");
		}
		Images images = Images.of(name, tensor);
		boolean fits = channels.contains(images.channels()) && images.shape().equals(output.shape().withChannels(images.channels()));
		if (!fits || images.batch() != output.batch()) {
			throw new ShapeException(name, expected, tensor.toString());
		}
		return images;
	}

	/** What a value adds to the error. @param normalizer ln Σ exp(o) over the channels of its pixel */
	private static double error(Loss.Kind kind, double o, double t, double normalizer) {
		return switch (kind) {
			case BINARY_CROSS_ENTROPY -> ActivationLoop.softplus(o) - t * o;
			case SOFTMAX_CROSS_ENTROPY -> t * (normalizer - o);
			case ABSOLUTE_ERROR -> Math.abs(o - t);
			case SQUARED_ERROR -> (o - t) * (o - t);
			case HUBER -> huber(Math.abs(o - t));
		};
	}

	private static double huber(double distance) {
		return distance <= 1 ? distance * distance / 2 : distance - 0.5;
	}
}
