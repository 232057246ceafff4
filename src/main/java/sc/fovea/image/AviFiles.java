package sc.fovea.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import sc.fovea.image.tiff.JpegFrame;
import sc.fovea.image.tiff.TiffException;

/**
 * AVI films as ImageJ writes and opens them: uncompressed grey, palette and RGB, and JPEG pictures. The frames are frames of the image. How fast a film is shown says
 * nothing about how fast it was taken, and is no interval of time.
 */
final class AviFiles {

	private static final List<String> GREY = List.of("y800", "y8  ", "grey");
	private static final List<String> JPEG = List.of("mjpg", "jpeg", "dmb1");
	private static final List<String> RAW = List.of("", "dib ", "rgb ", "raw ");

	private AviFiles() {}

	static ImagePlus open(Path file) throws ImageFileException {
		try (FileChannel channel = FileChannel.open(file)) {
			return image(file, channel, AviFilm.read(channel));
		}
		catch (ImageFileException e) {
			if (e.getMessage().contains("\"" + file + "\"")) throw e;
			throw new ImageFileException("Cannot read \"" + file + "\" as AVI: " + e.getMessage() + ".", e);
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read \"" + file + "\" as AVI: " + e.getMessage() + ".", e);
		}
	}

	private static ImagePlus image(Path file, FileChannel channel, AviFilm film) throws IOException {
		AviFilm.Format format = film.format();
		Frames frames = frames(format);
		ImageFiles.requireMemory(file, (double) format.width() * format.height() * film.frames().size() * Integer.BYTES);
		ImageStack stack = new ImageStack(format.width(), format.height());
		for (int i = 0; i < film.frames().size(); i++) {
			AviFilm.Frame frame = film.frames().get(i);
			try {
				stack.addSlice(null, frames.of(RawArray.bytes(channel, frame.at(), frame.size()).array()));
			}
			catch (TiffException e) {
				throw new ImageFileException("its frame " + (i + 1) + " " + e.getMessage(), e);
			}
		}
		ImagePlus image = new ImagePlus(file.getFileName().toString(), stack);
		image.setDimensions(1, 1, stack.getSize());
		if (film.framesPerSecond() > 0) image.getCalibration().fps = film.framesPerSecond();
		return image;
	}

	/** Makes a picture of the bytes of a frame. */
	@FunctionalInterface
	private interface Frames {

		/** @throws TiffException whose message goes on behind the number of the frame */
		ImageProcessor of(byte[] bytes) throws TiffException;
	}

	private static Frames frames(AviFilm.Format format) throws ImageFileException {
		String code = format.code().toLowerCase(Locale.ROOT);
		if (JPEG.contains(code)) return bytes -> jpeg(bytes, format);
		if (GREY.contains(code) && format.bits() == 8) return bytes -> grey(bytes, format, true);
		if (RAW.contains(code) && format.bits() == 8)
			return isColoured(format) ? bytes -> coloured(bytes, format) : bytes -> grey(bytes, format, format.isTopDown());
		if (RAW.contains(code) && (format.bits() == 24 || format.bits() == 32)) return bytes -> rgb(bytes, format);
		String what = RAW.contains(code) ? "frames have " + format.bits() + " bits a pixel" : "film is compressed as \"" + format.code().strip() + "\"";
		throw new ImageFileException("its " + what + ", and uncompressed films of 8, 24 or 32 bits and MJPEG are read; convert it, for example with"
			+ " \"ffmpeg -i in.avi -pix_fmt bgr24 -c:v rawvideo out.avi\"");
	}

	private static ImageProcessor jpeg(byte[] bytes, AviFilm.Format format) throws TiffException {
		JpegFrame frame = JpegFrame.of(bytes, format.width(), format.height());
		if (frame.samples() == 1) return new ByteProcessor(format.width(), format.height(), frame.values());
		int[] pixels = new int[format.width() * format.height()];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (frame.values()[3 * i] & 255) << 16 | (frame.values()[3 * i + 1] & 255) << 8 | frame.values()[3 * i + 2] & 255;
		}
		return new ColorProcessor(format.width(), format.height(), pixels);
	}

	/** Bytes of a row, which is filled up to four; a film without a bitmap's rows is not. */
	private static int rowBytes(byte[] bytes, AviFilm.Format format) throws TiffException {
		int least = format.width() * format.bits() / 8;
		int row = (least + 3) / 4 * 4;
		if (bytes.length >= (long) row * format.height()) return row;
		if (bytes.length == (long) least * format.height()) return least;
		throw new TiffException("has " + bytes.length + " bytes, where " + (long) row * format.height() + " are expected");
	}

	/** Where a row begins. */
	private static int start(int y, int row, AviFilm.Format format, boolean isTopDown) {
		return (isTopDown ? y : format.height() - 1 - y) * row;
	}

	private static ImageProcessor grey(byte[] bytes, AviFilm.Format format, boolean isTopDown) throws TiffException {
		int row = rowBytes(bytes, format);
		byte[] pixels = new byte[format.width() * format.height()];
		for (int y = 0; y < format.height(); y++) {
			int at = start(y, row, format, isTopDown);
			for (int x = 0; x < format.width(); x++) {
				int value = bytes[at + x] & 255;
				pixels[y * format.width() + x] = (byte) (value < format.palette().length ? format.palette()[value] & 255 : value);
			}
		}
		return new ByteProcessor(format.width(), format.height(), pixels);
	}

	/** Whether the palette has anything but grey. */
	private static boolean isColoured(AviFilm.Format format) {
		return IntStream.of(format.palette()).anyMatch(rgb -> (rgb >> 16 & 255) != (rgb & 255) || (rgb >> 8 & 255) != (rgb & 255));
	}

	private static ImageProcessor coloured(byte[] bytes, AviFilm.Format format) throws TiffException {
		int row = rowBytes(bytes, format);
		int[] pixels = new int[format.width() * format.height()];
		for (int y = 0; y < format.height(); y++) {
			int at = start(y, row, format, format.isTopDown());
			for (int x = 0; x < format.width(); x++) {
				int value = bytes[at + x] & 255;
				pixels[y * format.width() + x] = value < format.palette().length ? format.palette()[value] : 0;
			}
		}
		return new ColorProcessor(format.width(), format.height(), pixels);
	}

	/** Blue, green, red, and perhaps a fourth that means nothing. */
	private static ImageProcessor rgb(byte[] bytes, AviFilm.Format format) throws TiffException {
		int row = rowBytes(bytes, format);
		int step = format.bits() / 8;
		int[] pixels = new int[format.width() * format.height()];
		for (int y = 0; y < format.height(); y++) {
			int at = start(y, row, format, format.isTopDown());
			for (int x = 0; x < format.width(); x++, at += step) {
				pixels[y * format.width() + x] = (bytes[at + 2] & 255) << 16 | (bytes[at + 1] & 255) << 8 | bytes[at] & 255;
			}
		}
		return new ColorProcessor(format.width(), format.height(), pixels);
	}
}
