package sc.fovea.backend.reference;

import sc.fovea.net.Axis;
import sc.fovea.net.Convolution;
import sc.fovea.net.Shape;

/**
 * y[i, j, f] = b[f] + Σ x[i·s + u·d − p, j·s + v·d − p, c] · k[u, v, c, f]; taps beyond the image are zero and left out.
 *
 * @param layer the convolution
 * @param in x
 * @param kernel k
 * @param out y, beginning with the bias
 */
record ConvolutionLoop(Convolution layer, Images in, double[] kernel, Images out) {

	static Images run(Convolution layer, Images in, Shape shape, Parameters parameters) {
		Images out = parameters.bias(Images.zeros(in.batch(), shape), layer.bias());
		ConvolutionLoop loop = new ConvolutionLoop(layer, in, parameters.get("kernel"), out);
		for (int n = 0; n < out.batch(); n++) {
			for (int i = 0; i < out.height(); i++) {
				for (int j = 0; j < out.width(); j++) {
					loop.pixel(n, i, j);
				}
			}
		}
		return out;
	}

	private void pixel(int n, int i, int j) {
		int target = out.at(n, i, j);
		for (int u = 0; u < layer.kernel().height(); u++) {
			int y = position(i, u, Axis.Y);
			for (int v = 0; v < layer.kernel().width(); v++) {
				int x = position(j, v, Axis.X);
				if (y >= 0 && y < in.height() && x >= 0 && x < in.width()) {
					tap(in.at(n, y, x), (u * layer.kernel().width() + v) * in.channels() * layer.filters(), target);
				}
			}
		}
	}

	private int position(int output, int tap, Axis axis) {
		int stride = layer.stride().along(axis);
		return output * stride + tap * layer.dilation() - layer.padding().before(layer.window(axis), stride);
	}

	/** Adds one input pixel times the kernel at one tap. */
	private void tap(int source, int kernelStart, int target) {
		int filters = layer.filters();
		int step = layer.connection() == Convolution.Connection.DEPTHWISE ? filters : 0;
		for (int c = 0; c < in.channels(); c++) {
			double value = in.data()[source + c];
			for (int f = 0; f < filters; f++) {
				out.data()[target + c * step + f] += value * kernel[kernelStart + c * filters + f];
			}
		}
	}
}
