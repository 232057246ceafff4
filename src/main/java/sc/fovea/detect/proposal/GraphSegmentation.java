package sc.fovea.detect.proposal;

import java.util.Arrays;
import java.util.List;

/**
 * Cuts an image into regions by a graph of its pixels (Felzenszwalb and Huttenlocher 2004, "Efficient graph-based image segmentation"). Each pixel is
 * joined to its eight neighbours by edges that weigh the distance of their colours. Edges are taken by ascending weight w; one joins the regions A
 * and B at its ends if
 *
 * <pre>
 * w ≤ min(Int(A) + k / |A|, Int(B) + k / |B|)
 * </pre>
 *
 * where Int is the largest weight within a region so far and |A| a number of pixels. Then regions that are too small are joined to their most similar
 * neighbour. Weights are in grey levels of 255 and counted in 64ths, so that they are sorted in linear time.
 *
 * @param k preference for large regions
 * @param smallest number of pixels of a region, at least 1
 * @param sigma deviation in pixels of the blur before
 */
record GraphSegmentation(double k, int smallest, double sigma) {

	/** @throws IllegalArgumentException if k or sigma is negative or the smallest below 1 */
	GraphSegmentation {
		if (!(k >= 0 && sigma >= 0) || smallest < 1) {
			throw new IllegalArgumentException(
				"Expected k and sigma of at least 0 and regions of at least 1 pixel, got " + k + ", " + sigma + " and " + smallest + ".");
		}
	}

	/** The regions of an image. */
	Segments segment(Raster image) {
		Gaussian blur = new Gaussian(sigma);
		List<float[]> smooth = image.planes().stream().map(plane -> sigma == 0 ? plane : blur.blur(plane, image.width(), image.height())).toList();
		return cut(new PixelEdges(new Raster(image.width(), image.height(), smooth)));
	}

	private Segments cut(PixelEdges edges) {
		int[] order = edges.order();
		DisjointSets sets = new DisjointSets(edges.width() * edges.height());
		double[] limits = new double[edges.width() * edges.height()];
		Arrays.fill(limits, k * PixelEdges.UNITS);
		for (int edge : order) {
			int a = sets.find(edges.from(edge));
			int b = sets.find(edges.to(edge));
			int weight = edges.weight(edge);
			if (a != b && weight <= limits[a] && weight <= limits[b]) {
				int joined = sets.join(a, b);
				limits[joined] = weight + k * PixelEdges.UNITS / sets.size(joined);
			}
		}
		joinSmall(sets, edges, order);
		return Segments.of(sets, edges.width(), edges.height());
	}

	private void joinSmall(DisjointSets sets, PixelEdges edges, int[] order) {
		for (int edge : order) {
			int a = sets.find(edges.from(edge));
			int b = sets.find(edges.to(edge));
			if (a != b && Math.min(sets.size(a), sets.size(b)) < smallest) {
				sets.join(a, b);
			}
		}
	}
}
