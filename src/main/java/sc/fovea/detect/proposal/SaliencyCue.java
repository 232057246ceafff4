package sc.fovea.detect.proposal;

import java.util.ArrayList;
import java.util.List;

/**
 * Multi-scale saliency (Alexe, Deselaers and Ferrari 2012, section 3.1): the window holds pixels that stand out, and few others. The image is shrunk
 * to squares of several sides; with the {@link SpectralResidual} S of each, summed over the channels and scaled to a mean of 1, and the pixels P of
 * the window where S is above 1,
 *
 * <pre>
 * MS(window) = mean over the sides of √(Σ_P S · |P|) / |window|
 * </pre>
 */
final class SaliencyCue implements WindowCue {

	private static final int[] SIDES = { 16, 24, 32, 48, 64 };

	private final int width;
	private final int height;
	private final List<Scale> scales = new ArrayList<>();

	/** One square: saliency above the threshold, and where that is. */
	private record Scale(int side, IntegralPlane salient, IntegralPlane count) {}

	SaliencyCue(Raster image) {
		width = image.width();
		height = image.height();
		for (int side : SIDES) {
			scales.add(scale(image, side));
		}
	}

	private static Scale scale(Raster image, int side) {
		SpectralResidual residual = new SpectralResidual(side);
		float[] sum = new float[side * side];
		for (float[] plane : image.planes()) {
			float[] map = residual.map(square(plane, image.width(), image.height(), side));
			for (int i = 0; i < sum.length; i++) {
				sum[i] += map[i];
			}
		}
		double mean = 0;
		for (float value : sum) {
			mean += value / sum.length;
		}
		float[] count = new float[sum.length];
		for (int i = 0; i < sum.length; i++) {
			boolean isSalient = mean > 0 && sum[i] > mean;
			count[i] = isSalient ? 1 : 0;
			sum[i] = isSalient ? (float) (sum[i] / mean) : 0;
		}
		return new Scale(side, new IntegralPlane(sum, side, side), new IntegralPlane(count, side, side));
	}

	/** Means of an image's parts; where a part is less than a pixel, the pixel. */
	static float[] square(float[] plane, int width, int height, int side) {
		IntegralPlane sums = new IntegralPlane(plane, width, height);
		float[] square = new float[side * side];
		for (int i = 0; i < square.length; i++) {
			int left = i % side * width / side;
			int top = i / side * height / side;
			PixelBox part = new PixelBox(left, top, Math.max(left + 1, (i % side + 1) * width / side), Math.max(top + 1, (i / side + 1) * height / side));
			square[i] = (float) (sums.sum(part) / part.area());
		}
		return square;
	}

	@Override
	public double of(PixelBox window) {
		double sum = 0;
		for (Scale scale : scales) {
			PixelBox part = new PixelBox(window.left() * scale.side() / width, window.top() * scale.side() / height,
				(window.right() * scale.side() + width - 1) / width, (window.bottom() * scale.side() + height - 1) / height);
			sum += Math.sqrt(scale.salient().sum(part) * scale.count().sum(part)) / part.area();
		}
		return sum / scales.size();
	}
}
