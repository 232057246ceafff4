package sc.fovea.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A label image that is larger than memory: its ids are kept in a file beside the destination, row after row, and become a TIFF at
 * the end.
 * <p>
 * Ids are whole numbers of 32 bit until {@link #commit}, which looks for the largest one and writes 16 or 32 bit as {@link LabelImage}
 * does. The scratch file is read and written by position and not mapped into memory: a mapped file would crash Java when the disk
 * is full, and could not be deleted on Windows. All methods may be called from several threads.
 *
 * <pre>{@code
 * try (MappedLabels labels = MappedLabels.create(Path.of("slide_labels.tif"), 16384, 16384, size)) {
 * 	labels.writeRow(0, row);
 * 	labels.commit();
 * }
 * }</pre>
 */
public final class MappedLabels implements AutoCloseable {

	private static final int BAND_BYTES = 1 << 22;

	private final Path target;
	private final Path scratch;
	private final RandomAccessFile file;
	private final int width;
	private final int height;
	private final PixelSize pixelSize;

	private MappedLabels(Path target, int width, int height, PixelSize pixelSize) throws ImageFileException {
		this.target = target;
		this.width = width;
		this.height = height;
		this.pixelSize = pixelSize;
		this.scratch = AtomicFiles.temporaryFor(target);
		this.file = openScratch();
	}

	/**
	 * An image of zeros.
	 *
	 * @param target where the TIFF will be; its folder must exist and have room for the scratch file (4 bytes per pixel) and the TIFF
	 * @throws IllegalArgumentException if width or height is not positive
	 * @throws ImageFileException if the image is too large for a TIFF, the folder is not writable, or the disk has too little room
	 */
	public static MappedLabels create(Path target, int width, int height, PixelSize pixelSize) throws ImageFileException {
		if (width < 1 || height < 1)
			throw new IllegalArgumentException("Labels need a width and a height of at least 1, but are " + width + "x" + height + ".");
		ImageWriter.requireTiffSize((long) width * height * Short.BYTES, target);
		return new MappedLabels(target, width, height, pixelSize);
	}

	private RandomAccessFile openScratch() throws ImageFileException {
		try {
			requireRoom((long) width * height * (Integer.BYTES + Short.BYTES));
			RandomAccessFile opened = new RandomAccessFile(scratch.toFile(), "rw");
			opened.setLength((long) width * height * Integer.BYTES);
			return opened;
		}
		catch (IOException e) {
			AtomicFiles.discard(scratch);
			throw AtomicFiles.cannotWrite(target, e);
		}
	}

	private void requireRoom(long bytes) throws ImageFileException {
		long free = scratch.getParent().toFile().getUsableSpace();
		if (free < bytes)
			throw new ImageFileException("Cannot write \"" + target + "\": the disk is full (" + bytes / 1_000_000 + " MB are needed, "
				+ free / 1_000_000 + " MB are free).");
	}

	/** Width in pixels. */
	public int width() {
		return width;
	}

	/** Height in pixels. */
	public int height() {
		return height;
	}

	/**
	 * Reads one row.
	 *
	 * @param row receives {@code width} ids
	 * @throws IndexOutOfBoundsException if there is no row {@code y}
	 */
	public void readRow(int y, int[] row) throws ImageFileException {
		requireWidth(row);
		readRows(y, row);
	}

	/**
	 * Writes one row.
	 *
	 * @param row {@code width} ids
	 * @throws IndexOutOfBoundsException if there is no row {@code y}
	 * @throws ImageFileException if the disk is full
	 */
	public void writeRow(int y, int[] row) throws ImageFileException {
		requireWidth(row);
		writeRows(y, row);
	}

	/**
	 * Reads a band of rows.
	 *
	 * @param top  first row
	 * @param band receives as many rows as it holds
	 * @throws IndexOutOfBoundsException if the band is not inside the image
	 */
	public void readRows(int top, int[] band) throws ImageFileException {
		requireInside(top, band);
		byte[] bytes = new byte[band.length * Integer.BYTES];
		try {
			synchronized (file) {
				file.seek((long) top * width * Integer.BYTES);
				file.readFully(bytes);
			}
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read the unfinished labels of \"" + target + "\": " + e.getMessage() + ".", e);
		}
		ByteBuffer.wrap(bytes).asIntBuffer().get(band);
	}

	/**
	 * Writes a band of rows.
	 *
	 * @param top  first row
	 * @param band whole rows
	 * @throws IndexOutOfBoundsException if the band is not inside the image
	 * @throws ImageFileException if the disk is full
	 */
	public void writeRows(int top, int[] band) throws ImageFileException {
		requireInside(top, band);
		byte[] bytes = new byte[band.length * Integer.BYTES];
		ByteBuffer.wrap(bytes).asIntBuffer().put(band);
		try {
			synchronized (file) {
				file.seek((long) top * width * Integer.BYTES);
				file.write(bytes);
			}
		}
		catch (IOException e) {
			throw AtomicFiles.cannotWrite(target, e);
		}
	}

	private void requireWidth(int[] row) {
		if (row.length != width) throw new IllegalArgumentException("A row of " + width + " ids is expected, but it has " + row.length + ".");
	}

	private void requireInside(int top, int[] band) {
		int rows = band.length / width;
		if (rows * width != band.length)
			throw new IllegalArgumentException("Whole rows of " + width + " ids are expected, but the band has " + band.length + ".");
		if (top < 0 || top + rows > height)
			throw new IndexOutOfBoundsException("Rows " + top + " to " + (top + rows - 1) + " are not inside an image of " + height + " rows.");
	}

	/** A step of a walk over the image. */
	private interface BandAction {

		void apply(int top, int[] band) throws IOException;
	}

	private void forEachBand(BandAction action) throws IOException {
		int rows = Math.max(1, BAND_BYTES / Integer.BYTES / width);
		for (int top = 0; top < height; top += rows) {
			int[] band = new int[width * Math.min(rows, height - top)];
			readRows(top, band);
			action.apply(top, band);
		}
	}

	/** The largest id written so far and still there. */
	public int largestId() throws ImageFileException {
		int[] largest = { 0 };
		try {
			forEachBand((top, band) -> largest[0] = Math.max(largest[0], LabelImage.largest(band)));
		}
		catch (IOException e) {
			throw AtomicFiles.cannotWrite(target, e);
		}
		return largest[0];
	}

	/**
	 * Writes the labels as TIFF to the destination, calibrated and coloured, replacing what is there.
	 *
	 * @throws IllegalArgumentException if an id is negative or above {@value LabelImage#LARGEST}
	 * @throws ImageFileException if the image is too large for a TIFF, or writing fails; the destination is then as it was
	 */
	public void commit() throws ImageFileException {
		int largest = largestId();
		LabelImage.requireStorable(largest);
		TiffLabelHeader header = new TiffLabelHeader(width, height, largest, pixelSize);
		ImageWriter.requireTiffSize(header.pixelBytes(), target);
		AtomicFiles.write(target, temporary -> {
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
				out.write(header.bytes());
				forEachBand((top, band) -> out.write(header.encode(band)));
			}
		});
	}

	/** Deletes the scratch file; without {@link #commit} before, nothing is left. */
	@Override
	public void close() throws ImageFileException {
		try {
			file.close();
		}
		catch (IOException e) {
			throw AtomicFiles.cannotWrite(target, e);
		}
		finally {
			AtomicFiles.discard(scratch);
		}
	}
}
