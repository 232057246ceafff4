package sc.fovea.predict;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;

import sc.fovea.image.MappedLabels;

/** A label image that is written and read by whole rows, so that it may be larger than memory. */
public interface LabelRows {

	/** Columns. */
	int width();

	/** Rows. */
	int height();

	/** Reads rows. @param y first row @param rows how many @param labels receives {@code rows · width} ids from index 0 on */
	void read(int y, int rows, int[] labels);

	/** Writes rows. @param y first row @param rows how many @param labels holds {@code rows · width} ids from index 0 on */
	void write(int y, int rows, int[] labels);

	/** Rows in an array of {@code width · height} ids. */
	static LabelRows of(int[] ids, int width) {
		return new ArrayRows(ids, width);
	}

	/**
	 * Rows in an image of ImgLib2, of any storage: cells in a file are labels larger than memory too. Writing throws an
	 * {@link IllegalArgumentException} if an id is too large for the type of the pixels.
	 *
	 * @param plane (x, y), from its minimum on
	 * @throws IllegalArgumentException if it has another number of dimensions, or a side above 2³¹ − 1 pixels
	 */
	static LabelRows of(RandomAccessibleInterval<? extends IntegerType<?>> plane) {
		return IntervalRows.of(plane);
	}

	/**
	 * Rows in a file, for labels larger than memory. Reading and writing throw an {@link java.io.UncheckedIOException} with a
	 * sentence as cause if the file cannot be read or the disk is full.
	 *
	 * <pre>{@code
	 * try (MappedLabels labels = MappedLabels.create(file, image.width(), image.height(), image.pixelSize())) {
	 *     segmenter.segmentPlane(image, new Segmenter.Place(0, 0, 1), options, LabelRows.of(labels), progress);
	 *     labels.commit();
	 * }
	 * }</pre>
	 *
	 * @param labels not closed here
	 */
	static LabelRows of(MappedLabels labels) {
		return new MappedRows(labels);
	}
}
