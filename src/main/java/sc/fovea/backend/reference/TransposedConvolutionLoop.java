package sc.fovea.backend.reference;

import sc.fovea.net.Shape;
import sc.fovea.net.TransposedConvolution;

/**
 * Every input pixel (i, j) adds k[u, v, f, c] · x[i, j, c] to output pixel (i·s + u − p, j·s + v − p), f for f.
 *
 * @param layer the transposed convolution
 * @param in x
 * @param kernel k
 * @param out the output, beginning with the bias
 */
record TransposedConvolutionLoop(TransposedConvolution layer, Images in, double[] kernel, Images out) {

	static Images run(TransposedConvolution layer, Images in, Shape shape, Parameters parameters) {
		Images out = parameters.bias(Images.zeros(in.batch(), shape), layer.bias());
		TransposedConvolutionLoop loop = new TransposedConvolutionLoop(layer, in, parameters.get("kernel"), out);
		for (int n = 0; n < in.batch(); n++) {
			for (int i = 0; i < in.height(); i++) {
				for (int j = 0; j < in.width(); j++) {
					loop.pixel(n, i, j);
				}
			}
		}
		return out;
	}

	private void pixel(int n, int i, int j) {
		for (int u = 0; u < layer.kernel(); u++) {
			int y = i * layer.stride() + u - layer.crop();
			for (int v = 0; v < layer.kernel(); v++) {
				int x = j * layer.stride() + v - layer.crop();
				if (y >= 0 && y < out.height() && x >= 0 && x < out.width()) {
					tap(in.at(n, i, j), (u * layer.kernel() + v) * layer.filters() * in.channels(), out.at(n, y, x));
				}
			}
		}
	}

	private void tap(int source, int kernelStart, int target) {
		for (int f = 0; f < layer.filters(); f++) {
			for (int c = 0; c < in.channels(); c++) {
				out.data()[target + f] += in.data()[source + c] * kernel[kernelStart + f * in.channels() + c];
			}
		}
	}
}
