package sc.fovea.video;

import java.util.BitSet;

/**
 * Some superpixels of a frame.
 *
 * @param nodes which
 * @param size in pixels
 * @param score objectness and motion, 0 to 2
 * @param worth the score, or nine tenths of the worth of a region that was carried here from another frame: an object may rest
 */
record Region(BitSet nodes, int size, double score, double worth) {

	/** What is left of a worth from frame to frame. */
	static final double LEFT = 0.9;

	/** The same, worth no less than this. */
	Region worthAtLeast(double other) {
		return other <= worth ? this : new Region(nodes, size, score, other);
	}

	/** Intersection over union with another region of the frame. */
	double iou(Region other, int[] sizes) {
		int both = both(other, sizes);
		return (double) both / (size + other.size - both);
	}

	/** What is shared with another region, as part of the smaller of both. */
	double shared(Region other, int[] sizes) {
		return (double) both(other, sizes) / Math.min(size, other.size);
	}

	private int both(Region other, int[] sizes) {
		int both = 0;
		for (int k = nodes.nextSetBit(0); k >= 0; k = nodes.nextSetBit(k + 1)) {
			if (other.nodes.get(k)) both += sizes[k];
		}
		return both;
	}
}
