package sc.fovea.detect.proposal;

/** Blurs a plane with a Gaussian, cut off at three deviations; beyond the edges lie the edges' values. */
final class Gaussian {

	private final float[] weights;

	/** @param sigma deviation in pixels; 0 leaves all as it is */
	Gaussian(double sigma) {
		int radius = (int) Math.ceil(3 * sigma);
		weights = new float[radius + 1];
		double sum = 0;
		for (int i = 0; i <= radius; i++) {
			weights[i] = sigma == 0 ? 1 : (float) Math.exp(-i * i / (2 * sigma * sigma));
			sum += i == 0 ? weights[i] : 2 * weights[i];
		}
		for (int i = 0; i <= radius; i++) {
			weights[i] /= (float) sum;
		}
	}

	/** A blurred copy. */
	float[] blur(float[] plane, int width, int height) {
		float[] target = new float[plane.length];
		float[] row = new float[width];
		for (int y = 0; y < height; y++) {
			sumRows(plane, width, height, y, row);
			blurRow(row, target, y * width);
		}
		return target;
	}

	/** The rows around y, weighed. */
	private void sumRows(float[] plane, int width, int height, int y, float[] sum) {
		for (int x = 0; x < width; x++) {
			sum[x] = weights[0] * plane[y * width + x];
		}
		for (int i = 1; i < weights.length; i++) {
			int above = Math.max(0, y - i) * width;
			int below = Math.min(height - 1, y + i) * width;
			float weight = weights[i];
			for (int x = 0; x < width; x++) {
				sum[x] += weight * (plane[above + x] + plane[below + x]);
			}
		}
	}

	private void blurRow(float[] row, float[] target, int start) {
		int last = row.length - 1;
		for (int x = 0; x <= last; x++) {
			float sum = weights[0] * row[x];
			for (int i = 1; i < weights.length; i++) {
				sum += weights[i] * (row[Math.max(0, x - i)] + row[Math.min(last, x + i)]);
			}
			target[start + x] = sum;
		}
	}
}
