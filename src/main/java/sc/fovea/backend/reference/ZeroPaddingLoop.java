package sc.fovea.backend.reference;

import sc.fovea.net.Shape;
import sc.fovea.net.ZeroPadding;

/** y[top + i, left + j, c] = x[i, j, c], and 0 elsewhere. */
final class ZeroPaddingLoop {

	private ZeroPaddingLoop() {}

	static Images run(ZeroPadding layer, Images in, Shape shape) {
		Images out = Images.zeros(in.batch(), shape);
		for (int n = 0; n < in.batch(); n++) {
			for (int i = 0; i < in.height(); i++) {
				System.arraycopy(in.data(), in.at(n, i, 0), out.data(), out.at(n, layer.top() + i, layer.left()), in.width() * in.channels());
			}
		}
		return out;
	}
}
