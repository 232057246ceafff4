package sc.fovea.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ij.ImagePlus;
import sc.fovea.image.ome.OmeImage;
import sc.fovea.image.ome.OmePlane;
import sc.fovea.image.ome.OmeXml;
import sc.fovea.image.tiff.TiffException;
import sc.fovea.image.tiff.TiffHeader;
import sc.fovea.image.tiff.TiffPage;
import sc.fovea.image.tiff.TiffRaster;

/** TIFF files as images: which pages belong together, and as which axes; small ones are read, large ones stay in the file. */
final class TiffFiles {

	/** Planes and stacks above these sizes stay in the file. */
	private static final long LARGE_PLANE = 128L << 20;
	private static final long LARGE_STACK = 1L << 30;

	private TiffFiles() {}

	/**
	 * Opens an image of a file.
	 *
	 * @param series which image of the file, from 0
	 */
	static ImagePlus open(Path file, int series) throws ImageFileException {
		try {
			TiffHeader header = header(file);
			TiffSeries found = series(file, header, series);
			double bytes = found.image().bytes();
			double planeBytes = bytes / found.image().slices() / found.image().frames() / found.image().channels();
			boolean isLarge = planeBytes > LARGE_PLANE || bytes > Math.min(LARGE_STACK, Runtime.getRuntime().maxMemory() / 4);
			if (isLarge) return large(file, header, found);
			ImageFiles.requireMemory(file, bytes);
			return TiffImages.toImagePlus(file, found);
		}
		catch (IOException e) {
			throw unreadable(file, e);
		}
	}

	private static ImagePlus large(Path file, TiffHeader header, TiffSeries series) throws ImageFileException {
		boolean canMap = !series.isOme() && series.pages().size() == header.pages().size() && MappedTiff.canMap(header);
		StoredImage stored = canMap ? MappedTiff.open(file, header) : series.image();
		return TiffImages.named(new MappedImage(file.getFileName().toString(), stored), series);
	}

	private static ImageFileException unreadable(Path file, IOException e) {
		if (e instanceof ImageFileException known) return known;
		if (e instanceof EOFException) return new ImageFileException("\"" + file + "\" is truncated: its header points behind the end of the file.", e);
		return new ImageFileException("\"" + file + "\" cannot be read as TIFF: " + e.getMessage() + ".", e);
	}

	/** The header of a file. @throws ImageFileException if it is no TIFF, or damaged */
	static TiffHeader header(Path file) throws ImageFileException {
		try {
			return TiffHeader.read(file);
		}
		catch (IOException e) {
			throw unreadable(file, e);
		}
	}

	/** How many images a file holds. @throws ImageFileException if it cannot be read */
	static int seriesCount(Path file) throws ImageFileException {
		try {
			TiffHeader header = header(file);
			return isOme(header) ? ome(file, header).size() : groups(header).size();
		}
		catch (IOException e) {
			throw unreadable(file, e);
		}
	}

	/** Names of the files beside an OME-TIFF that hold planes of it, and are there; none where it cannot be read. */
	static Set<String> otherFiles(Path file) {
		try {
			TiffHeader header = TiffHeader.read(file);
			if (!isOme(header)) return Set.of();
			return ome(file, header).get(0).otherFiles().stream().filter(name -> OmeFiles.exists(file, name)).collect(Collectors.toSet());
		}
		catch (IOException e) { // opening it will say why
			return Set.of();
		}
	}

	/** A part whose description is in another file ("BinaryOnly") is read by its own pages. */
	private static boolean isOme(TiffHeader header) {
		String description = header.first().description();
		return OmeXml.isIn(description) && !(description.contains("BinaryOnly") && !description.contains("<Image"));
	}

	private static List<OmeImage> ome(Path file, TiffHeader header) throws IOException {
		List<OmeImage> images = OmeXml.read(header.first().description(), file.getFileName().toString());
		if (images.isEmpty()) throw new TiffException("its OME-XML has no image");
		return images;
	}

	/** An image of a file. @throws IOException with the reason, if there is none of that number, or its pages cannot be read */
	static TiffSeries series(Path file, TiffHeader header, int series) throws IOException {
		if (isOme(header)) {
			List<OmeImage> images = ome(file, header);
			return ome(file, header, images.get(requireSeries(series, images.size())), images.size());
		}
		List<List<TiffPage>> groups = groups(header);
		return plain(file, header, groups.get(requireSeries(series, groups.size())), groups.size());
	}

	private static int requireSeries(int series, int count) throws TiffException {
		if (series < 0 || series >= count) throw new TiffException("it has " + count + " image(s); there is no number " + (series + 1));
		return series;
	}

	/** Pages of one layout, without smaller copies; a pyramid without marks is known by sizes that are halves of the first. */
	private static List<List<TiffPage>> groups(TiffHeader header) {
		List<List<TiffPage>> groups = new ArrayList<>();
		for (TiffPage page : header.pages()) {
			boolean isCopy = page != header.first() && (page.isReduced() || isHalf(page, header.first()));
			if (isCopy) continue;
			List<TiffPage> group = groups.stream().filter(g -> page.hasLayoutOf(g.get(0))).findFirst().orElse(null);
			if (group == null) groups.add(group = new ArrayList<>());
			group.add(page);
		}
		return groups;
	}

	/** Whether a tiled page has a half, a quarter, … of the first one's size in both directions. */
	private static boolean isHalf(TiffPage page, TiffPage first) {
		if (!page.isTiled() || page.width() >= first.width() || page.width() < 1 || page.height() < 1) return false;
		double x = (double) first.width() / page.width();
		double y = (double) first.height() / page.height();
		return x > 1.5 && y > 1.5 && Math.abs(x / y - 1) < 0.1;
	}

	private static TiffSeries plain(Path file, TiffHeader header, List<TiffPage> group, int count) throws IOException {
		List<TiffPage> pages = expanded(header, group);
		List<TiffRaster> stored = new ArrayList<>(pages.size());
		for (TiffPage page : pages)
			stored.add(TiffRaster.of(file, header, page));
		ImageJDescription notes = ImageJDescription.of(header.first().description());
		Optional<ShapedDescription> shaped = ShapedDescription.of(header.first().description()).filter(shape -> shape.pages() == stored.size());
		List<TiffRaster> rasters = shaped.isPresent() ? inOrder(shaped.get(), stored) : stored;
		int[] axes = shaped.map(shape -> new int[] { shape.size('C'), shape.size('Z'), shape.size('T') }).orElse(axes(notes, pages.size()));
		TiffImage image = new TiffImage(file, TiffImage.alike(file, rasters), axes[0], axes[1], axes[2], TiffPixelSize.of(header.first()),
			palette(rasters.get(0), group.get(0), notes));
		return new TiffSeries(image, group, notes, ImageJData.of(header.first(), header.order()), List.of(), count, false);
	}

	/** Pages in the order XYCZT. */
	private static List<TiffRaster> inOrder(ShapedDescription shape, List<TiffRaster> pages) {
		List<TiffRaster> ordered = new ArrayList<>(pages.size());
		for (int t = 0; t < shape.size('T'); t++)
			for (int z = 0; z < shape.size('Z'); z++)
				for (int c = 0; c < shape.size('C'); c++)
					ordered.add(pages.get(shape.page(c, z, t)));
		return ordered;
	}

	/** The table of an image that ImageJ wrote is for the display alone. */
	private static Palette palette(TiffRaster raster, TiffPage page, ImageJDescription notes) {
		return raster.isIndexed() && !notes.isImageJs() ? Palette.of(page.palette()) : Palette.none();
	}

	/** ImageJ writes a large stack with one directory, whose planes follow one another. */
	private static List<TiffPage> expanded(TiffHeader header, List<TiffPage> group) {
		long planes = header.imagesInBlock();
		if (planes <= 1 || group.get(0) != header.first() || group.size() >= planes || !header.first().isContiguous()) return group;
		long step = (long) header.first().pixelBytes();
		if (header.first().offsets()[0] + step * planes > header.fileBytes())
			return List.of(header.first().moved(0), header.first().moved(step * (planes - 1)));
		return IntStream.range(0, (int) planes).mapToObj(i -> header.first().moved(i * step)).toList();
	}

	/** Channels, slices and frames as ImageJ states them, where they fit the pages; else all pages are slices. */
	private static int[] axes(ImageJDescription notes, int pages) {
		int[] stated = { notes.count("channels"), notes.count("slices"), notes.count("frames") };
		boolean fits = (double) stated[0] * stated[1] * stated[2] == pages;
		return fits ? stated : new int[] { 1, pages, 1 };
	}

	private static TiffSeries ome(Path file, TiffHeader header, OmeImage ome, int count) throws IOException {
		List<TiffPage> pages = new ArrayList<>();
		List<TiffRaster> rasters = new ArrayList<>();
		boolean isAlone = isAlone(file, ome);
		OmeFiles files = new OmeFiles(file, header);
		for (int i = 0; i < ome.planeCount(); i++) {
			OmePlane plane = ome.planes().get(i);
			if (plane == null || isAlone && !plane.file().isEmpty()) {
				if (isAlone) continue;
				throw new TiffException("its OME-XML does not say where plane " + (i + 1) + " of " + ome.planeCount() + " is");
			}
			TiffPage page = files.page(plane);
			pages.add(page);
			rasters.add(TiffRaster.of(files.path(plane), files.header(plane), page));
		}
		requireSize(ome, rasters);
		PixelSize size = pixelSize(ome, header.first());
		int channels = ome.channels() / ome.samples();
		boolean isWhole = rasters.size() == ome.planeCount();
		TiffImage image = new TiffImage(file, TiffImage.alike(file, rasters), isWhole ? channels : 1, isWhole ? ome.slices() : rasters.size(),
			isWhole ? ome.frames() : 1, size, Palette.none());
		List<String> names = isWhole ? ome.names() : List.of();
		return new TiffSeries(image, pages, new ImageJDescription(Map.of()), new ImageJData(List.of(), header.order()), names, count, true);
	}

	/** Whether planes lie in other files and none of those is here: a file that was moved alone is read alone. */
	private static boolean isAlone(Path file, OmeImage ome) {
		List<String> others = ome.otherFiles();
		boolean hasOwn = ome.planes().values().stream().anyMatch(plane -> plane.file().isEmpty());
		return hasOwn && !others.isEmpty() && others.stream().noneMatch(name -> OmeFiles.exists(file, name));
	}

	private static void requireSize(OmeImage ome, List<TiffRaster> rasters) throws TiffException {
		if (rasters.isEmpty()) throw new TiffException("its OME-XML names no plane of this file");
		TiffRaster first = rasters.get(0);
		if (first.width() != ome.width() || first.height() != ome.height())
			throw new TiffException("its OME-XML promises " + ome.width() + "x" + ome.height() + " pixels, but its pages have " + first.width() + "x"
				+ first.height());
		if (first.channels() != ome.samples() && ome.samples() > 1)
			throw new TiffException("its OME-XML promises " + ome.samples() + " samples per pixel, but its pages have " + first.channels());
	}

	private static PixelSize pixelSize(OmeImage ome, TiffPage first) {
		double x = ome.sizeX() > 0 ? ome.sizeX() : ome.sizeY();
		double y = ome.sizeY() > 0 ? ome.sizeY() : x;
		if (!(x > 0) || x >= 1000 || y >= 1000) return TiffPixelSize.of(first);
		return new PixelSize(x, y, ome.sizeZ() > 0 ? ome.sizeZ() : 1, "\u00b5m");
	}

	/** The pixel size that a file states. */
	static PixelSize pixelSize(Path file) throws ImageFileException {
		return TiffPixelSize.of(header(file).first());
	}

	/** The files of one OME-TIFF, each header read once. */
	private static final class OmeFiles {

		private final Path own;
		private final Map<String, TiffHeader> headers = new HashMap<>();

		OmeFiles(Path own, TiffHeader header) {
			this.own = own;
			headers.put("", header);
		}

		/** A name in the OME-XML may not lead out of the folder. */
		static boolean exists(Path own, String name) {
			return !name.contains("/") && !name.contains("\\") && Files.isRegularFile(own.resolveSibling(name));
		}

		Path path(OmePlane plane) {
			return plane.file().isEmpty() ? own : own.resolveSibling(plane.file());
		}

		TiffHeader header(OmePlane plane) throws IOException {
			TiffHeader known = headers.get(plane.file());
			if (known != null) return known;
			if (!exists(own, plane.file())) throw new TiffException("planes of it are in \"" + plane.file() + "\", which is not beside it");
			TiffHeader header = TiffHeader.read(path(plane));
			headers.put(plane.file(), header);
			return header;
		}

		TiffPage page(OmePlane plane) throws IOException {
			List<TiffPage> pages = header(plane).pages();
			if (plane.ifd() < 0 || plane.ifd() >= pages.size())
				throw new TiffException("its OME-XML promises a page " + (plane.ifd() + 1) + " in \"" + path(plane).getFileName() + "\", which has "
					+ pages.size());
			return pages.get(plane.ifd());
		}
	}
}
