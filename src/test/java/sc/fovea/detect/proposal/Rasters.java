package sc.fovea.detect.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.net.Tensor;

/** Images for tests. */
final class Rasters {

	private Rasters() {}

	/** Uniform noise, so that no two pixels are alike. */
	static Raster noise(int width, int height, int channels, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		List<float[]> planes = new ArrayList<>();
		for (int c = 0; c < channels; c++) {
			float[] plane = new float[width * height];
			for (int i = 0; i < plane.length; i++) {
				plane[i] = (float) random.nextDouble();
			}
			planes.add(plane);
		}
		return new Raster(width, height, planes);
	}

	/** Few values in blocks, so that many edges weigh the same. */
	static Raster blocks(int width, int height, long seed) {
		Raster noise = noise(width, height, 1, seed);
		float[] plane = new float[width * height];
		for (int i = 0; i < plane.length; i++) {
			plane[i] = Math.round(noise.planes().get(0)[i / width / 3 * 3 * width + i % width / 3 * 3] * 4) / 4f;
		}
		return new Raster(width, height, List.of(plane));
	}

	/** Discs of one colour on a ground of another with a little noise, as an image (1, H, W, 3). @param discs x, y and radius of each */
	static Tensor discs(int width, int height, int[][] discs) {
		SplittableRandom random = new SplittableRandom(9);
		float[] data = new float[width * height * 3];
		for (int i = 0; i < data.length; i++) {
			int x = i / 3 % width;
			int y = i / 3 / width;
			boolean isInside = false;
			for (int[] disc : discs) {
				isInside |= Math.hypot(x + 0.5 - disc[0], y + 0.5 - disc[1]) < disc[2];
			}
			data[i] = (isInside ? new float[] { 0.7f, 0.3f, 0.4f } : new float[] { 0.9f, 0.9f, 0.8f })[i % 3] + (float) random.nextDouble() * 0.02f;
		}
		return Tensor.of(data, 1, height, width, 3);
	}
}
