package sc.fovea.command;

import ij.ImagePlus;

/** The image that a command was given. */
final class OpenImage {

	private OpenImage() {}

	/** The image itself. @throws IllegalArgumentException if there is none, or it was closed */
	static ImagePlus require(ImagePlus image) {
		if (image == null) throw new IllegalArgumentException("An image is needed, but none is open.");
		if (image.getWidth() == 0 || image.getHeight() == 0) {
			throw new IllegalArgumentException("An image is needed, but \"" + image.getTitle() + "\" is not one that is open.");
		}
		return image;
	}
}
