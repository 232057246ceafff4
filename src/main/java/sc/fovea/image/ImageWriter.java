package sc.fovea.image;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.io.TiffEncoder;
import ij.process.ShortProcessor;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes images in ImageJ's formats, each through {@link AtomicFiles}. */
public final class ImageWriter {

	private static final int BUFFER = 1 << 16;
	/** zlib's level 2: of an overlay of 1024x1024 pixels a file 4 % smaller than level 4, Java's own choice, in 60 % of its time. */
	private static final float PNG_QUALITY = 0.8f;
	private static final long TIFF_LIMIT = 0xffff_ffffL;

	private ImageWriter() {}

	/**
	 * Writes a TIFF as ImageJ's File &gt; Save As does: with calibration, channels, slices and frames, look-up table, display range,
	 * overlay and selection.
	 *
	 * @throws ImageFileException if the pixels are more than a TIFF can hold (4 GB), or writing fails
	 */
	public static void saveTiff(ImagePlus image, Path target) throws ImageFileException {
		long bytes = (long) image.getWidth() * image.getHeight() * image.getStackSize() * Math.max(1, image.getBytesPerPixel());
		requireTiffSize(bytes, target);
		FileInfo info = fileInfo(image);
		AtomicFiles.write(target, file -> {
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
				new TiffEncoder(info).write(out);
			}
		});
	}

	static void requireTiffSize(long bytes, Path target) throws ImageFileException {
		if (bytes > TIFF_LIMIT - BUFFER)
			throw new ImageFileException("Cannot write \"" + target + "\": a TIFF holds less than 4 GB, but this image has "
				+ bytes / 1_000_000 + " MB.");
	}

	private static FileInfo fileInfo(ImagePlus image) {
		FileSaver saver = new FileSaver(image);
		FileInfo info = image.getFileInfo();
		info.nImages = image.getStackSize();
		if (info.nImages > 1) info.sliceLabels = image.getStack().getSliceLabels();
		if (image.getStack().isVirtual()) info.virtualStack = (VirtualStack) image.getStack();
		info.description = saver.getDescriptionString();
		info.info = (String) image.getProperty("Info");
		info.overlay = FileSaver.getOverlay(image);
		if (image.getRoi() != null) info.roi = RoiEncoder.saveAsByteArray(image.getRoi());
		if (image.isComposite()) saver.saveDisplayRangesAndLuts(image, info);
		return info;
	}

	/** Writes the shown plane of an image as PNG: 8 and 16 bit keep their values, 32 bit and colours are written as shown. */
	public static void savePng(ImagePlus image, Path target) throws ImageFileException {
		boolean keepsValues = image.getProcessor() instanceof ShortProcessor && !image.isComposite();
		savePng(keepsValues ? ((ShortProcessor) image.getProcessor()).get16BitBufferedImage() : image.getBufferedImage(), target);
	}

	/** Writes a picture as PNG. */
	public static void savePng(BufferedImage picture, Path target) throws ImageFileException {
		AtomicFiles.write(target, file -> {
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
				writePng(picture, out);
			}
		});
	}

	private static void writePng(BufferedImage picture, OutputStream out) throws IOException {
		Iterator<javax.imageio.ImageWriter> writers = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture), "png");
		if (!writers.hasNext()) throw new IOException("this picture cannot be stored as PNG");
		javax.imageio.ImageWriter writer = writers.next();
		try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
			ImageWriteParam parameters = writer.getDefaultWriteParam();
			parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			parameters.setCompressionQuality(PNG_QUALITY);
			writer.setOutput(stream);
			writer.write(null, new IIOImage(picture, null, null), parameters);
		}
		finally {
			writer.dispose();
		}
	}
}
