package sc.fovea.backend.reference;

import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;

/**
 * Bin (i, j) of a region is the mean of samples² bilinear samples at the centres of an even grid inside the bin.
 *
 * @param layer size, samples and stride
 * @param features (N, H, W, C)
 * @param regions (R, 1, 1, 5): image index, x, y, width, height in pixels of the image
 */
record RoiAlignLoop(RoiAlign layer, Images features, Images regions) {

	Images run(String node, Shape shape) {
		Images out = Images.zeros(regions.batch(), shape);
		for (int r = 0; r < out.batch(); r++) {
			int image = image(node, r);
			for (int i = 0; i < layer.size() * layer.samples(); i++) {
				for (int j = 0; j < layer.size() * layer.samples(); j++) {
					BilinearSample sample = new BilinearSample(features, image, place(r, i, 2), place(r, j, 1));
					add(sample, out.data(), out.at(r, i / layer.samples(), j / layer.samples()));
				}
			}
		}
		return out;
	}

	private void add(BilinearSample sample, double[] out, int target) {
		for (int c = 0; c < features.channels(); c++) {
			out[target + c] += sample.value(c) / (layer.samples() * layer.samples());
		}
	}

	/** The place of the k-th sample along an axis; {@code origin} is the column of x or y, two before that of width or height. */
	private Place place(int region, int k, int origin) {
		double start = regions.data()[regions.at(region, 0, 0) + origin];
		double extent = regions.data()[regions.at(region, 0, 0) + origin + 2];
		double onImage = start + (k + 0.5) * extent / (layer.size() * layer.samples());
		return Place.at(onImage / layer.stride() - 0.5);
	}

	private int image(String node, int region) {
		double index = regions.data()[regions.at(region, 0, 0)];
		if (index < 0 || index >= features.batch() || index != Math.rint(index)) {
			throw new ShapeException(node, "image indices from 0 to " + (features.batch() - 1) + " in the regions", Double.toString(index));
		}
		return (int) index;
	}
}
