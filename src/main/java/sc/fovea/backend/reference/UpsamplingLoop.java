package sc.fovea.backend.reference;

import sc.fovea.net.Shape;
import sc.fovea.net.Upsampling;

/** NEAREST repeats each pixel; BILINEAR interpolates at (j + 0.5) / factor − 0.5, the edge pixel continued. */
final class UpsamplingLoop {

	private UpsamplingLoop() {}

	static Images run(Upsampling layer, Images in, Shape shape) {
		Images out = Images.zeros(in.batch(), shape);
		for (int n = 0; n < out.batch(); n++) {
			for (int i = 0; i < out.height(); i++) {
				for (int j = 0; j < out.width(); j++) {
					BilinearSample sample = new BilinearSample(in, n, place(layer, i), place(layer, j));
					for (int c = 0; c < out.channels(); c++) {
						out.data()[out.at(n, i, j) + c] = sample.value(c);
					}
				}
			}
		}
		return out;
	}

	private static Place place(Upsampling layer, int output) {
		int factor = layer.factor();
		return layer.method() == Upsampling.Method.NEAREST ? Place.on(output / factor) : Place.ratio(2 * output + 1 - factor, 2 * factor);
	}
}
