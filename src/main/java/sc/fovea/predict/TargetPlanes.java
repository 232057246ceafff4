package sc.fovea.predict;

import java.util.Arrays;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.view.Views;

import sc.fovea.image.Hyperstack;

/**
 * The planes of an image that labels are written into.
 *
 * @param image (x, y, z, t) from 0 on
 */
record TargetPlanes(RandomAccessibleInterval<? extends IntegerType<?>> image) {

	private static final int AXES = 4;

	/** @throws IllegalArgumentException if the target, whose last dimensions may be missing, has not the size of the image */
	static TargetPlanes of(Hyperstack image, RandomAccessibleInterval<? extends IntegerType<?>> target) {
		RandomAccessibleInterval<? extends IntegerType<?>> all = Views.zeroMin(target);
		while (all.numDimensions() < AXES) {
			all = Views.addDimension(all, 0, 0);
		}
		long[] expected = { image.width(), image.height(), image.slices(), image.frames() };
		if (!Arrays.equals(all.dimensionsAsLongArray(), expected)) {
			throw new IllegalArgumentException("Expected labels (x, y, z, t) of " + Arrays.toString(expected) + " pixels, got "
				+ Arrays.toString(target.dimensionsAsLongArray()) + ".");
		}
		return new TargetPlanes(all);
	}

	/** A plane, slices of the first frame first. */
	LabelRows plane(int index) {
		int slices = (int) image.dimension(2);
		return LabelRows.of(Views.hyperSlice(Views.hyperSlice(image, 3, index / slices), 2, index % slices));
	}
}
