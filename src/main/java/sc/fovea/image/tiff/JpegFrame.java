package sc.fovea.image.tiff;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * A picture of a film of JPEG pictures (Motion JPEG), which leave out the Huffman tables that all of them share: those of ITU T.81, annex K.3.
 *
 * @param samples of a pixel: 1, or 3 for red, green and blue
 * @param values in rows, those of a pixel together
 */
public record JpegFrame(int samples, byte[] values) {

	private static final byte[] TABLES = tables();
	private static final int MARKER = 255;

	/**
	 * Decodes a picture.
	 *
	 * @throws TiffException whose message goes on behind the name of the picture, if it is damaged, of another size, or neither grey nor colour
	 */
	public static JpegFrame of(byte[] jpeg, int width, int height) throws TiffException {
		int samples = samples(jpeg, width, height);
		byte[] values = new byte[Math.multiplyExact(Math.multiplyExact(width, height), samples)];
		new Jpeg(TABLES, width, samples, samples == 3).decode(jpeg, values);
		return new JpegFrame(samples, values);
	}

	/** What the start of the frame (SOF) says. A size that it does not have is refused before anything is made for it. */
	private static int samples(byte[] jpeg, int width, int height) throws TiffException {
		boolean isJpeg = jpeg.length > 4 && (jpeg[0] & 255) == MARKER && (jpeg[1] & 255) == 0xd8;
		for (int at = 2; isJpeg && at + 9 < jpeg.length && (jpeg[at] & 255) == MARKER; at += 2 + word(jpeg, at + 2)) {
			int kind = jpeg[at + 1] & 255;
			boolean isStart = kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
			if (!isStart) continue;
			int rows = word(jpeg, at + 5);
			int columns = word(jpeg, at + 7);
			int samples = jpeg[at + 9] & 255;
			if (rows != height || columns != width)
				throw new TiffException("is a JPEG of " + columns + "x" + rows + " pixels, where " + width + "x" + height
					+ " are expected");
			if (samples != 1 && samples != 3) throw new TiffException("is a JPEG of " + samples + " samples a pixel");
			return samples;
		}
		throw new TiffException("is no JPEG");
	}

	private static int word(byte[] bytes, int at) {
		return (bytes[at] & 255) << 8 | bytes[at + 1] & 255;
	}

	/** An abbreviated stream of tables alone. */
	private static byte[] tables() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(MARKER);
		out.write(0xd8);
		table(out, 0x00, JPEGHuffmanTable.StdDCLuminance);
		table(out, 0x10, JPEGHuffmanTable.StdACLuminance);
		table(out, 0x01, JPEGHuffmanTable.StdDCChrominance);
		table(out, 0x11, JPEGHuffmanTable.StdACChrominance);
		out.write(MARKER);
		out.write(0xd9);
		return out.toByteArray();
	}

	private static void table(ByteArrayOutputStream out, int number, JPEGHuffmanTable table) {
		out.write(MARKER);
		out.write(0xc4);
		int size = 2 + 1 + 16 + table.getValues().length;
		out.write(size >> 8);
		out.write(size);
		out.write(number);
		for (int i = 0; i < 16; i++) {
			out.write(i < table.getLengths().length ? table.getLengths()[i] : 0);
		}
		for (short value : table.getValues()) {
			out.write(value);
		}
	}
}
