package sc.fovea.image;

import ij.ImagePlus;
import java.nio.file.Path;

/**
 * An image with the channel of it that is meant, which may be another one in each image of a folder.
 *
 * @param pixels of all channels
 * @param channel from 1; 0 where none is asked for and the model sees several, or several hold something
 */
public record ChosenChannel(Hyperstack pixels, int channel) {

	/**
	 * Opens an image.
	 *
	 * @param asked as {@link ChannelChoice#of} takes it
	 * @param seen how many channels the model sees
	 * @throws ImageFileException if the file cannot be read
	 * @throws IllegalArgumentException as {@link ChannelChoice#of}
	 */
	public static ChosenChannel open(Path file, String asked, int seen) throws ImageFileException {
		ImagePlus image = ImageFiles.open(file);
		return new ChosenChannel(Hyperstack.of(image), ChannelChoice.of(asked, image, seen));
	}
}
