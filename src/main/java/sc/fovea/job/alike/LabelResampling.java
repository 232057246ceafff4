package sc.fovea.job.alike;

import java.util.Arrays;

import sc.fovea.predict.LabelRows;
import sc.fovea.predict.PlaneSegmenter;

/**
 * Labels at another scale. A pixel gets the label that has the largest share of the four places around its middle, linearly weighted, so that outlines stay smooth.
 *
 * @param labels ids from 1 on without gaps, 0 elsewhere
 * @param width of them
 * @param scale their pixels for one of the target
 */
record LabelResampling(int[] labels, int width, double scale) {

	/** Writes them, with ids from the first of the target on. @return number of objects that are left */
	int write(PlaneSegmenter.Target target) {
		LabelRows rows = target.rows();
		int[] numbers = new int[Arrays.stream(labels).max().orElse(0) + 1];
		int count = 0;
		int[] line = new int[rows.width()];
		for (int y = 0; y < rows.height(); y++) {
			for (int x = 0; x < line.length; x++) {
				int label = scale == 1 ? labels[y * width + x] : at(x, y);
				if (label > 0 && numbers[label] == 0) numbers[label] = target.firstId() + count++;
				line[x] = label == 0 ? 0 : numbers[label];
			}
			rows.write(y, 1, line);
		}
		return count;
	}

	private int at(int x, int y) {
		int height = labels.length / width;
		double u = Math.max(0, Math.min(width - 1, (x + 0.5) * scale - 0.5));
		double v = Math.max(0, Math.min(height - 1, (y + 0.5) * scale - 0.5));
		int left = (int) u;
		int top = (int) v;
		int right = Math.min(width - 1, left + 1);
		int bottom = Math.min(height - 1, top + 1);
		int[] ids = { labels[top * width + left], labels[top * width + right], labels[bottom * width + left], labels[bottom * width + right] };
		double fx = u - left;
		double fy = v - top;
		double[] weights = { (1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy };
		int best = 0;
		double most = -1;
		for (int i = 0; i < ids.length; i++) {
			double sum = 0;
			for (int j = 0; j < ids.length; j++) {
				sum += ids[j] == ids[i] ? weights[j] : 0;
			}
			if (sum > most) {
				most = sum;
				best = ids[i];
			}
		}
		return best;
	}
}
