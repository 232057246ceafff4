package sc.fovea.data;

/**
 * A rendered picture and its exact truth.
 *
 * @param width pixels
 * @param height pixels
 * @param bits 8 or 16
 * @param pixels grey values, row by row, unsigned: 0 to 255 or 0 to 65,535
 * @param labels the nucleus at each pixel: its id from 1, or 0 for background
 */
public record SimulatedImage(int width, int height, int bits, short[] pixels, int[] labels) {

	/**
	 * The grey values of an 8-bit picture.
	 *
	 * @throws IllegalArgumentException if the picture has 16 bits
	 */
	public byte[] bytes() {
		if (bits != 8) throw new IllegalArgumentException("Simulated image: expected 8 bits, got " + bits + ".");
		byte[] bytes = new byte[pixels.length];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) pixels[i];
		return bytes;
	}

	/**
	 * The truth as unsigned 16-bit ids.
	 *
	 * @throws IllegalArgumentException if an id is above 65,535
	 */
	public short[] shortLabels() {
		short[] ids = new short[labels.length];
		for (int i = 0; i < ids.length; i++) {
			if (labels[i] > 0xffff)
				throw new IllegalArgumentException(
					"Simulated image: expected ids of at most 65535, got " + labels[i] + " at pixel " + i + ".");
			ids[i] = (short) labels[i];
		}
		return ids;
	}

	/** The grey value of pixel (x, y), unsigned. */
	public int value(int x, int y) {
		return pixels[y * width + x] & 0xffff;
	}
}
