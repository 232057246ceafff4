package sc.fovea.image;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fovea.image.tiff.PixelType;
import sc.fovea.image.zarr.OmeZarr;
import sc.fovea.image.zarr.ZarrArray;

/**
 * A Zarr folder as an image of (x, y, c, z, t), each chunk read where it is visited.
 *
 * @param folder for messages
 * @param zarr   its numbers
 * @param axes   of the array, a letter each
 */
record ZarrImage(Path folder, OmeZarr zarr, String axes) implements StoredImage {

	private static final String ORDER = "xyczt";

	/** Opens a folder. @throws ImageFileException if it is no Zarr, or cannot be read */
	static ImagePlus open(Path folder) throws ImageFileException {
		try {
			OmeZarr zarr = OmeZarr.open(folder);
			PixelType type = zarr.array().numbers().type();
			String axes = zarr.axes().isEmpty() ? ArrayImage.guessedAxes(zarr.array().shape(), type) : zarr.axes();
			ZarrImage image = new ZarrImage(folder, zarr, axes);
			ImagePlus opened = new MappedImage(folder.getFileName().toString(), image);
			ChannelNames.set(opened, zarr.channels().size() == image.channels() ? zarr.channels() : List.of());
			return opened;
		}
		catch (IOException | ArithmeticException e) {
			throw new ImageFileException("\"" + folder + "\" cannot be read as OME-Zarr: " + e.getMessage() + ".", e);
		}
	}

	private ZarrArray array() {
		return zarr.array();
	}

	private int size(char axis) {
		int at = axes.indexOf(axis);
		return at < 0 ? 1 : Math.toIntExact(array().shape()[at]);
	}

	private int chunk(char axis) {
		int at = axes.indexOf(axis);
		return at < 0 ? 1 : (int) Math.min(array().chunks()[at], array().shape()[at]);
	}

	@Override
	public int width() {
		return size('x');
	}

	@Override
	public int height() {
		return size('y');
	}

	@Override
	public int channels() {
		return size('c');
	}

	@Override
	public int slices() {
		return size('z');
	}

	@Override
	public int frames() {
		return size('t');
	}

	@Override
	public int bitDepth() {
		return 8 * array().numbers().type().bytes();
	}

	@Override
	public PixelSize pixelSize() {
		double x = zarr.micrometres('x');
		double y = zarr.micrometres('y');
		double z = zarr.micrometres('z');
		return x > 0 && y > 0 ? new PixelSize(x, y, z > 0 ? z : 1, "\u00b5m") : PixelSize.PIXEL;
	}

	@Override
	public RandomAccessibleInterval<? extends RealType<?>> pixels() {
		long[] size = new long[5];
		int[] cell = new int[5];
		Arrays.setAll(size, i -> size(ORDER.charAt(i)));
		Arrays.setAll(cell, i -> chunk(ORDER.charAt(i)));
		CellGrid grid = new CellGrid(size, cell);
		int kept = (int) Math.min(2 * grid.gridDimension(0) + 2, 1 << 12);
		return switch (array().numbers().type()) {
			case BYTE -> SliceCells.image(grid, new UnsignedByteType(), kept, index -> this.<ByteArray>cell(grid, index));
			case SHORT -> SliceCells.image(grid, new UnsignedShortType(), kept, index -> this.<ShortArray>cell(grid, index));
			case FLOAT -> SliceCells.image(grid, new FloatType(), kept, index -> this.<FloatArray>cell(grid, index));
		};
	}

	private <A extends ArrayDataAccess<A>> A cell(CellGrid grid, long index) {
		long[] min = new long[5];
		int[] size = new int[5];
		grid.getCellDimensions(index, min, size);
		long[] chunk = new long[axes.length()];
		Arrays.setAll(chunk, i -> min[ORDER.indexOf(axes.charAt(i))] / array().chunks()[i]);
		try {
			return SliceCells.access(copy(array().chunk(chunk), size));
		}
		catch (IOException e) {
			throw new IllegalArgumentException("\"" + folder + "\" cannot be read: " + e.getMessage() + ".", e);
		}
	}

	/** The part of a chunk that lies in the image, in the order of the cell. @param bytes of the chunk in C order; none where it is not there */
	private Object copy(byte[] bytes, int[] size) {
		Object target = array().numbers().type().array(size[0] * size[1] * size[2] * size[3] * size[4]);
		if (bytes.length == 0) return filled(target);
		int[] stride = new int[5];
		Arrays.setAll(stride, i -> stride(ORDER.charAt(i)));
		int at = 0;
		for (int t = 0; t < size[4]; t++)
			for (int z = 0; z < size[3]; z++)
				for (int c = 0; c < size[2]; c++)
					for (int y = 0; y < size[1]; y++, at += size[0])
						row(bytes, y * stride[1] + c * stride[2] + z * stride[3] + t * stride[4], stride[0], target, at, size[0]);
		return target;
	}

	private void row(byte[] bytes, int from, int step, Object target, int at, int count) {
		if (step == 1) array().numbers().copy(bytes, from, target, at, count);
		else
			for (int x = 0; x < count; x++)
				array().numbers().copy(bytes, from + x * step, target, at + x);
	}

	private int stride(char axis) {
		int at = axes.indexOf(axis);
		if (at < 0) return 0;
		int stride = 1;
		for (int i = at + 1; i < axes.length(); i++)
			stride *= array().chunks()[i];
		return stride;
	}

	private Object filled(Object target) {
		double fill = array().fill();
		if (target instanceof byte[] bytes) Arrays.fill(bytes, (byte) (int) fill);
		else if (target instanceof short[] shorts) Arrays.fill(shorts, (short) (int) fill);
		else
			Arrays.fill((float[]) target, (float) fill);
		return target;
	}

	@Override
	public Object plane(int plane) {
		long pixels = (long) width() * height();
		if (pixels > Integer.MAX_VALUE - 8)
			throw new IllegalArgumentException("A plane of less than 2^31 pixels is expected, but \"" + folder + "\" is " + width() + "x" + height() + ".");
		int c = plane % channels();
		int z = plane / channels() % slices();
		int t = plane / channels() / slices();
		Object target = array().numbers().type().array((int) pixels);
		Cursor<? extends RealType<?>> cursor = Views.flatIterable(Views.hyperSlice(Views.hyperSlice(Views.hyperSlice(pixels(), 4, t), 3, z), 2, c)).cursor();
		for (int i = 0; cursor.hasNext(); i++)
			put(target, i, cursor.next().getRealFloat());
		return target;
	}

	private static void put(Object target, int i, float value) {
		if (target instanceof byte[] bytes) bytes[i] = (byte) (int) value;
		else if (target instanceof short[] shorts) shorts[i] = (short) (int) value;
		else
			((float[]) target)[i] = value;
	}
}
