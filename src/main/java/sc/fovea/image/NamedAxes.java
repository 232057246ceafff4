package sc.fovea.image;

import java.util.Arrays;
import java.util.Locale;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Views of images whose dimensions have names, in the one order of dimensions that the rest of Fovea works with. */
final class NamedAxes {

	private static final String ORDER = "XYCZT";

	private NamedAxes() {}

	/**
	 * An image seen as (x, y, c, z, t), each from 0 on.
	 *
	 * @param axes a letter for each dimension of the image
	 * @throws IllegalArgumentException if letters and dimensions do not fit each other, or a dimension is empty or above 2³¹ − 1
	 */
	static RandomAccessibleInterval<? extends RealType<?>> inOrder(RandomAccessibleInterval<? extends RealType<?>> pixels, String axes) {
		StringBuilder names = new StringBuilder(axes.toUpperCase(Locale.ROOT));
		requireNames(pixels.numDimensions(), names.toString(), axes);
		requireSize(pixels.dimensionsAsLongArray());
		return permuted(withAll(Views.isZeroMin(pixels) ? pixels : Views.zeroMin(pixels), names), names);
	}

	private static void requireNames(int dimensions, String names, String axes) {
		boolean areKnown = names.length() == dimensions && names.chars().allMatch(name -> ORDER.indexOf(name) >= 0)
			&& names.chars().distinct().count() == dimensions;
		if (!areKnown)
			throw new IllegalArgumentException("\"axes\" must name each of the " + dimensions
				+ " dimensions of the image by another letter of X, Y, C, Z and T, but is \"" + axes + "\".");
		if (names.indexOf('X') < 0 || names.indexOf('Y') < 0)
			throw new IllegalArgumentException("\"axes\" must name X and Y among the dimensions of the image, but is \"" + axes + "\".");
	}

	private static void requireSize(long[] size) {
		if (Arrays.stream(size).anyMatch(extent -> extent < 1 || extent > Integer.MAX_VALUE))
			throw new IllegalArgumentException("An image of 1 to 2147483647 pixels along each dimension is expected, but this one is "
				+ Arrays.toString(size) + ".");
	}

	/** With those dimensions that are missing, whose names are appended. */
	private static RandomAccessibleInterval<? extends RealType<?>> withAll(RandomAccessibleInterval<? extends RealType<?>> pixels,
		StringBuilder names) {
		RandomAccessibleInterval<? extends RealType<?>> all = pixels;
		for (String name : ORDER.split("")) {
			if (names.indexOf(name) < 0) {
				all = Views.addDimension(all, 0, 0);
				names.append(name);
			}
		}
		return all;
	}

	private static RandomAccessibleInterval<? extends RealType<?>> permuted(RandomAccessibleInterval<? extends RealType<?>> pixels,
		StringBuilder names) {
		RandomAccessibleInterval<? extends RealType<?>> all = pixels;
		for (int to = 0; to < ORDER.length(); to++) {
			int from = names.indexOf(ORDER.substring(to, to + 1));
			if (from != to) {
				all = Views.permute(all, from, to);
				names.setCharAt(from, names.charAt(to));
				names.setCharAt(to, ORDER.charAt(to));
			}
		}
		return all;
	}
}
