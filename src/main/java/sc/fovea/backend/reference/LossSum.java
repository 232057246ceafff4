package sc.fovea.backend.reference;

import java.util.Map;

import sc.fovea.backend.Loss;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/** Σ m·l / Σ m over the pixels of a batch. */
final class LossSum {

	private LossSum() {}

	static double of(Loss loss, Images output, Map<String, Tensor> batch) {
		Images target = get(batch, loss.target(), output, output.channels());
		double[] mask = loss.mask().isEmpty() ? new double[0] : get(batch, loss.mask(), output, 1).data();
		double sum = 0;
		double whole = 0;
		for (int p = 0; p < output.pixels(); p++) {
			double m = mask.length == 0 ? 1 : mask[p];
			sum += m == 0 ? 0 : m * pixel(loss.kind(), output, target, p);
			whole += m;
		}
		return whole == 0 ? 0 : sum / whole;
	}

	private static Images get(Map<String, Tensor> batch, String name, Images output, int channels) {
		Shape expected = output.shape().withChannels(channels);
		Tensor tensor = batch.get(name);
		if (tensor == null) {
			throw new ShapeException(name, output.batch() + " images of " + expected, "none");
		}
		Images images = Images.of(name, tensor);
		if (!images.shape().equals(expected) || images.batch() != output.batch()) {
			throw new ShapeException(name, output.batch() + " images of " + expected, tensor.toString());
		}
		return images;
	}

	private static double pixel(Loss.Kind kind, Images output, Images target, int pixel) {
		int channels = output.channels();
		int from = pixel * channels;
		double whole = kind == Loss.Kind.SOFTMAX_CROSS_ENTROPY ? ActivationLoop.logSumOfExponentials(output.data(), from, channels) : 0;
		double sum = 0;
		for (int i = from; i < from + channels; i++) {
			double o = output.data()[i];
			double t = target.data()[i];
			sum += switch (kind) {
				case BINARY_CROSS_ENTROPY -> ActivationLoop.softplus(o) - t * o;
				case SOFTMAX_CROSS_ENTROPY -> t * (whole - o);
				case ABSOLUTE_ERROR -> Math.abs(o - t);
				case SQUARED_ERROR -> (o - t) * (o - t);
				case HUBER -> huber(Math.abs(o - t));
			};
		}
		return kind == Loss.Kind.SOFTMAX_CROSS_ENTROPY ? sum : sum / channels;
	}

	private static double huber(double distance) {
		return distance <= 1 ? distance * distance / 2 : distance - 0.5;
	}
}
