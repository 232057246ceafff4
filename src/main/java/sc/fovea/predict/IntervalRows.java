package sc.fovea.predict;

import java.util.Arrays;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.view.Views;

/**
 * Label rows in an image of ImgLib2.
 *
 * @param plane (x, y) from 0 on
 * @param largest id that its type holds
 */
record IntervalRows<T extends IntegerType<T>>(RandomAccessibleInterval<T> plane, double largest) implements LabelRows {

	/** @throws IllegalArgumentException if it is not (x, y), or a side is above 2³¹ − 1 pixels */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	static LabelRows of(RandomAccessibleInterval<? extends IntegerType<?>> plane) {
		long[] size = plane.dimensionsAsLongArray();
		if (size.length != 2 || Arrays.stream(size).anyMatch(extent -> extent < 1 || extent > Integer.MAX_VALUE)) {
			throw new IllegalArgumentException("Expected labels (x, y) of 1 to 2147483647 pixels along each side, got " + Arrays.toString(size) + ".");
		}
		return new IntervalRows(Views.zeroMin(plane), plane.getType().getMaxValue());
	}

	@Override
	public int width() {
		return (int) plane.dimension(0);
	}

	@Override
	public int height() {
		return (int) plane.dimension(1);
	}

	@Override
	public void read(int y, int rows, int[] ids) {
		LoopBuilder.setImages(band(y, rows), array(rows, ids)).forEachPixel((from, to) -> to.set(from.getInteger()));
	}

	/** @throws IllegalArgumentException if an id is too large for the type of the pixels; nothing of the rows is then written */
	@Override
	public void write(int y, int rows, int[] ids) {
		for (int i = 0; i < rows * width(); i++) {
			if (ids[i] > largest) {
				throw new IllegalArgumentException("Expected labels of a type that holds " + ids[i] + ", got " + plane.getType().getClass().getSimpleName()
					+ ", which ends at " + (long) largest + ".");
			}
		}
		LoopBuilder.setImages(array(rows, ids), band(y, rows)).forEachPixel((from, to) -> to.setInteger(from.get()));
	}

	private RandomAccessibleInterval<T> band(int y, int rows) {
		return Views.interval(plane, FinalInterval.createMinSize(0, y, width(), rows));
	}

	private RandomAccessibleInterval<IntType> array(int rows, int[] ids) {
		return Views.interval(ArrayImgs.ints(ids, width(), ids.length / width()), FinalInterval.createMinSize(0, 0, width(), rows));
	}
}
