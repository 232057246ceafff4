package sc.fovea.augment;

import sc.fovea.data.Sample;

/**
 * Takes a patch out of a sample through a placement. Pixels are interpolated bilinearly, unless the placement is exact; labels come from the nearest
 * pixel. Beyond the image pixels are mirrored and labels are 0.
 *
 * @param placement from points of the patch to points of the sample
 * @param width columns of the patch
 * @param height rows of the patch
 */
public record Resampler(Placement placement, int width, int height) {

	/** Pixels of the patch, (H, W, C). */
	public float[] pixels(Sample sample) {
		return placement.isExact() ? nearest(sample) : bilinear(sample);
	}

	/** Labels of the patch, (H, W). */
	public int[] labels(Sample sample) {
		int[] patch = new int[width * height];
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i++) {
				int sx = (int) Math.floor(placement.sourceX(x + 0.5, y + 0.5));
				int sy = (int) Math.floor(placement.sourceY(x + 0.5, y + 0.5));
				boolean inside = sx >= 0 && sy >= 0 && sx < sample.width() && sy < sample.height();
				patch[i] = inside ? sample.labels()[sy * sample.width() + sx] : 0;
			}
		}
		return patch;
	}

	private float[] nearest(Sample sample) {
		int channels = sample.channels();
		float[] patch = new float[width * height * channels];
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i += channels) {
				int sx = mirror((int) Math.floor(placement.sourceX(x + 0.5, y + 0.5)), sample.width());
				int sy = mirror((int) Math.floor(placement.sourceY(x + 0.5, y + 0.5)), sample.height());
				System.arraycopy(sample.pixels(), (sy * sample.width() + sx) * channels, patch, i, channels);
			}
		}
		return patch;
	}

	private float[] bilinear(Sample sample) {
		float[] patch = new float[width * height * sample.channels()];
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i += sample.channels()) {
				interpolate(sample, placement.sourceX(x + 0.5, y + 0.5) - 0.5, placement.sourceY(x + 0.5, y + 0.5) - 0.5, patch, i);
			}
		}
		return patch;
	}

	private static void interpolate(Sample sample, double x, double y, float[] patch, int at) {
		int x0 = (int) Math.floor(x);
		int y0 = (int) Math.floor(y);
		float fx = (float) (x - x0);
		float fy = (float) (y - y0);
		int c = sample.channels();
		int left = mirror(x0, sample.width()) * c;
		int right = mirror(x0 + 1, sample.width()) * c;
		int top = mirror(y0, sample.height()) * sample.width() * c;
		int bottom = mirror(y0 + 1, sample.height()) * sample.width() * c;
		float[] p = sample.pixels();
		for (int k = 0; k < c; k++) {
			float upper = p[top + left + k] + fx * (p[top + right + k] - p[top + left + k]);
			float lower = p[bottom + left + k] + fx * (p[bottom + right + k] - p[bottom + left + k]);
			patch[at + k] = upper + fy * (lower - upper);
		}
	}

	/** …2 1 0 | 0 1 2 … n−1 | n−1 n−2 …: the edge pixel is repeated once. */
	static int mirror(int index, int extent) {
		int period = 2 * extent;
		int folded = Math.floorMod(index, period);
		return folded < extent ? folded : period - 1 - folded;
	}
}
