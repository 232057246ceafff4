package sc.fovea.image;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.measure.Calibration;
import ij.plugin.FileInfoVirtualStack;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;

/** TIFF files: checked here, decoded by ImageJ, or left in the file where they are large. */
final class TiffFiles {

	/** Planes and stacks above these sizes stay in the file. */
	private static final long LARGE_PLANE = 128L << 20;
	private static final long LARGE_STACK = 1L << 30;

	private static final Set<Integer> COMPRESSIONS = Set.of(1, 5, 8, 32773, 32946);
	private static final Set<Integer> BITS = Set.of(1, 8, 12, 16, 32, 64);
	/** No LZW or Deflate packs tighter. */
	private static final int LARGEST_RATIO = 3000;

	private TiffFiles() {}

	static ImagePlus open(Path file) throws ImageFileException {
		TiffHeader header = header(file);
		double bytes = header.first().pixelBytes() * planeCount(header);
		boolean isLarge = header.first().pixelBytes() > LARGE_PLANE || bytes > Math.min(LARGE_STACK, Runtime.getRuntime().maxMemory() / 4);
		if (isLarge && MappedTiff.canMap(header)) return MappedTiff.open(file, header).toImagePlus();
		ImageFiles.requireMemory(file, isLarge && header.pages().size() > 1 ? header.first().pixelBytes() : bytes);
		ImagePlus image = decode(file, header, isLarge);
		requireComplete(file, header, image);
		return image;
	}

	/** The header of a file whose pages are all readable and whole. */
	static TiffHeader header(Path file) throws ImageFileException {
		try {
			TiffHeader header = TiffHeader.read(file);
			for (TiffHeader.Page page : header.pages())
				check(file, header, page);
			return header;
		}
		catch (EOFException e) {
			throw new ImageFileException("\"" + file + "\" is truncated: its header points behind the end of the file.", e);
		}
		catch (ImageFileException e) {
			throw e;
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read \"" + file + "\" as TIFF: " + e.getMessage() + ".", e);
		}
	}

	private static void check(Path file, TiffHeader header, TiffHeader.Page page) throws ImageFileException {
		if (page.width() < 1 || page.height() < 1)
			throw new ImageFileException("\"" + file + "\" must have pixels, but is " + page.width() + "x" + page.height() + ".");
		if (page.isTiled())
			throw new ImageFileException("\"" + file + "\" is a tiled TIFF; only TIFF in strips can be read: save it with ImageJ or as PNG.");
		if (!COMPRESSIONS.contains(page.compression()))
			throw new ImageFileException("\"" + file + "\" is a TIFF with compression " + page.compression()
				+ "; none, LZW, PackBits and Deflate can be read.");
		if (!BITS.contains(page.bits()))
			throw new ImageFileException("\"" + file + "\" has " + page.bits() + " bit per sample; 1, 8, 12, 16, 32 and 64 can be read.");
		if (!isThumbnail(page) && !page.hasLayoutOf(header.first()))
			throw new ImageFileException("\"" + file + "\" must have pages of one size and type, but has " + describe(header.first())
				+ " and " + describe(page) + ".");
		checkLength(file, header, page);
	}

	private static String describe(TiffHeader.Page page) {
		return page.width() + "x" + page.height() + " of " + page.samples() + "x" + page.bits() + " bit";
	}

	private static boolean isThumbnail(TiffHeader.Page page) {
		return (page.get(TiffHeader.SUBFILE, 0) & 1) != 0;
	}

	private static void checkLength(Path file, TiffHeader header, TiffHeader.Page page) throws ImageFileException {
		long[] offsets = page.all(TiffHeader.STRIP_OFFSETS);
		if (offsets.length == 0)
			throw new ImageFileException("\"" + file + "\" is damaged: its header does not say where the pixels are.");
		long planes = page == header.first() ? header.imagesInBlock() : 1;
		double needed = page.compression() == 1 ? page.pixelBytes() * planes : page.pixelBytes() / LARGEST_RATIO;
		boolean isBlock = page.compression() == 1 && page.isContiguous();
		double end = isBlock ? offsets[0] + needed : Math.max(needed, stripEnd(page));
		if (end > header.fileBytes())
			throw new ImageFileException("\"" + file + "\" is truncated: its header promises " + describe(page) + " and at least "
				+ Math.round(end) + " bytes, but the file has " + header.fileBytes() + ".");
	}

	private static double stripEnd(TiffHeader.Page page) {
		long[] offsets = page.all(TiffHeader.STRIP_OFFSETS);
		long[] counts = page.all(TiffHeader.STRIP_BYTES);
		double end = 0;
		for (int i = 0; i < offsets.length; i++)
			end = Math.max(end, offsets[i] + (i < counts.length ? counts[i] : 1));
		return end;
	}

	private static long planeCount(TiffHeader header) {
		return Math.max(header.imagesInBlock(), header.pages().stream().filter(page -> !isThumbnail(page)).count());
	}

	private static ImagePlus decode(Path file, TiffHeader header, boolean asVirtual) throws ImageFileException {
		try {
			FileInfo[] all = new TiffDecoder(folder(file), file.getFileName().toString()).getTiffInfo();
			FileInfo[] pages = images(header, all);
			ImagePlus image = pages.length == 1
				? new FileOpener(pages[0]).open(false)
				: asVirtual ? virtual(file, header, pages) : new Opener().openTiffStack(pages);
			if (image == null) throw new IOException("ImageJ does not know this kind of TIFF");
			return image;
		}
		catch (IOException | RuntimeException e) { // ImageJ's decoder answers damaged files with any exception
			throw new ImageFileException("Cannot read \"" + file + "\" as TIFF: " + e.getMessage() + ".", e);
		}
	}

	/** What ImageJ found, without thumbnails. */
	private static FileInfo[] images(TiffHeader header, FileInfo[] all) throws IOException {
		int expected = header.imagesInBlock() > 1 ? 1 : header.pages().size();
		if (all == null || all.length < expected) throw new IOException("ImageJ does not know this kind of TIFF");
		return IntStream.range(0, expected).filter(i -> i == 0 || !isThumbnail(header.pages().get(i)))
			.mapToObj(i -> all[i]).toArray(FileInfo[]::new);
	}

	private static String folder(Path file) {
		return file.toAbsolutePath().getParent() + File.separator;
	}

	private static ImagePlus virtual(Path file, TiffHeader header, FileInfo[] pages) throws IOException {
		FileInfoVirtualStack stack = new FileInfoVirtualStack();
		for (FileInfo page : pages)
			stack.addImage(page);
		ImagePlus image = new ImagePlus(file.getFileName().toString(), stack);
		TiffPlanes planes = TiffPlanes.of(header);
		if (planes.count() == pages.length) image.setDimensions(planes.channels(), planes.slices(), planes.frames());
		image.setOpenAsHyperStack(image.getNDimensions() > 3);
		pixelSize(file).applyTo(image);
		return image;
	}

	/** The calibration that a file states, by its resolution and ImageJ's description. */
	static PixelSize pixelSize(Path file) throws IOException {
		FileInfo info = new TiffDecoder(folder(file), file.getFileName().toString()).getTiffInfo()[0];
		if (info.description != null) new FileOpener(info).decodeDescriptionString(info);
		Calibration calibration = new Calibration();
		calibration.pixelWidth = info.pixelWidth;
		calibration.pixelHeight = info.pixelHeight;
		calibration.pixelDepth = info.pixelDepth;
		calibration.setUnit(info.unit);
		return PixelSize.of(calibration);
	}

	private static void requireComplete(Path file, TiffHeader header, ImagePlus image) throws ImageFileException {
		if (image.getWidth() != header.first().width() || image.getHeight() != header.first().height())
			throw new ImageFileException("\"" + file + "\" promises " + describe(header.first()) + ", but " + image.getWidth() + "x"
				+ image.getHeight() + " came.");
		long promised = planeCount(header);
		if (image.getStackSize() < promised)
			throw new ImageFileException("\"" + file + "\" promises " + promised + " slices, but only " + image.getStackSize()
				+ " could be read.");
	}
}
