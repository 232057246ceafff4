package sc.fovea.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import java.util.List;
import sc.fovea.image.tiff.PixelType;

/**
 * Numbers with named axes, as files of arrays hold them, made into an image.
 *
 * @param axes  a letter for each axis, the slowest first: t, c, z, y, x
 * @param shape size of each axis
 * @param type  of the numbers
 */
record ArrayImage(String axes, long[] shape, PixelType type) {

	private static final int MOST_COLOURS = 4;

	/** Numbers of one plane by their place. */
	@FunctionalInterface
	interface Planes<E extends Exception> {

		/** byte[], short[] or float[], in rows. */
		Object plane(int c, int z, int t) throws E;
	}

	/**
	 * The axes of an array without names: the last two are y and x, but where the last has 3 or 4 numbers of a byte, which are colours; before them come
	 * z, then t, then c.
	 */
	static String guessedAxes(long[] shape, PixelType type) throws ImageFileException {
		int n = shape.length;
		boolean isColour = n == 3 && type == PixelType.BYTE && (shape[2] == 3 || shape[2] == MOST_COLOURS);
		String axes = isColour ? "yxc" : n == 5 ? "tzcyx" : n >= 2 && n <= 4 ? "tzyx".substring(4 - n) : "";
		if (axes.isEmpty()) throw new ImageFileException("2 to 5 axes are expected, but there are " + n);
		return axes;
	}

	/** The size of an axis; 1 where there is none. */
	int size(char axis) {
		int at = axes.indexOf(axis);
		return at < 0 ? 1 : Math.toIntExact(shape[at]);
	}

	/** The distance of two neighbours along an axis in an array whose last axis is the fastest; 0 where there is no such axis. */
	long stride(char axis) {
		int at = axes.indexOf(axis);
		if (at < 0) return 0;
		long stride = 1;
		for (int i = at + 1; i < shape.length; i++)
			stride *= shape[i];
		return stride;
	}

	/** An image of planes. */
	<E extends Exception> ImagePlus toImagePlus(String title, PixelSize size, Planes<E> planes) throws E {
		ImageStack stack = new ImageStack(size('x'), size('y'));
		for (int t = 0; t < size('t'); t++)
			for (int z = 0; z < size('z'); z++)
				for (int c = 0; c < size('c'); c++)
					stack.addSlice(null, planes.plane(c, z, t));
		ImagePlus image = new ImagePlus(title, stack);
		image.setDimensions(size('c'), size('z'), size('t'));
		size.applyTo(image);
		boolean isComposite = size('c') > 1 && size('c') <= 7;
		ImagePlus whole = isComposite ? new CompositeImage(image, CompositeImage.COMPOSITE) : image;
		whole.setOpenAsHyperStack(whole.getNDimensions() > 3);
		return whole;
	}

	/** With the names of channels. */
	static ImagePlus named(ImagePlus image, List<String> names) {
		ChannelNames.set(image, names);
		return image;
	}
}
