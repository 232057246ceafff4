package sc.fovea.image;

import ij.ImagePlus;
import ij.ImageStack;
import java.util.Arrays;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.PlanarAccess;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** ImgLib2 images as ImageJ's planes. */
final class Planes {

	private static final int AXES = 5;

	private Planes() {}

	/**
	 * An ImagePlus of the same pixels. {@link UnsignedByteType} becomes 8-bit, {@link UnsignedShortType} 16-bit, any other type
	 * 32-bit. Planar images and single planes in one array are shared, others copied.
	 */
	static ImagePlus toImagePlus(RandomAccessibleInterval<? extends RealType<?>> pixels, String title, PixelSize size) {
		RandomAccessibleInterval<? extends RealType<?>> all = withFiveAxes(pixels);
		int width = Math.toIntExact(all.dimension(0));
		int height = Math.toIntExact(all.dimension(1));
		if ((long) width * height > Integer.MAX_VALUE - 8)
			throw new IllegalArgumentException("A plane of an ImageJ image has less than 2^31 pixels; " + width + "x" + height + " is too large.");
		ImageStack stack = new ImageStack(width, height);
		for (long t = 0; t < all.dimension(4); t++)
			for (long z = 0; z < all.dimension(3); z++)
				for (long c = 0; c < all.dimension(2); c++)
					stack.addSlice(null, plane(pixels, all, new long[] { c, z, t }, stack.getSize()));
		ImagePlus image = new ImagePlus(title, stack);
		image.setDimensions((int) all.dimension(2), (int) all.dimension(3), (int) all.dimension(4));
		image.setOpenAsHyperStack(image.getNDimensions() > 3);
		size.applyTo(image);
		return image;
	}

	private static RandomAccessibleInterval<? extends RealType<?>> withFiveAxes(RandomAccessibleInterval<? extends RealType<?>> pixels) {
		int axes = pixels.numDimensions();
		if (axes < 2 || axes > AXES)
			throw new IllegalArgumentException("An image of 2 to 5 axes (x, y, c, z, t) is expected, but this one has " + axes + ".");
		if (Arrays.stream(pixels.dimensionsAsLongArray()).anyMatch(n -> n == 0))
			throw new IllegalArgumentException("An image with pixels is expected, but this one is "
				+ Arrays.toString(pixels.dimensionsAsLongArray()) + ".");
		RandomAccessibleInterval<? extends RealType<?>> all = Views.zeroMin(pixels);
		for (int axis = axes; axis < AXES; axis++)
			all = Views.addDimension(all, 0, 0);
		return all;
	}

	/** A plane of {@code source} as it is, or copied from {@code all}, the same with five axes. */
	private static Object plane(RandomAccessibleInterval<?> source, RandomAccessibleInterval<? extends RealType<?>> all, long[] czt,
		int index) {
		if (source instanceof PlanarAccess<?> planar && planar.getPlane(index) instanceof ArrayDataAccess<?> access && isIjType(source))
			return access.getCurrentStorageArray();
		if (source instanceof ArrayImg<?, ?> array && source.numDimensions() == 2 && isIjType(source)
			&& array.update(null) instanceof ArrayDataAccess<?> access)
			return access.getCurrentStorageArray();
		return copy(Views.hyperSlice(Views.hyperSlice(Views.hyperSlice(all, 4, czt[2]), 3, czt[1]), 2, czt[0]));
	}

	private static boolean isIjType(RandomAccessibleInterval<?> source) {
		Object type = source.getType();
		return type instanceof UnsignedByteType || type instanceof UnsignedShortType || type instanceof FloatType;
	}

	private static Object copy(RandomAccessibleInterval<? extends RealType<?>> plane) {
		int size = (int) (plane.dimension(0) * plane.dimension(1));
		Cursor<? extends RealType<?>> cursor = Views.flatIterable(plane).cursor();
		if (plane.getType() instanceof UnsignedByteType) return bytes(cursor, size);
		if (plane.getType() instanceof UnsignedShortType) return shorts(cursor, size);
		float[] floats = new float[size];
		for (int i = 0; i < size; i++)
			floats[i] = cursor.next().getRealFloat();
		return floats;
	}

	private static byte[] bytes(Cursor<? extends RealType<?>> cursor, int size) {
		byte[] bytes = new byte[size];
		for (int i = 0; i < size; i++)
			bytes[i] = (byte) (int) cursor.next().getRealFloat();
		return bytes;
	}

	private static short[] shorts(Cursor<? extends RealType<?>> cursor, int size) {
		short[] shorts = new short[size];
		for (int i = 0; i < size; i++)
			shorts[i] = (short) (int) cursor.next().getRealFloat();
		return shorts;
	}
}
