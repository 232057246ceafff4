package sc.fovea.detect.proposal;

import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;

/**
 * How much boxes of an image look as if they hold an object of any class, by the cues of {@link ImageWindows}.
 *
 * <pre>{@code
 * double probability = BoxObjectness.of(image).of(box);
 * }</pre>
 *
 * For one thread.
 */
public final class BoxObjectness {

	private final WindowCues cues;
	private final Objectness objectness;
	private final int factor;
	private final int width;
	private final int height;

	private BoxObjectness(Raster image, int factor, Objectness objectness) {
		this.cues = WindowCues.of(image);
		this.objectness = objectness;
		this.factor = factor;
		this.width = image.width();
		this.height = image.height();
	}

	/** Looks at an image (1, H, W, C) with values from 0 to 1; of large ones at means of pixels, as {@link ImageWindows} does. */
	public static BoxObjectness of(Tensor image) {
		ImageWindows.Options options = ImageWindows.Options.standard();
		Raster pixels = Raster.of(image);
		int factor = pixels.factor(options.image());
		return new BoxObjectness(pixels.reduced(factor), factor, options.objectness());
	}

	/** Probability that a box holds an object, where half of all boxes do. @param box in pixels of the image */
	public double of(Box box) {
		int left = bounded(box.x(), width - 1);
		int top = bounded(box.y(), height - 1);
		int right = Math.max(left + 1, Math.min(width, (int) Math.ceil(box.right() / factor)));
		int bottom = Math.max(top + 1, Math.min(height, (int) Math.ceil(box.bottom() / factor)));
		return 1 / (1 + Math.exp(-objectness.logRatio(cues.of(new PixelBox(left, top, right, bottom)))));
	}

	private int bounded(double place, int last) {
		return Math.max(0, Math.min(last, (int) (place / factor)));
	}
}
