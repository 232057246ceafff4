package sc.fovea.backend.reference;

import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;

/**
 * MAX: max x. AVERAGE: mean x. L2: √(mean x² + ε). Only pixels inside the image take part.
 *
 * @param layer the pooling
 * @param in the images
 */
record PoolingLoop(Pooling layer, Images in) {

	static Images run(Pooling layer, Images in, Shape shape) {
		Images out = Images.zeros(in.batch(), shape);
		PoolingLoop loop = new PoolingLoop(layer, in);
		for (int n = 0; n < out.batch(); n++) {
			for (int i = 0; i < out.height(); i++) {
				for (int j = 0; j < out.width(); j++) {
					for (int c = 0; c < out.channels(); c++) {
						out.data()[out.at(n, i, j) + c] = loop.value(n, i, j, c);
					}
				}
			}
		}
		return out;
	}

	/** Global pooling is pooling by one window as large as the image. */
	static Images run(GlobalPooling layer, Images in, Shape shape) {
		Size all = new Size(in.height(), in.width());
		return run(new Pooling(layer.kind(), all, all, Padding.VALID), in, shape);
	}

	private double value(int n, int i, int j, int c) {
		int top = i * layer.stride().height() - layer.padding().before(layer.window().height(), layer.stride().height());
		int left = j * layer.stride().width() - layer.padding().before(layer.window().width(), layer.stride().width());
		double max = Double.NEGATIVE_INFINITY;
		double sum = 0;
		int count = 0;
		for (int y = Math.max(top, 0); y < Math.min(top + layer.window().height(), in.height()); y++) {
			for (int x = Math.max(left, 0); x < Math.min(left + layer.window().width(), in.width()); x++) {
				double value = in.data()[in.at(n, y, x) + c];
				max = Math.max(max, value);
				sum += layer.kind() == Pooling.Kind.L2 ? value * value : value;
				count++;
			}
		}
		return switch (layer.kind()) {
			case MAX -> max;
			case AVERAGE -> sum / count;
			case L2 -> Math.sqrt(sum / count + Pooling.L2_EPSILON);
		};
	}
}
