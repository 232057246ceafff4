package sc.fovea.detect;

import java.util.List;
import java.util.stream.IntStream;

import sc.fovea.geometry.Box;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/**
 * Cuts regions out of an image and warps each to a square, whatever its shape, so that one network can look at them all (R-CNN, Girshick et al. 2014,
 * arXiv:1311.2524, appendix A). The region fills the square but for a border of {@code context} pixels, which shows what lies around it at the same scale.
 * <p>
 * With a region of width w the square's pixel j shows the point x + (j + 1/2 − context) · s of the image, s = w / (size − 2 · context): the mean of the pixels around
 * it with weights that fall on a straight line from the point to a distance of max(1, s). Where the square is finer than the image that is bilinear interpolation; where
 * it is coarser no pixel of the image is left out. Beyond the image its edge goes on; there the paper takes the mean of all images.
 *
 * <pre>{@code
 * Tensor crops = new RegionWarp(48, 4).warp(scene.image(), boxes);   // (boxes, 48, 48, C)
 * }</pre>
 *
 * @param size side of a square in pixels
 * @param context pixels of surroundings on each side; 16 of 227 in the paper
 */
public record RegionWarp(int size, int context) {

	/** @throws IllegalArgumentException if the context is negative or leaves no pixel for the region */
	public RegionWarp {
		if (context < 0 || size < 1 || size / 2.0 <= context) {
			throw new IllegalArgumentException("Expected a context of at least 0 and below half of the size, got " + context + " of " + size + ".");
		}
	}

	/**
	 * All regions of an image, in their order.
	 *
	 * @param image (1, H, W, C)
	 * @param boxes with an area above 0
	 * @return (boxes, size, size, C)
	 * @throws ShapeException if there is not one image
	 * @throws IllegalArgumentException if a side of a box is 0
	 */
	public Tensor warp(Tensor image, List<Box> boxes) {
		Tensor crops = Tensor.zeros(boxes.size(), size, size, image.channels());
		IntStream.range(0, boxes.size()).parallel().forEach(i -> warp(image, boxes.get(i), crops, i));
		return crops;
	}

	/**
	 * One region.
	 *
	 * @param image (1, H, W, C)
	 * @param crops (N, size, size, C)
	 * @param index of the crop that is written
	 * @throws ShapeException if there is not one image, or the crops have another size
	 * @throws IllegalArgumentException if a side of the box is 0
	 */
	public void warp(Tensor image, Box box, Tensor crops, int index) {
		int channels = image.channels();
		if (image.batch() != 1 || image.height() < 1 || image.width() < 1) {
			throw new ShapeException("image", "one image (1, H, W, C) of at least one pixel", image.toString());
		}
		if (crops.height() != size || crops.width() != size || crops.channels() != channels) {
			throw new ShapeException("crops", "crops (N, " + size + ", " + size + ", " + channels + ")", crops.toString());
		}
		if (!(box.width() > 0 && box.height() > 0)) {
			throw new IllegalArgumentException("Expected a region with a width and height above 0, got " + box + ".");
		}
		WarpTaps columns = taps(box.x(), box.width(), image.width());
		WarpTaps rows = taps(box.y(), box.height(), image.height());
		int first = rows.first()[0];
		float[] narrow = new float[(rows.end() - first) * size * channels];
		for (int y = first; y < rows.end(); y++) {
			columns.row(image.data(), y * image.width() * channels, channels, narrow, (y - first) * size * channels);
		}
		for (int i = 0; i < size; i++) {
			rows.column(narrow, i, size * channels, crops.data(), (index * size + i) * size * channels);
		}
	}

	private WarpTaps taps(double start, double extent, int pixels) {
		double step = extent / (size - 2 * context);
		return WarpTaps.of(new WarpTaps.Axis(start - context * step, step, size), pixels);
	}
}
