package sc.fovea.image;

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
}
