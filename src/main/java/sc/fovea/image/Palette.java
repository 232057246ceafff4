package sc.fovea.image;

import ij.ImagePlus;
import ij.process.LUT;
import java.util.Arrays;

/**
 * The colours that small numbers stand for.
 *
 * @param colours 0xRRGGBB, up to 256
 */
record Palette(int[] colours) {

	private static final String KEY = "fovea.palette";

	/** The first 256 of some colours. */
	static Palette of(int[] colours) {
		return new Palette(Arrays.copyOf(colours, Math.min(256, colours.length)));
	}

	/** Whether there are colours, and not only greys. */
	boolean isColour() {
		return !isGrey();
	}

	/** Palette of an image whose numbers are numbers. */
	static Palette none() {
		return new Palette(new int[0]);
	}

	private boolean isGrey() {
		return Arrays.stream(colours).allMatch(c -> (c & 255) * 0x10101 == c);
	}

	/** The same as ImageJ's look-up table; black where there are fewer than 256. */
	LUT table() {
		byte[][] parts = new byte[3][256];
		for (int i = 0; i < colours.length; i++)
			for (int part = 0; part < 3; part++)
				parts[part][i] = (byte) (colours[i] >> 16 - 8 * part);
		return new LUT(parts[0], parts[1], parts[2]);
	}

	/** Gives an 8-bit image its colours; where they are grey the numbers become the grey values themselves. */
	ImagePlus applyTo(ImagePlus image) {
		if (isGrey()) {
			for (int n = 1; n <= image.getStackSize(); n++)
				toGrey((byte[]) image.getStack().getPixels(n));
			image.resetDisplayRange();
			return image;
		}
		image.setLut(table());
		image.setTypeToColor256();
		image.setProperty(KEY, true); // ImageJ takes some palettes for the colours of a grey image
		return image;
	}

	/** Whether the numbers of an image are places in a palette. */
	static boolean isIn(ImagePlus image) {
		return image.getType() == ImagePlus.COLOR_256 || image.getBitDepth() == 8 && image.getProperty(KEY) != null;
	}

	private void toGrey(byte[] pixels) {
		for (int i = 0; i < pixels.length; i++) {
			int index = pixels[i] & 255;
			pixels[i] = (byte) (index < colours.length ? colours[index] : 0);
		}
	}
}
