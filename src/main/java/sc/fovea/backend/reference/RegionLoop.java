package sc.fovea.backend.reference;

import java.util.Arrays;

import sc.fovea.net.RegionLayer;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;

/**
 * Features of regions, point by point.
 *
 * @param layer mean of interpolated values, or maximum of cells
 * @param features (N, H, W, C)
 * @param regions (R, 1, 1, 5): image index, x, y, width, height in pixels of the image
 */
record RegionLoop(RegionLayer layer, Images features, Images regions) {

	Images run(String node, Shape shape) {
		Images out = Images.zeros(regions.batch(), shape);
		boolean isMean = layer instanceof RoiAlign;
		Arrays.fill(out.data(), isMean ? 0 : Double.NEGATIVE_INFINITY);
		for (int r = 0; r < out.batch(); r++) {
			int image = image(node, r);
			for (int i = 0; i < layer.size() * layer.samples(); i++) {
				for (int j = 0; j < layer.size() * layer.samples(); j++) {
					int target = out.at(r, i / layer.samples(), j / layer.samples());
					double y = point(r, i, 2);
					double x = point(r, j, 1);
					if (isMean) {
						addInterpolated(new BilinearSample(features, image, Place.at(y - 0.5), Place.at(x - 0.5)), out.data(), target);
					}
					else {
						raiseToCell(features.at(image, inside(y, features.height()), inside(x, features.width())), out.data(), target);
					}
				}
			}
		}
		return out;
	}

	private void addInterpolated(BilinearSample sample, double[] out, int target) {
		for (int c = 0; c < features.channels(); c++) {
			out[target + c] += sample.value(c) / (layer.samples() * layer.samples());
		}
	}

	private void raiseToCell(int cell, double[] out, int target) {
		for (int c = 0; c < features.channels(); c++) {
			out[target + c] = Math.max(out[target + c], features.data()[cell + c]);
		}
	}

	/** The k-th point along an axis, in cells from the map's edge; {@code origin} is the column of x or y, two before that of width or height. */
	private double point(int region, int k, int origin) {
		double start = regions.data()[regions.at(region, 0, 0) + origin];
		double extent = regions.data()[regions.at(region, 0, 0) + origin + 2];
		return (start + (2 * k + 1) * extent / (2 * layer.size() * layer.samples())) / layer.stride();
	}

	/** The cell that holds a point. */
	private static int inside(double point, int extent) {
		return (int) Math.max(0, Math.min(Math.floor(point), extent - 1));
	}

	private int image(String node, int region) {
		double index = regions.data()[regions.at(region, 0, 0)];
		if (index < 0 || index >= features.batch() || index != Math.rint(index)) {
			throw new ShapeException(node, "image indices from 0 to " + (features.batch() - 1) + " in the regions", Double.toString(index));
		}
		return (int) index;
	}
}
