package sc.fovea.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An image as plain numbers, and new images of the same kind from numbers: same bit depth, pixel size, look-up tables and display range.
 * <p>
 * Numbers are ordered (D, H, W, C): slices of the first frame, then those of the next. An RGB image has three channels.
 *
 * <pre>{@code
 * ValueImage image = ValueImage.open(Path.of("cells.tif"));
 * image.save(image.values(), image.width(), image.height(), Path.of("copy.tif"));
 * }</pre>
 */
public final class ValueImage {

	private static final int RGB = 24;
	private static final int COLOURS = 3;

	private final ImagePlus image;

	private ValueImage(ImagePlus image) {
		this.image = image;
	}

	/** The numbers of an image. */
	public static ValueImage of(ImagePlus image) {
		return new ValueImage(image);
	}

	/** Opens a file; places in a palette become their colours. @throws ImageFileException as {@link ImageFiles#open} */
	public static ValueImage open(Path file) throws ImageFileException {
		ImagePlus image = ImageFiles.open(file);
		return new ValueImage(Palette.isIn(image) ? inColours(image) : image);
	}

	/** Opens a label image, whose numbers stay also where they have colours. @throws ImageFileException as {@link ImageFiles#open} */
	public static ValueImage openLabels(Path file) throws ImageFileException {
		return new ValueImage(ImageFiles.open(file));
	}

	private static ImagePlus inColours(ImagePlus image) {
		ImageStack colours = new ImageStack(image.getWidth(), image.getHeight());
		for (int n = 1; n <= image.getStackSize(); n++) {
			ImageProcessor plane = image.getStack().getProcessor(n);
			plane.setLut(image.getProcessor().getLut());
			colours.addSlice(plane.convertToRGB());
		}
		ImagePlus converted = new ImagePlus(image.getTitle(), colours);
		converted.setDimensions(1, image.getNSlices(), image.getNFrames());
		converted.setCalibration(image.getCalibration());
		return converted;
	}

	/** Columns. */
	public int width() {
		return image.getWidth();
	}

	/** Rows. */
	public int height() {
		return image.getHeight();
	}

	/** Slices of all frames. */
	public int depth() {
		return image.getNSlices() * image.getNFrames();
	}

	/** Numbers per pixel; 3 for RGB. */
	public int channels() {
		return isColour() ? COLOURS : image.getNChannels();
	}

	/** Bits of a number: 8, 16 or 32; 8 for RGB. */
	public int bits() {
		return isColour() ? Byte.SIZE : image.getBitDepth();
	}

	/** Pixel size. */
	public PixelSize pixelSize() {
		return PixelSize.of(image);
	}

	private boolean isColour() {
		return image.getBitDepth() == RGB;
	}

	/** All numbers, (D, H, W, C). @throws ArithmeticException if they are more than an array holds */
	public float[] values() {
		int plane = Math.multiplyExact(width(), height());
		float[] values = new float[Math.multiplyExact(Math.multiplyExact(plane, depth()), channels())];
		for (int n = 0; n < image.getStackSize(); n++) {
			Object pixels = image.getStack().getPixels(n + 1);
			int from = n / image.getNChannels() * plane * channels() + n % image.getNChannels();
			for (int i = 0; i < plane; i++)
				read(pixels, i, values, from + i * channels());
		}
		return values;
	}

	private static void read(Object pixels, int i, float[] values, int at) {
		if (pixels instanceof byte[] bytes) values[at] = bytes[i] & 0xff;
		else if (pixels instanceof short[] shorts) values[at] = shorts[i] & 0xffff;
		else if (pixels instanceof float[] floats) values[at] = floats[i];
		else {
			int colour = ((int[]) pixels)[i];
			values[at] = colour >> 16 & 0xff;
			values[at + 1] = colour >> 8 & 0xff;
			values[at + 2] = colour & 0xff;
		}
	}

	/**
	 * A new image of the same kind. Numbers are rounded to what its pixels can hold.
	 *
	 * @param values (D, H, W, C) with the depth and channels of this image
	 * @param width  of the new image in pixels
	 * @param height of the new image in pixels
	 * @throws IllegalArgumentException if there are more or fewer numbers
	 */
	public ImagePlus with(float[] values, int width, int height, String title) {
		if (values.length != (long) width * height * depth() * channels())
			throw new IllegalArgumentException(width + "x" + height + "x" + depth() + " pixels of " + channels() + " channels are expected, but there are "
				+ values.length + " numbers.");
		ImageStack stack = new ImageStack(width, height);
		for (int n = 0; n < image.getStackSize(); n++)
			stack.addSlice(image.getStack().getSliceLabel(n + 1), plane(values, width * height, n));
		return dressed(new ImagePlus(title, stack));
	}

	private Object plane(float[] values, int size, int n) {
		int from = n / image.getNChannels() * size * channels() + n % image.getNChannels();
		int step = channels();
		Object pixels = isColour() ? new int[size] : bits() == Byte.SIZE ? new byte[size] : bits() == Short.SIZE ? new short[size] : new float[size];
		for (int i = 0, at = from; i < size; i++, at += step)
			write(values, at, pixels, i);
		return pixels;
	}

	private static void write(float[] values, int at, Object pixels, int i) {
		if (pixels instanceof byte[] bytes) bytes[i] = (byte) rounded(values[at], 0xff);
		else if (pixels instanceof short[] shorts) shorts[i] = (short) rounded(values[at], 0xffff);
		else if (pixels instanceof float[] floats) floats[i] = values[at];
		else
			((int[]) pixels)[i] = 0xff << 24 | rounded(values[at], 0xff) << 16 | rounded(values[at + 1], 0xff) << 8 | rounded(values[at + 2], 0xff);
	}

	private static int rounded(float value, int largest) {
		return Math.max(0, Math.min(largest, Math.round(value)));
	}

	private ImagePlus dressed(ImagePlus plain) {
		plain.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
		plain.setOpenAsHyperStack(image.isHyperStack());
		plain.setCalibration(image.getCalibration().copy());
		if (image instanceof CompositeImage colours) {
			CompositeImage composite = new CompositeImage(plain, colours.getMode());
			composite.copyLuts(colours);
			return composite;
		}
		ImageProcessor processor = image.getProcessor();
		if (!isColour()) plain.setLut(processor.getLut());
		if (!isColour()) plain.setDisplayRange(image.getDisplayRangeMin(), image.getDisplayRangeMax());
		return plain;
	}

	/** The ending of files that keep all of this image: {@code .png} for what came from PNG, JPEG, GIF, BMP or PNM, else {@code .tif}. */
	public static String ending(Path file) {
		return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?") ? ".tif" : ".png";
	}

	/** Writes {@link #with} to a file; its ending decides between PNG and TIFF. @throws ImageFileException if it cannot be written */
	public void save(float[] values, int width, int height, Path target) throws ImageFileException {
		ImagePlus changed = with(values, width, height, target.getFileName().toString());
		if (target.toString().endsWith(".png") && depth() == 1 && changed.getNChannels() == 1) ImageWriter.savePng(changed, target);
		else
			ImageWriter.saveTiff(changed, target);
	}

	/** Ids of objects, (D, H, W). @throws IllegalArgumentException if there are several channels, or a pixel is no id */
	public int[] ids() {
		if (channels() != 1) throw new IllegalArgumentException("A label image has one channel, but this one has " + channels() + ".");
		int plane = width() * height();
		int[] ids = new int[plane * depth()];
		for (int n = 0; n < depth(); n++)
			System.arraycopy(LabelImage.ids(image.getStack().getProcessor(n + 1)), 0, ids, n * plane, plane);
		return ids;
	}

	/** Writes ids as a label image of this kind, or of more bits if there are larger ids than it can hold. */
	public void saveIds(int[] ids, int width, int height, Path target) throws ImageFileException {
		int largest = LabelImage.largest(ids);
		int capacity = bits() == Byte.SIZE ? 0xff : bits() == Short.SIZE ? LabelImage.LARGEST_16_BIT : LabelImage.LARGEST;
		if (largest > capacity) {
			ImageWriter.saveTiff(LabelImage.of(ids, width, height, largest, pixelSize(), target.getFileName().toString()), target);
			return;
		}
		float[] values = new float[ids.length];
		for (int i = 0; i < ids.length; i++)
			values[i] = ids[i];
		save(values, width, height, target);
	}

	/**
	 * The image as a picture on the screen shows it: the middle slice within its display range.
	 *
	 * @param values as for {@link #with}
	 */
	public RgbPicture picture(float[] values, int width, int height) {
		ImagePlus changed = with(values, width, height, "");
		changed.setPositionWithoutUpdate(changed.getC(), (image.getNSlices() + 1) / 2, 1);
		return new RgbPicture(width, height, (int[]) shown(changed).getPixels());
	}

	/** Through ImageJ's tables: Java would brighten grey pictures where it reads their colours. */
	private static ColorProcessor shown(ImagePlus changed) {
		if (changed instanceof CompositeImage) return new ColorProcessor(changed.getImage());
		ImageProcessor plane = changed.getStack().getProcessor(changed.getCurrentSlice());
		if (changed.getBitDepth() == RGB) return (ColorProcessor) plane;
		plane.setLut(changed.getProcessor().getLut());
		plane.setMinAndMax(changed.getDisplayRangeMin(), changed.getDisplayRangeMax());
		return (ColorProcessor) plane.convertToRGB();
	}
}
