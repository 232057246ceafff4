package sc.fovea.image;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Portable grey, bit and pixel maps (P1 … P6), text and binary, up to 16 bit. */
final class PnmFiles {

	private static final int MAX_DIGITS = 9;

	private final InputStream in;
	private int kind;
	private int maximum = 1;

	private PnmFiles(InputStream in) {
		this.in = in;
	}

	static ImagePlus open(Path file) throws ImageFileException {
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
			return new ImagePlus(file.getFileName().toString(), new PnmFiles(in).read(file));
		}
		catch (EOFException e) {
			throw new ImageFileException("\"" + file + "\" is truncated: it ends before its last pixel.", e);
		}
		catch (ImageFileException e) {
			throw e;
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read \"" + file + "\": " + e.getMessage() + ".", e);
		}
	}

	private ImageProcessor read(Path file) throws IOException {
		in.skipNBytes(1);
		kind = in.read() - '0';
		int width = number();
		int height = number();
		if (width == 0 || height == 0) throw new ImageFileException("\"" + file + "\" must have pixels, but is " + width + "x" + height + ".");
		if (!isBits()) maximum = number();
		if (maximum < 1 || maximum > 65_535) throw new IOException("its largest value must be 1 to 65535, but is " + maximum);
		ImageFiles.requireMemory(file, 4.0 * width * height);
		if (isColour() && maximum > 255) throw new IOException("colours of 16 bit are not supported in PPM");
		return isColour() ? colours(width, height) : maximum > 255 ? shorts(width, height) : bytes(width, height);
	}

	private boolean isBits() {
		return kind == 1 || kind == 4;
	}

	private boolean isColour() {
		return kind == 3 || kind == 6;
	}

	private ImageProcessor bytes(int width, int height) throws IOException {
		byte[] pixels = new byte[width * height];
		for (int y = 0; y < height; y++)
			if (kind == 4) bitRow(pixels, y * width, width);
			else
				for (int x = 0; x < width; x++)
					pixels[y * width + x] = (byte) (kind == 1 ? 255 * (1 - bit()) : value());
		return new ByteProcessor(width, height, pixels);
	}

	/** Bits of 1 are black. */
	private void bitRow(byte[] pixels, int at, int width) throws IOException {
		int bits = 0;
		for (int x = 0; x < width; x++) {
			if (x % 8 == 0) bits = next();
			pixels[at + x] = (byte) ((bits >> 7 - x % 8 & 1) == 1 ? 0 : 255);
		}
	}

	private ImageProcessor shorts(int width, int height) throws IOException {
		short[] pixels = new short[width * height];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (short) value();
		return new ShortProcessor(width, height, pixels, null);
	}

	private ImageProcessor colours(int width, int height) throws IOException {
		int[] pixels = new int[width * height];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = 0xff000000 | value() << 16 | value() << 8 | value();
		return new ColorProcessor(width, height, pixels);
	}

	private int value() throws IOException {
		if (kind < 4) return number();
		return maximum < 256 ? next() : next() << 8 | next();
	}

	private int bit() throws IOException {
		int c = skipBlanks();
		if (c != '0' && c != '1') throw new IOException("a bit must be 0 or 1, but one is \"" + (char) c + "\"");
		return c - '0';
	}

	/** A decimal number and the one blank after it; comments run from # to the end of the line. */
	private int number() throws IOException {
		int c = skipBlanks();
		int value = 0;
		int digits = 0;
		while (c >= '0' && c <= '9' && digits++ < MAX_DIGITS) {
			value = value * 10 + c - '0';
			c = in.read();
		}
		if (digits == 0 || c >= 0 && !Character.isWhitespace(c)) throw new IOException("a number is expected, but \"" + (char) c + "\" came");
		return value;
	}

	private int skipBlanks() throws IOException {
		int c = next();
		while (Character.isWhitespace(c) || c == '#') {
			if (c == '#') skipLine();
			c = next();
		}
		return c;
	}

	private void skipLine() throws IOException {
		int c = next();
		while (c != '\n')
			c = next();
	}

	private int next() throws IOException {
		int c = in.read();
		if (c < 0) throw new EOFException();
		return c;
	}
}
