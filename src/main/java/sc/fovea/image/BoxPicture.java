package sc.fovea.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.gui.Roi;

import sc.fovea.geometry.Box;

/**
 * A picture of true and found boxes on an image: truth blue, found orange.
 *
 * @param truths true boxes, in pixels
 * @param found boxes, in pixels
 */
public record BoxPicture(List<Box> truths, List<Box> found) {

	private static final Color TRUTH = new Color(0x3d, 0x7e, 0xff);
	private static final Color FOUND = new Color(0xff, 0x8c, 0x1a);

	/**
	 * The picture.
	 *
	 * @param channel that is shown, as {@link ChannelChoice} takes it
	 * @throws ImageFileException if the image cannot be read
	 * @throws IllegalArgumentException if it has no such channel
	 */
	public BufferedImage on(Path image, String channel) throws ImageFileException {
		List<Roi> boxes = Stream.concat(truths.stream().map(box -> roi(box, TRUTH)), found.stream().map(box -> roi(box, FOUND))).toList();
		ImagePlus opened = ImageFiles.open(image);
		return Overlays.boxes(opened, new PlaneIndex(ChannelChoice.shown(channel, opened), 0, 0), boxes);
	}

	private static Roi roi(Box box, Color colour) {
		Roi roi = new Roi(box.x(), box.y(), box.width(), box.height());
		roi.setStrokeColor(colour);
		return roi;
	}
}
