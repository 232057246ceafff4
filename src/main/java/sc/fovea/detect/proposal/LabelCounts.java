package sc.fovea.detect.proposal;

/** How many pixels of each label lie in a rectangle, in time of the number of labels. */
final class LabelCounts {

	private final int labels;
	private final int stride;
	private final int[] sums;

	/** @param labels of the pixels, from 0 @param count number of labels */
	LabelCounts(int[] labels, int count, int width, int height) {
		this.labels = count;
		stride = (width + 1) * count;
		sums = new int[Math.multiplyExact(stride, height + 1)];
		for (int y = 0; y < height; y++) {
			int[] row = new int[count];
			for (int x = 0; x < width; x++) {
				row[labels[y * width + x]]++;
				int at = (y + 1) * stride + (x + 1) * count;
				for (int label = 0; label < count; label++) {
					sums[at + label] = sums[at - stride + label] + row[label];
				}
			}
		}
	}

	/** Counts of all labels in a box that lies within the image. */
	void count(PixelBox box, int[] counts) {
		int a = box.top() * stride + box.left() * labels;
		int b = box.top() * stride + box.right() * labels;
		int c = box.bottom() * stride + box.left() * labels;
		int d = box.bottom() * stride + box.right() * labels;
		for (int label = 0; label < labels; label++) {
			counts[label] = sums[d + label] - sums[b + label] - sums[c + label] + sums[a + label];
		}
	}

	/** Number of labels. */
	int size() {
		return labels;
	}
}
