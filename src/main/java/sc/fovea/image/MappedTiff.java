package sc.fovea.image;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongFunction;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import sc.fovea.image.tiff.TiffHeader;
import sc.fovea.image.tiff.TiffPage;

/**
 * An uncompressed TIFF, grey of 8, 16 or 32 bit or RGB, seen as ImgLib2 image of (x, y, c, z, t) without reading it: bands of
 * rows are decoded from the mapped file as they are visited, so an image of any size streams through little memory.
 *
 * <pre>{@code
 * RandomAccessibleInterval<?> pixels = MappedTiff.open(Path.of("slide.tif")).pixels();
 * }</pre>
 */
public final class MappedTiff implements StoredImage {

	private static final int BAND_BYTES = 1 << 21;
	private static final int FLOAT = 3;

	private final Path file;
	private final MappedBytes bytes;
	private final TiffHeader header;
	private final TiffPlanes planes;
	private final PixelSize pixelSize;

	private MappedTiff(Path file, TiffHeader header) throws IOException {
		this.file = file;
		this.header = header;
		this.planes = TiffPlanes.of(header);
		this.bytes = new MappedBytes(file);
		this.pixelSize = TiffPixelSize.of(header.first());
	}

	/**
	 * Opens a file; only its header is read.
	 *
	 * @throws ImageFileException if the file is no TIFF, is truncated, or is stored in a way that cannot be mapped (compressed, tiled,
	 *         other numbers of bits)
	 */
	public static MappedTiff open(Path file) throws ImageFileException {
		return open(file, TiffFiles.header(file));
	}

	static MappedTiff open(Path file, TiffHeader header) throws ImageFileException {
		if (!canMap(header))
			throw new ImageFileException("Cannot map \"" + file + "\": an uncompressed TIFF in strips of 8, 16 or 32 bit is expected, but it has "
				+ header.first().bits() + " bit, " + header.first().samples() + " sample(s) and compression " + header.first().compression() + ".");
		try {
			return new MappedTiff(file, header);
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read \"" + file + "\": " + e.getMessage() + ".", e);
		}
	}

	/** Whether the pixels of a file lie in it as they are. */
	static boolean canMap(TiffHeader header) {
		return header.pages().stream().allMatch(page -> canMap(page) && page.hasLayoutOf(header.first()));
	}

	private static boolean canMap(TiffPage page) {
		if (page.compression() != 1 || page.isTiled() || !page.isContiguous()) return false;
		if (!page.isPlain()) return false;
		long format = page.sampleFormat();
		if (page.samples() == 3) return page.bits() == 8 && page.photometric() == 2 && !page.isPlanar();
		if (page.samples() != 1) return false;
		return page.bits() == 32 ? format == FLOAT : (page.bits() == 8 || page.bits() == 16) && format == 1;
	}

	/** All pixels, (x, y, c, z, t); RGB has three channels. */
	@Override
	public RandomAccessibleInterval<? extends RealType<?>> pixels() {
		long channels = planes.channels() * (long) samples();
		long[] size = { width(), height(), channels, planes.slices(), planes.frames() };
		int rows = (int) Math.max(1, Math.min(height(), BAND_BYTES / Math.max(1, width() * samples() * bytesPerSample())));
		CellGrid grid = new CellGrid(size, new int[] { width(), rows, 1, 1, 1 });
		return switch (bytesPerSample()) {
			case 1 -> SliceCells.image(grid, new UnsignedByteType(), bands(rows, (Band band) -> new ByteArray(bytes(band))));
			case 2 -> SliceCells.image(grid, new UnsignedShortType(), bands(rows, (Band band) -> new ShortArray(shorts(band))));
			default -> SliceCells.image(grid, new FloatType(), bands(rows, (Band band) -> new FloatArray(floats(band))));
		};
	}

	/** Rows of one sample of one plane. */
	private record Band(int plane, int sample, int top, int rows) {}

	private <A> LongFunction<A> bands(int rows, Function<Band, A> reader) {
		int perPlane = (height() + rows - 1) / rows;
		return index -> {
			int top = (int) (index % perPlane) * rows;
			int channel = (int) (index / perPlane);
			return reader.apply(new Band(channel / samples(), channel % samples(), top, Math.min(rows, height() - top)));
		};
	}

	private byte[] bytes(Band band) {
		byte[] raw = raw(band);
		int step = samples();
		if (step == 1) return raw;
		byte[] one = new byte[raw.length / step];
		for (int i = 0; i < one.length; i++)
			one[i] = raw[i * step + band.sample];
		return one;
	}

	private short[] shorts(Band band) {
		short[] shorts = new short[width() * band.rows];
		ByteBuffer.wrap(raw(band)).order(header.order()).asShortBuffer().get(shorts);
		return shorts;
	}

	private float[] floats(Band band) {
		float[] floats = new float[width() * band.rows];
		ByteBuffer.wrap(raw(band)).order(header.order()).asFloatBuffer().get(floats);
		return floats;
	}

	private byte[] raw(Band band) {
		int rowBytes = width() * samples() * bytesPerSample();
		byte[] raw = new byte[rowBytes * band.rows];
		bytes.get(planes.offset(band.plane) + (long) rowBytes * band.top, raw, raw.length);
		return raw;
	}

	/**
	 * One plane as ImageJ keeps it: byte[], short[], float[], or int[] for RGB.
	 *
	 * @param plane in ImageJ's order XYCZT, from 0
	 * @throws IllegalArgumentException if the plane has more pixels than an array can hold
	 */
	@Override
	public Object plane(int plane) {
		long size = (long) width() * height();
		if (size > Integer.MAX_VALUE - 8)
			throw new IllegalArgumentException("A plane of less than 2^31 pixels is expected, but \"" + file + "\" is " + width() + "x"
				+ height() + ".");
		Object pixels = samples() == 3 ? new int[(int) size] : switch (bytesPerSample()) {
			case 1 -> new byte[(int) size];
			case 2 -> new short[(int) size];
			default -> new float[(int) size];
		};
		for (int y = 0; y < height(); y++)
			copyRow(new Band(plane, 0, y, 1), pixels, y * width());
		return pixels;
	}

	private void copyRow(Band row, Object pixels, int at) {
		if (pixels instanceof int[] colours) {
			byte[] raw = raw(row);
			for (int x = 0; x < width(); x++)
				colours[at + x] = 0xff000000 | (raw[3 * x] & 255) << 16 | (raw[3 * x + 1] & 255) << 8 | raw[3 * x + 2] & 255;
			return;
		}
		Object values = pixels instanceof byte[] ? bytes(row) : pixels instanceof short[] ? shorts(row) : floats(row);
		System.arraycopy(values, 0, pixels, at, width());
	}

	/** The image as ImagePlus, whose pixels stay in the file until ImageJ asks for a plane. */
	public ImagePlus toImagePlus() {
		return new MappedImage(file.getFileName().toString(), this);
	}

	/** Width in pixels. */
	@Override
	public int width() {
		return (int) header.first().width();
	}

	/** Height in pixels. */
	@Override
	public int height() {
		return (int) header.first().height();
	}

	/** The pixel size that the file states. */
	@Override
	public PixelSize pixelSize() {
		return pixelSize;
	}

	@Override
	public int channels() {
		return planes.channels();
	}

	@Override
	public int slices() {
		return planes.slices();
	}

	@Override
	public int frames() {
		return planes.frames();
	}

	/** 8, 16 or 32 for grey, 24 for RGB. */
	@Override
	public int bitDepth() {
		return 8 * bytesPerSample() * samples();
	}

	private int samples() {
		return header.first().samples();
	}

	private int bytesPerSample() {
		return header.first().bits() / 8;
	}
}
