package sc.fovea.data;

import java.nio.file.Path;
import java.util.Arrays;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.LabelImage;

/**
 * A label image in memory, and where it comes from.
 *
 * @param file for messages
 * @param width in pixels
 * @param height in pixels
 * @param ids of each pixel in rows from the top, 0 for background, {@link Sample#IGNORED} where nobody annotated
 */
public record LabelPlane(Path file, int width, int height, int[] ids) {

	/** @throws IllegalArgumentException if there is not one id for each pixel */
	public LabelPlane {
		if (ids.length != (long) width * height) {
			throw new IllegalArgumentException("Expected an id for each of " + width + "x" + height + " pixels of \"" + file + "\", got " + ids.length + ".");
		}
	}

	/**
	 * Reads a label image; of equal channels, as a grey image that was saved as RGB has them, one is taken.
	 *
	 * @throws ImageFileException naming the file, if it cannot be read, has channels that differ, has several slices or frames, or a pixel is no whole number
	 *         from 0 to {@value LabelImage#LARGEST}
	 */
	public static LabelPlane open(Path file) throws ImageFileException {
		try {
			Hyperstack image = Hyperstack.stored(ImageFiles.open(file));
			return new LabelPlane(file, image.width(), image.height(), ids(image));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + file + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	/** The same with nothing known where a mask is not 0. @throws ImageFileException naming the mask, if it is of another size */
	public LabelPlane ignoring(LabelPlane mask) throws ImageFileException {
		if (mask.width != width || mask.height != height) {
			throw new ImageFileException("Expected a mask of " + width + "x" + height + " pixels as \"" + file + "\" has, got " + mask.width + "x" + mask.height
				+ " in \"" + mask.file + "\".");
		}
		int[] known = ids.clone();
		for (int i = 0; i < known.length; i++) {
			known[i] = mask.ids[i] != 0 ? Sample.IGNORED : known[i];
		}
		return new LabelPlane(file, width, height, known);
	}

	/** The same, of which the connected parts of a mask are numbered as objects; a label image that is no mask as it is. */
	public LabelPlane split() {
		return MaskParts.isMask(ids) ? new LabelPlane(file, width, height, MaskParts.of(ids, width).ids()) : this;
	}

	private static int[] ids(Hyperstack image) {
		if (image.slices() * image.frames() != 1) {
			throw new IllegalArgumentException("Expected labels of one slice and one frame, got " + image.slices() + " and " + image.frames() + ".");
		}
		int[] ids = ids(image.plane(0, 0, 0), image.width());
		for (int c = 1; c < image.channels(); c++) {
			if (!Arrays.equals(ids, ids(image.plane(c, 0, 0), image.width()))) {
				throw new IllegalArgumentException("Expected labels of one channel, got " + image.channels() + " that differ.");
			}
		}
		return ids;
	}

	private static int[] ids(RandomAccessibleInterval<? extends RealType<?>> plane, int width) {
		int[] ids = new int[Math.toIntExact(plane.dimension(0) * plane.dimension(1))];
		int i = 0;
		for (RealType<?> pixel : Views.flatIterable(plane)) {
			double value = pixel.getRealDouble();
			ids[i] = (int) value;
			if (ids[i] != value || value < 0 || value > LabelImage.LARGEST) {
				throw new IllegalArgumentException("Expected labels that are whole numbers from 0 to " + LabelImage.LARGEST + ", got " + value + " at x="
					+ i % width + ", y=" + i / width + ".");
			}
			i++;
		}
		return ids;
	}
}
