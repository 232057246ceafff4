package sc.fovea.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import sc.fovea.image.tiff.TiffRaster;

/**
 * The pages of a TIFF (or of several that belong together) as one image of (x, y, c, z, t), read block by block where it is visited.
 *
 * @param file         named in errors
 * @param pages        in the order XYCZT; each may hold several channels
 * @param pageChannels number of channels along the pages
 * @param slices       number of slices
 * @param frames       number of frames
 * @param pixelSize    of the image
 * @param palette      the colours of the numbers; none where they are numbers
 */
record TiffImage(Path file, List<TiffRaster> pages, int pageChannels, int slices, int frames, PixelSize pixelSize, Palette palette) implements StoredImage {

	private static final int BAND_BYTES = 1 << 21;
	private static final int LEAST_CELL = 512;

	private TiffRaster first() {
		return pages.get(0);
	}

	/** Whether ImageJ can hold the image as RGB. */
	boolean isRgb() {
		return first().isRgb() && pageChannels == 1;
	}

	@Override
	public int width() {
		return first().width();
	}

	@Override
	public int height() {
		return first().height();
	}

	/** Channels of one page as ImageJ sees them. */
	private int perPage() {
		return isRgb() ? 1 : first().channels();
	}

	@Override
	public int channels() {
		return pageChannels * perPage();
	}

	@Override
	public int bitDepth() {
		return isRgb() ? 24 : 8 * first().type().bytes();
	}

	/** Bytes of all pixels in memory. */
	double bytes() {
		return (double) width() * height() * pages.size() * first().channels() * (isRgb() ? 4.0 / 3 : first().type().bytes());
	}

	/** Planes of a page, one for each of ImageJ's channels; each block is unpacked once. @throws IOException naming the block that cannot be read */
	List<Object> planes(int page) throws IOException {
		TiffRaster raster = pages.get(page);
		Object[] channels = new Object[raster.channels()];
		for (int c = 0; c < channels.length; c++)
			channels[c] = raster.type().array(Math.multiplyExact(width(), height()));
		raster.read(0, 0, width(), height(), channels);
		return isRgb() ? List.of(colours(channels)) : List.of(channels);
	}

	private static int[] colours(Object[] channels) {
		byte[] red = (byte[]) channels[0];
		byte[] green = (byte[]) channels[1];
		byte[] blue = (byte[]) channels[2];
		int[] colours = new int[red.length];
		for (int i = 0; i < colours.length; i++)
			colours[i] = 0xff000000 | (red[i] & 255) << 16 | (green[i] & 255) << 8 | blue[i] & 255;
		return colours;
	}

	@Override
	public Object plane(int plane) {
		int c = plane % channels();
		int page = plane / channels() * pageChannels + c / perPage();
		try {
			if ((long) width() * height() > Integer.MAX_VALUE - 8)
				throw new IllegalArgumentException("A plane of less than 2^31 pixels is expected, but \"" + file + "\" is " + width() + "x" + height() + ".");
			return isRgb() ? planes(page).get(0) : pages.get(page).plane(c % perPage());
		}
		catch (IOException e) {
			throw unreadable(e);
		}
	}

	private IllegalArgumentException unreadable(IOException e) {
		return new IllegalArgumentException("\"" + file + "\" cannot be read: " + e.getMessage() + ".", e);
	}

	/** Samples are channels here, also those of RGB. */
	@Override
	public RandomAccessibleInterval<? extends RealType<?>> pixels() {
		long[] size = { width(), height(), (long) pageChannels * first().channels(), slices, frames };
		CellGrid grid = new CellGrid(size, cell());
		return switch (first().type()) {
			case BYTE -> SliceCells.image(grid, new UnsignedByteType(), kept(grid), index -> this.<ByteArray>cell(grid, index));
			case SHORT -> SliceCells.image(grid, new UnsignedShortType(), kept(grid), index -> this.<ShortArray>cell(grid, index));
			case FLOAT -> SliceCells.image(grid, new FloatType(), kept(grid), index -> this.<FloatArray>cell(grid, index));
		};
	}

	@Override
	public RandomAccessibleInterval<? extends RealType<?>> shown() {
		if (palette.isColour()) return ColourChannels.ofPalette(bytes(pixels()), palette.colours());
		return first().isInverted() ? ColourChannels.inverted(bytes(pixels())) : pixels();
	}

	@SuppressWarnings("unchecked")
	private static RandomAccessibleInterval<UnsignedByteType> bytes(RandomAccessibleInterval<? extends RealType<?>> pixels) {
		return (RandomAccessibleInterval<UnsignedByteType>) pixels; // both are of rasters of bytes
	}

	/** Whole blocks: tiles of at least 512 pixels, or bands of strips of about 2 MB. */
	private int[] cell() {
		int across = first().blockWidth();
		int down = first().blockHeight();
		int width = across < width() ? Math.min(width(), multiple(across, LEAST_CELL)) : width();
		int rows = across < width() ? LEAST_CELL : Math.max(1, BAND_BYTES / (width * first().type().bytes()));
		return new int[] { width, Math.min(height(), multiple(down, rows)), 1, 1, 1 };
	}

	private static int multiple(int block, int least) {
		return block * Math.max(1, (least + block - 1) / block);
	}

	/** Two rows of cells, so that walking along rows reads each once. */
	private static int kept(CellGrid grid) {
		return (int) Math.min(2 * grid.gridDimension(0) + 2, 1 << 12);
	}

	private <A extends ArrayDataAccess<A>> A cell(CellGrid grid, long index) {
		long[] min = new long[5];
		int[] size = new int[5];
		grid.getCellDimensions(index, min, size);
		int perPage = first().channels();
		int page = (int) (min[2] / perPage + pageChannels * (min[3] + slices * min[4]));
		try {
			return SliceCells.access(pages.get(page).region((int) (min[2] % perPage), (int) min[0], (int) min[1], size[0], size[1]));
		}
		catch (IOException e) {
			throw unreadable(e);
		}
	}

	/** The same pages with rasters that are checked to be alike. @throws ImageFileException if one is of another size or type */
	static List<TiffRaster> alike(Path file, List<TiffRaster> pages) throws ImageFileException {
		TiffRaster first = pages.get(0);
		List<TiffRaster> alike = new ArrayList<>(pages.size());
		for (TiffRaster page : pages) {
			boolean isAlike = page.width() == first.width() && page.height() == first.height() && page.type() == first.type()
				&& page.channels() == first.channels();
			if (!isAlike)
				throw new ImageFileException(
					"\"" + file + "\" must have pages of one size and type, but has " + describe(first) + " and " + describe(page) + ".");
			alike.add(page);
		}
		return alike;
	}

	private static String describe(TiffRaster page) {
		return page.width() + "x" + page.height() + " of " + page.channels() + " channel(s) of " + 8 * page.type().bytes() + " bit";
	}
}
