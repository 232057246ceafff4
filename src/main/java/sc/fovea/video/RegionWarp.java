package sc.fovea.video;

import java.util.BitSet;

/**
 * Where regions of a frame lie in the next one, or those of a frame in the one before.
 *
 * @param from the frame of the regions
 * @param to the other frame
 * @param links from the earlier of both to the later
 * @param isForward whether the regions are in the earlier one
 */
record RegionWarp(FrameNodes from, FrameNodes to, Links links, boolean isForward) {

	/** Pixels of each superpixel of the other frame that the region covers. */
	float[] cover(BitSet nodes) {
		float[] cover = new float[to.count()];
		FrameNodes earlier = isForward ? from : to;
		for (int l = 0; l < links.count(); l++) {
			int here = isForward ? links.from()[l] : links.to()[l];
			int there = isForward ? links.to()[l] : links.from()[l];
			if (nodes.get(here)) cover[there] += links.weights()[l] * earlier.sizes()[links.from()[l]];
		}
		for (int k = 0; k < cover.length; k++) {
			cover[k] = Math.min(cover[k], to.sizes()[k]);
		}
		return cover;
	}

	/** The superpixels that are covered by more than half. */
	BitSet warped(float[] cover) {
		BitSet warped = new BitSet(cover.length);
		for (int k = 0; k < cover.length; k++) {
			if (2 * cover[k] > to.sizes()[k]) warped.set(k);
		}
		return warped;
	}

	/** Intersection over union of what is covered and a region. */
	static double overlap(float[] cover, Region region) {
		double both = 0;
		double all = region.size();
		for (int k = 0; k < cover.length; k++) {
			if (region.nodes().get(k)) both += cover[k];
			else
				all += cover[k];
		}
		return both / all;
	}
}
