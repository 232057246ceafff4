package sc.fovea.detect.proposal;

import java.util.Arrays;
import java.util.Set;

/**
 * Sizes, boxes and histograms of regions, and how alike two of them are. A region that two are joined to gets its numbers from theirs, not from the
 * pixels. There is room for as many joins as lead to one region.
 */
final class RegionTable {

	private final double area;
	private final boolean isBySize;
	private final boolean isByFill;
	private final Histograms[] histograms;
	private final int[] sizes, left, top, right, bottom;

	/** The regions of an image, from 0. @param measures that are added */
	RegionTable(Segments segments, PixelFeatures features, Set<Similarity> measures) {
		area = (double) segments.width() * segments.height();
		isBySize = measures.contains(Similarity.SIZE);
		isByFill = measures.contains(Similarity.FILL);
		int room = 2 * segments.count() - 1;
		sizes = new int[room];
		left = new int[room];
		top = new int[room];
		right = new int[room];
		bottom = new int[room];
		Arrays.fill(left, Integer.MAX_VALUE);
		Arrays.fill(top, Integer.MAX_VALUE);
		measure(segments);
		histograms = measures.stream().filter(m -> m == Similarity.COLOUR || m == Similarity.TEXTURE).map(m -> features.histograms(m, segments, room))
			.toArray(Histograms[]::new);
	}

	private void measure(Segments segments) {
		int[] labels = segments.labels();
		for (int y = 0, i = 0; y < segments.height(); y++) {
			for (int x = 0; x < segments.width(); x++, i++) {
				int region = labels[i];
				sizes[region]++;
				left[region] = Math.min(left[region], x);
				right[region] = Math.max(right[region], x + 1);
				top[region] = Math.min(top[region], y);
				bottom[region] = y + 1;
			}
		}
	}

	/** Joins two regions to a new one. */
	void join(int a, int b, int joined) {
		for (Histograms histogram : histograms) {
			histogram.join(a, sizes[a], b, sizes[b], joined);
		}
		sizes[joined] = sizes[a] + sizes[b];
		left[joined] = Math.min(left[a], left[b]);
		top[joined] = Math.min(top[a], top[b]);
		right[joined] = Math.max(right[a], right[b]);
		bottom[joined] = Math.max(bottom[a], bottom[b]);
	}

	/** Sum of the measures for two regions. */
	double similarity(int a, int b) {
		double sum = 0;
		for (Histograms histogram : histograms) {
			sum += histogram.common(a, b);
		}
		double both = (double) sizes[a] + sizes[b];
		if (isBySize) {
			sum += 1 - both / area;
		}
		if (isByFill) {
			double width = Math.max(right[a], right[b]) - Math.min(left[a], left[b]);
			double height = Math.max(bottom[a], bottom[b]) - Math.min(top[a], top[b]);
			sum += 1 - (width * height - both) / area;
		}
		return sum;
	}

	/** The box around a region. */
	PixelBox box(int region) {
		return new PixelBox(left[region], top[region], right[region], bottom[region]);
	}

	/** Number of a region's pixels. */
	int size(int region) {
		return sizes[region];
	}
}
