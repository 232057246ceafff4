package sc.fovea.image;

import ij.process.ColorProcessor;
import java.awt.image.BufferedImage;

/**
 * A picture for the screen.
 *
 * @param width  in pixels
 * @param height in pixels
 * @param rgb    0xRRGGBB in rows from the top
 */
public record RgbPicture(int width, int height, int[] rgb) {

	/** @throws IllegalArgumentException if there are more or fewer colours than pixels */
	public RgbPicture {
		if (rgb.length != Math.multiplyExact(width, height))
			throw new IllegalArgumentException(width + "x" + height + " colours are expected, but there are " + rgb.length + ".");
	}

	/** The picture as Java draws and stores it. */
	public BufferedImage image() {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		image.setRGB(0, 0, width, height, rgb, 0, width);
		return image;
	}

	/**
	 * A picture for ImageJ. ColorProcessor's own way from a picture is not taken: it has AWT deliver the pixels, which are all 0 now and then when two threads begin
	 * with it at once (20 of 40 runs of a new Java; ImageJ 1.54p, Java 17).
	 */
	public static ColorProcessor processor(BufferedImage picture) {
		int width = picture.getWidth();
		int height = picture.getHeight();
		return new ColorProcessor(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
	}
}
