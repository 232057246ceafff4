package sc.fovea.predict;

import java.io.UncheckedIOException;
import java.util.Arrays;

import sc.fovea.image.ImageFileException;
import sc.fovea.image.MappedLabels;

/**
 * Label rows in a file beside the destination.
 *
 * @param labels the file; not closed here
 */
record MappedRows(MappedLabels labels) implements LabelRows {

	@Override
	public int width() {
		return labels.width();
	}

	@Override
	public int height() {
		return labels.height();
	}

	/** @throws UncheckedIOException if the file cannot be read */
	@Override
	public void read(int y, int rows, int[] ids) {
		int[] band = new int[rows * width()];
		try {
			labels.readRows(y, band);
		}
		catch (ImageFileException e) {
			throw new UncheckedIOException(e);
		}
		System.arraycopy(band, 0, ids, 0, band.length);
	}

	/** @throws UncheckedIOException if the disk is full */
	@Override
	public void write(int y, int rows, int[] ids) {
		int length = rows * width();
		try {
			labels.writeRows(y, ids.length == length ? ids : Arrays.copyOf(ids, length));
		}
		catch (ImageFileException e) {
			throw new UncheckedIOException(e);
		}
	}
}
