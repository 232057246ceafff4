package sc.fovea.command;

import ij.ImagePlus;
import sc.fovea.image.ChannelChoice;

/** The image that a command was given. */
final class OpenImage {

	private OpenImage() {}

	/**
	 * The channel for a model: of an image with several channels the current one, unless another is asked for.
	 *
	 * @param asked as {@link ChannelChoice} takes it
	 * @param seen how many channels the model sees
	 * @return from 1; 0 for all of them
	 * @throws IllegalArgumentException as {@link ChannelChoice#of}
	 */
	static int channel(String asked, ImagePlus image, int seen) {
		int chosen = ChannelChoice.of(asked, image, seen);
		return chosen == 0 && seen == 1 && image.getNChannels() > 1 ? image.getC() : chosen;
	}

	/** The image itself. @throws IllegalArgumentException if there is none, or it was closed */
	static ImagePlus require(ImagePlus image) {
		if (image == null) throw new IllegalArgumentException("An image is needed, but none is open.");
		if (image.getWidth() == 0 || image.getHeight() == 0) {
			throw new IllegalArgumentException("An image is needed, but \"" + image.getTitle() + "\" is not one that is open.");
		}
		return image;
	}
}
