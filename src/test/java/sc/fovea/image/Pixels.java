package sc.fovea.image;

import ij.ImagePlus;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Pixels of an image in a form that other programs can give too. */
final class Pixels {

	private Pixels() {}

	/** "width x height x channels x planes", and the CRC-32 of all numbers as big-endian 32-bit floating point; RGB has three channels. */
	static String describe(ImagePlus image) {
		boolean isRgb = image.getBitDepth() == 24;
		CRC32 sum = new CRC32();
		for (int n = 1; n <= image.getStackSize(); n++) {
			Object pixels = image.getStack().getPixels(n);
			if (isRgb) for (int shift = 16; shift >= 0; shift -= 8)
				update(sum, pixels, shift);
			else
				update(sum, pixels, 0);
		}
		int channels = isRgb ? 3 : image.getNChannels();
		return "%dx%dx%dx%d\t%08x".formatted(image.getWidth(), image.getHeight(), channels, image.getStackSize() / (isRgb ? 1 : channels), sum.getValue());
	}

	private static void update(CRC32 sum, Object pixels, int shift) {
		int count = java.lang.reflect.Array.getLength(pixels);
		ByteBuffer bytes = ByteBuffer.allocate(4 * count);
		for (int i = 0; i < count; i++)
			bytes.putFloat(value(pixels, i, shift));
		sum.update(bytes.array());
	}

	private static float value(Object pixels, int i, int shift) {
		if (pixels instanceof byte[] bytes) return bytes[i] & 255;
		if (pixels instanceof short[] shorts) return shorts[i] & 0xffff;
		if (pixels instanceof int[] colours) return colours[i] >> shift & 255;
		return ((float[]) pixels)[i];
	}
}
