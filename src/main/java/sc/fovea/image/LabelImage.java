package sc.fovea.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Label images: each pixel holds the id of its object, 0 is background.
 * <p>
 * Ids up to 65,535 are stored in 16 bit, larger ones in 32 bit (float, which is exact up to 16,777,216). The colours are those of
 * {@link Glasbey}. Up to 255 ids each has a colour of its own; above that ImageJ spreads the 256 colours over 0 … largest id, so
 * some consecutive ids share one.
 *
 * <pre>{@code
 * ImagePlus labels = LabelImage.of(new int[] {0, 1, 1, 2}, 2, 2, 2, PixelSize.PIXEL, "labels");
 * LabelImage.ids(labels.getProcessor()); // {0, 1, 1, 2}
 * }</pre>
 */
public final class LabelImage {

	/** The largest id that fits 16 bit. */
	public static final int LARGEST_16_BIT = 65_535;

	/** The largest id that fits 32-bit float: all integers up to here are exact. */
	public static final int LARGEST = 1 << 24;

	private LabelImage() {}

	/**
	 * An image of ids.
	 *
	 * @param labels    ids in rows from the top, slice after slice; its length is a multiple of {@code width * height}
	 * @param width     in pixels
	 * @param height    in pixels
	 * @param largestId the largest id, which decides between 16 and 32 bit; at least the largest in {@code labels}
	 * @throws IllegalArgumentException if the length does not fit, or an id is negative or above {@code largestId}, or
	 *         {@code largestId} is above {@value #LARGEST}
	 */
	public static ImagePlus of(int[] labels, int width, int height, int largestId, PixelSize size, String title) {
		requireStorable(largestId);
		long plane = (long) width * height;
		if (width < 1 || height < 1 || labels.length == 0 || labels.length % plane != 0)
			throw new IllegalArgumentException("Labels of " + width + "x" + height + " need a multiple of " + plane
				+ " ids, but there are " + labels.length + ".");
		ImageStack stack = new ImageStack(width, height);
		for (int from = 0; from < labels.length; from += (int) plane)
			stack.addSlice(null, largestId <= LARGEST_16_BIT
				? shorts(labels, from, (int) plane, largestId)
				: floats(labels, from, (int) plane, largestId));
		ImagePlus image = new ImagePlus(title, stack);
		size.applyTo(image);
		colour(image, largestId);
		return image;
	}

	/**
	 * Writes a mask of 8 bits.
	 *
	 * @param mask in rows from the top, slice after slice
	 * @throws ImageFileException if it cannot be written
	 */
	public static void saveMask(byte[] mask, int width, int height, Path file) throws ImageFileException {
		ImageStack stack = new ImageStack(width, height);
		for (int from = 0; from < mask.length; from += width * height)
			stack.addSlice(new ByteProcessor(width, height, Arrays.copyOfRange(mask, from, from + width * height)));
		ImageWriter.saveTiff(new ImagePlus(file.getFileName().toString(), stack), file);
	}

	/** Gives a label image its colours, and a display range in which they show. */
	public static void colour(ImagePlus labels, int largestId) {
		labels.setLut(Glasbey.lut());
		labels.setDisplayRange(0, displayMaximum(largestId));
	}

	/** The upper end of the display range: 255 where each id can have its own colour, else the largest id. */
	static int displayMaximum(int largestId) {
		return Math.max(Glasbey.SIZE - 1, largestId);
	}

	static void requireStorable(int largestId) {
		if (largestId < 0 || largestId > LARGEST)
			throw new IllegalArgumentException("A label image holds ids from 0 to " + LARGEST + ", but the largest is " + largestId + ".");
	}

	/**
	 * The ids of a plane, in rows from the top.
	 *
	 * @throws IllegalArgumentException if the plane is RGB, or a pixel is not a whole number from 0 to {@value #LARGEST}
	 */
	public static int[] ids(ImageProcessor plane) {
		if (plane instanceof ByteProcessor) return ids((byte[]) plane.getPixels());
		if (plane instanceof ShortProcessor) return ids((short[]) plane.getPixels());
		if (plane instanceof FloatProcessor) return ids((float[]) plane.getPixels(), plane.getWidth());
		throw new IllegalArgumentException("A label image has one whole number per pixel (8, 16 or 32 bit), but this image is RGB.");
	}

	/** The largest of some ids; 0 if there are none. */
	public static int largest(int[] labels) {
		int largest = 0;
		for (int label : labels)
			largest = Math.max(largest, label);
		return largest;
	}

	private static int[] ids(byte[] pixels) {
		int[] ids = new int[pixels.length];
		for (int i = 0; i < ids.length; i++)
			ids[i] = pixels[i] & 0xff;
		return ids;
	}

	private static int[] ids(short[] pixels) {
		int[] ids = new int[pixels.length];
		for (int i = 0; i < ids.length; i++)
			ids[i] = pixels[i] & 0xffff;
		return ids;
	}

	private static int[] ids(float[] pixels, int width) {
		int[] ids = new int[pixels.length];
		for (int i = 0; i < ids.length; i++) {
			ids[i] = (int) pixels[i];
			if (ids[i] != pixels[i] || ids[i] < 0 || ids[i] > LARGEST)
				throw new IllegalArgumentException("A label image holds whole numbers from 0 to " + LARGEST + ", but pixel ("
					+ i % width + ", " + i / width + ") is " + pixels[i] + ".");
		}
		return ids;
	}

	private static short[] shorts(int[] labels, int from, int count, int largestId) {
		short[] shorts = new short[count];
		for (int i = 0; i < count; i++)
			shorts[i] = (short) checked(labels[from + i], largestId);
		return shorts;
	}

	private static float[] floats(int[] labels, int from, int count, int largestId) {
		float[] floats = new float[count];
		for (int i = 0; i < count; i++)
			floats[i] = checked(labels[from + i], largestId);
		return floats;
	}

	private static int checked(int label, int largestId) {
		if (label < 0 || label > largestId)
			throw new IllegalArgumentException("Ids from 0 to " + largestId + " are expected, but one is " + label + ".");
		return label;
	}
}
