package sc.fovea.image;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageProcessor;

/**
 * A plane of a hyperstack.
 *
 * @param c channel, from 0
 * @param z slice, from 0
 * @param t frame, from 0
 */
public record PlaneIndex(int c, int z, int t) {

	/** The only plane of an image without stack. */
	public static final PlaneIndex FIRST = new PlaneIndex(0, 0, 0);

	/**
	 * The pixels of this plane.
	 *
	 * @throws IllegalArgumentException if the image has no such plane
	 */
	public ImageProcessor of(ImagePlus image) {
		return image.getStack().getProcessor(stackIndex(image));
	}

	/**
	 * The number of this plane in the stack of an image, from 1.
	 *
	 * @throws IllegalArgumentException if the image has no such plane
	 */
	public int stackIndex(ImagePlus image) {
		boolean isInside = c >= 0 && c < image.getNChannels() && z >= 0 && z < image.getNSlices() && t >= 0 && t < image.getNFrames();
		if (!isInside)
			throw new IllegalArgumentException("\"" + image.getTitle() + "\" has " + image.getNChannels() + " channel(s), " + image.getNSlices()
				+ " slice(s) and " + image.getNFrames() + " frame(s), counted from 0; there is no plane " + this + ".");
		return image.getStackIndex(c + 1, z + 1, t + 1);
	}

	/**
	 * Ties an outline to this plane, as ImageJ does: to slice and frame of a hyperstack (for all channels), to the slice of a plain stack,
	 * to nothing in a single plane.
	 */
	public void place(Roi roi, ImagePlus image) {
		int stack = image.getStackSize();
		if (stack == 1) return;
		boolean isPlain = image.getNSlices() == stack || image.getNFrames() == stack;
		if (isPlain && !image.isHyperStack()) roi.setPosition(stackIndex(image));
		else
			roi.setPosition(0, z + 1, t + 1);
	}
}
