package sc.fovea.backend.reference;

import sc.fovea.net.Normalization;

/**
 * y = scale · (x − mean) / √(variance + ε) + shift, with mean and variance of each set of values that are normalized together: a channel of the whole batch,
 * or a group of channels of one image.
 *
 * @param layer the normalization
 * @param in the images
 * @param parameters scale, shift and running statistics
 */
record NormalizationLoop(Normalization layer, Images in, Parameters parameters) {

	/** By the running statistics for BATCH, by the image's own for GROUP. */
	Images atInference() {
		return layer.kind() == Normalization.Kind.GROUP ? inTraining() : normalized(parameters.get("mean"), parameters.get("variance"));
	}

	/** By the statistics of the values themselves. */
	Images inTraining() {
		int sets = layer.kind() == Normalization.Kind.GROUP ? in.batch() * layer.groups() : in.channels();
		double[] mean = new double[sets];
		double[] variance = new double[sets];
		double share = (double) sets / in.data().length;
		for (int i = 0; i < in.data().length; i++) {
			mean[set(i)] += in.data()[i] * share;
		}
		for (int i = 0; i < in.data().length; i++) {
			double difference = in.data()[i] - mean[set(i)];
			variance[set(i)] += difference * difference * share;
		}
		return normalized(mean, variance);
	}

	private Images normalized(double[] mean, double[] variance) {
		double[] scale = parameters.get("scale");
		double[] shift = parameters.get("shift");
		Images out = Images.zeros(in.batch(), in.shape());
		for (int i = 0; i < out.data().length; i++) {
			int c = i % in.channels();
			out.data()[i] = scale[c] * (in.data()[i] - mean[set(i)]) / Math.sqrt(variance[set(i)] + layer.epsilon()) + shift[c];
		}
		return out;
	}

	/** Which set the value at an index is normalized with. */
	private int set(int index) {
		int channel = index % in.channels();
		int image = index / (in.height() * in.width() * in.channels());
		return layer.kind() == Normalization.Kind.GROUP ? image * layer.groups() + channel / (in.channels() / layer.groups()) : channel;
	}
}
