package sc.fovea.image;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

/**
 * A plane of a hyperstack.
 *
 * @param c channel, from 0; −1 where none was chosen: the first one, and of an RGB image all of them
 * @param z slice, from 0
 * @param t frame, from 0
 */
public record PlaneIndex(int c, int z, int t) {

	private static final int RGB = 24;
	private static final int COLOURS = 3;

	/** The only plane of an image without stack. */
	public static final PlaneIndex FIRST = new PlaneIndex(0, 0, 0);

	/**
	 * The pixels of this plane; of an RGB or palette image the chosen one of its three colours.
	 *
	 * @throws IllegalArgumentException if the image has no such plane
	 */
	public ImageProcessor of(ImagePlus image) {
		boolean isColour = image.getBitDepth() == RGB || Palette.isIn(image);
		ImageProcessor plane = image.getStack().getProcessor(isColour ? new PlaneIndex(0, z, t).stackIndex(image) : stackIndex(image));
		if (!isColour || c < 0) return plane;
		if (c >= COLOURS) throw noPlane(image);
		if (Palette.isIn(image)) plane.setLut(image.getProcessor().getLut());
		return ((ColorProcessor) plane.convertToRGB()).getChannel(c + 1, null);
	}

	/**
	 * The number of this plane in the stack of an image, from 1.
	 *
	 * @throws IllegalArgumentException if the image has no such plane
	 */
	public int stackIndex(ImagePlus image) {
		boolean isInside = c >= -1 && c < image.getNChannels() && z >= 0 && z < image.getNSlices() && t >= 0 && t < image.getNFrames();
		if (!isInside) throw noPlane(image);
		return image.getStackIndex(Math.max(0, c) + 1, z + 1, t + 1);
	}

	private IllegalArgumentException noPlane(ImagePlus image) {
		return new IllegalArgumentException("\"" + image.getTitle() + "\" has " + image.getNChannels() + " channel(s), " + image.getNSlices()
			+ " slice(s) and " + image.getNFrames() + " frame(s), counted from 0; there is no plane " + this + ".");
	}

	/**
	 * Ties an outline to this plane, as ImageJ does: to slice and frame of a hyperstack (for all channels), to the slice of a plain stack,
	 * to nothing in a single plane.
	 */
	public void place(Roi roi, ImagePlus image) {
		int stack = image.getStackSize();
		if (stack == 1) return;
		boolean isPlain = image.getNSlices() == stack || image.getNFrames() == stack;
		if (isPlain && !image.isHyperStack()) roi.setPosition(new PlaneIndex(0, z, t).stackIndex(image));
		else
			roi.setPosition(0, z + 1, t + 1);
	}

	/** Whether an outline is on this slice and frame: one that is tied to none is on all. */
	public boolean holds(Roi roi, ImagePlus image) {
		if (roi.hasHyperStackPosition()) {
			return (roi.getZPosition() == 0 || roi.getZPosition() == z + 1) && (roi.getTPosition() == 0 || roi.getTPosition() == t + 1);
		}
		int position = roi.getPosition();
		if (position == 0 || image.getStackSize() == 1) return true;
		if (position > image.getStackSize()) return false;
		int[] place = image.convertIndexToPosition(position);
		return place[1] == z + 1 && place[2] == t + 1;
	}
}
