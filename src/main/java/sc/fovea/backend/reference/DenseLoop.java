package sc.fovea.backend.reference;

import sc.fovea.net.Dense;
import sc.fovea.net.Shape;

/** y = x·k + b on all values of an image in (H, W, C) order. */
final class DenseLoop {

	private DenseLoop() {}

	static Images run(Dense layer, Images in, Shape shape, Parameters parameters) {
		Images out = parameters.bias(Images.zeros(in.batch(), shape), layer.bias());
		double[] kernel = parameters.get("kernel");
		int length = (int) in.shape().count();
		for (int n = 0; n < in.batch(); n++) {
			for (int i = 0; i < length; i++) {
				for (int f = 0; f < layer.units(); f++) {
					out.data()[n * layer.units() + f] += in.data()[n * length + i] * kernel[i * layer.units() + f];
				}
			}
		}
		return out;
	}
}
