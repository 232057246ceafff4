package sc.fovea.backend.reference;

import sc.fovea.net.Weights;

/** The weights of one node in double precision. */
record Parameters(Weights weights, String node) {

	/** A weight by its name within the layer, for example {@code kernel}. */
	double[] get(String name) {
		float[] values = weights.get(node + "." + name).data();
		double[] copy = new double[values.length];
		for (int i = 0; i < copy.length; i++) {
			copy[i] = values[i];
		}
		return copy;
	}

	/** Images in which every pixel has the bias as channels, or zeros if there is none: where sums begin. */
	Images bias(Images start, boolean present) {
		if (present) {
			double[] bias = get("bias");
			for (int i = 0; i < start.data().length; i++) {
				start.data()[i] = bias[i % bias.length];
			}
		}
		return start;
	}
}
