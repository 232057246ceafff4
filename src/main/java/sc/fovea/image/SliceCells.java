package sc.fovea.image;

import ij.ImageStack;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;

/**
 * Images whose pixels are read when they are asked for, cell by cell, and forgotten again.
 * <p>
 * Cells are kept softly and the most recently used {@value #KEPT} at most (or as many as are asked for), so the memory taken is bounded by them and shrinks
 * further when the heap is short. Reading is done one cell at a time: ImageJ's virtual stacks are not thread-safe.
 */
public final class SliceCells<A extends ArrayDataAccess<A>> implements LazyCellImg.Get<Cell<A>> {

	private static final int KEPT = 16;

	private final CellGrid grid;
	private final LongFunction<A> reader;
	private final int kept;
	private final Map<Long, SoftReference<Cell<A>>> recent = new LinkedHashMap<>(KEPT * 2, 0.75f, true) {

		private static final long serialVersionUID = 1;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, SoftReference<Cell<A>>> eldest) {
			return size() > kept;
		}
	};

	private SliceCells(CellGrid grid, LongFunction<A> reader, int kept) {
		this.grid = grid;
		this.kept = kept;
		this.reader = reader;
	}

	/**
	 * An image over a grid of cells, for any number of threads.
	 *
	 * @param grid how the image is cut into cells
	 * @param type of the pixels
	 * @param reader gives the pixels of the cell of an index, first dimension fastest; called by one thread at a time
	 */
	public static <T extends NativeType<T>, A extends ArrayDataAccess<A>> LazyCellImg<T, A> image(CellGrid grid, T type, LongFunction<A> reader) {
		return image(grid, type, KEPT, reader);
	}

	/** The same with at least {@code kept} cells remembered. */
	static <T extends NativeType<T>, A extends ArrayDataAccess<A>> LazyCellImg<T, A> image(CellGrid grid, T type, int kept, LongFunction<A> reader) {
		return new LazyCellImg<>(grid, type, new SliceCells<>(grid, reader, Math.max(KEPT, kept)));
	}

	/** An image of (x, y, c, z, t) over a stack that is read slice by slice, in ImageJ's order XYCZT. */
	static <T extends NativeType<T>, A extends ArrayDataAccess<A>> LazyCellImg<T, A> image(ImageStack stack, long[] size, T type) {
		int[] cell = { (int) size[0], (int) size[1], 1, 1, 1 };
		return image(new CellGrid(size, cell), type, index -> access(stack.getProcessor((int) index + 1).getPixels()));
	}

	/** The array of a slice as ImgLib2 takes it, not copied. */
	@SuppressWarnings("unchecked")
	static <A extends ArrayDataAccess<A>> A access(Object pixels) {
		if (pixels instanceof byte[] bytes) return (A) new ByteArray(bytes);
		if (pixels instanceof short[] shorts) return (A) new ShortArray(shorts);
		if (pixels instanceof float[] floats) return (A) new FloatArray(floats);
		if (pixels instanceof int[] ints) return (A) new IntArray(ints);
		throw new IllegalArgumentException("Pixels of 8, 16, 32 bit or RGB are expected, but these are "
			+ pixels.getClass().getSimpleName() + ".");
	}

	@Override
	public synchronized Cell<A> get(long index) {
		SoftReference<Cell<A>> known = recent.get(index);
		Cell<A> cell = known == null ? null : known.get();
		if (cell == null) {
			cell = read(index);
			recent.put(index, new SoftReference<>(cell));
		}
		return cell;
	}

	private Cell<A> read(long index) {
		long[] min = new long[grid.numDimensions()];
		int[] size = new int[grid.numDimensions()];
		grid.getCellDimensions(index, min, size);
		return new Cell<>(size, min, reader.apply(index));
	}
}
