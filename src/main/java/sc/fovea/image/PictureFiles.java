package sc.fovea.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** PNG, JPEG, GIF and BMP, read with their number of bits: 16-bit PNG stays 16-bit, palettes keep their indices and their table. */
final class PictureFiles {

	private PictureFiles() {}

	static ImagePlus open(Path file) throws ImageFileException {
		try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
			if (!readers.hasNext()) throw new IOException("no reader knows it");
			return toImagePlus(file.getFileName().toString(), read(file, readers.next(), stream));
		}
		catch (ImageFileException e) {
			throw e;
		}
		catch (IOException | RuntimeException e) { // damaged files end in any exception of the reader
			throw new ImageFileException("Cannot read \"" + file + "\": it is truncated or damaged (" + e.getMessage() + ").", e);
		}
	}

	private static BufferedImage read(Path file, ImageReader reader, ImageInputStream stream) throws IOException {
		List<String> warnings = new ArrayList<>();
		try {
			reader.addIIOReadWarningListener(collect(warnings));
			reader.setInput(stream, true, true);
			ImageFiles.requireMemory(file, 8.0 * reader.getWidth(0) * reader.getHeight(0));
			BufferedImage picture = reader.read(0);
			for (String warning : warnings)
				if (warning.toLowerCase(Locale.ROOT).contains("truncated")) throw new IOException(warning);
			return picture;
		}
		finally {
			reader.dispose();
		}
	}

	private static IIOReadWarningListener collect(List<String> warnings) {
		return (source, warning) -> warnings.add(warning);
	}

	private static ImagePlus toImagePlus(String title, BufferedImage picture) {
		Raster raster = picture.getRaster();
		boolean is16 = raster.getTransferType() == DataBuffer.TYPE_USHORT && raster.getSampleModel().getSampleSize(0) > 8;
		boolean isGrey = raster.getNumBands() <= 2;
		if (picture.getColorModel() instanceof IndexColorModel palette) return indexed(title, raster, palette);
		if (isGrey) return new ImagePlus(title, is16 ? shorts(raster, 0) : bytes(raster));
		if (!is16) return new ImagePlus(title, RgbPicture.processor(picture));
		ImageStack stack = new ImageStack(picture.getWidth(), picture.getHeight());
		for (int band = 0; band < 3; band++)
			stack.addSlice(List.of("Red", "Green", "Blue").get(band), shorts(raster, band));
		ImagePlus channels = new ImagePlus(title, stack);
		channels.setDimensions(3, 1, 1);
		return new CompositeImage(channels, CompositeImage.COMPOSITE);
	}

	private static ImageProcessor shorts(Raster raster, int band) {
		int width = raster.getWidth();
		short[] pixels = new short[width * raster.getHeight()];
		int[] row = new int[width];
		for (int y = 0; y < raster.getHeight(); y++) {
			raster.getSamples(0, y, width, 1, band, row);
			for (int x = 0; x < width; x++)
				pixels[y * width + x] = (short) row[x];
		}
		return new ShortProcessor(width, raster.getHeight(), pixels, null);
	}

	/** Grey of up to 8 bit, spread to 0 … 255. */
	private static ImageProcessor bytes(Raster raster) {
		int largest = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
		return bytes(raster, 255 / largest);
	}

	private static ByteProcessor bytes(Raster raster, int factor) {
		int width = raster.getWidth();
		byte[] pixels = new byte[width * raster.getHeight()];
		int[] row = new int[width];
		for (int y = 0; y < raster.getHeight(); y++) {
			raster.getSamples(0, y, width, 1, 0, row);
			for (int x = 0; x < width; x++)
				pixels[y * width + x] = (byte) (row[x] * factor);
		}
		return new ByteProcessor(width, raster.getHeight(), pixels);
	}

	/** The indices with their colours, or the grey values themselves where the palette is grey. */
	private static ImagePlus indexed(String title, Raster raster, IndexColorModel palette) {
		int[] colours = new int[palette.getMapSize()];
		for (int i = 0; i < colours.length; i++)
			colours[i] = palette.getRGB(i) & 0xffffff;
		return Palette.of(colours).applyTo(new ImagePlus(title, bytes(raster, 1)));
	}
}
