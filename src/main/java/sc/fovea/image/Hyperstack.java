package sc.fovea.image;

import ij.ImagePlus;
import ij.ImageStack;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.NativeTypeFactory;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Fraction;
import net.imglib2.view.Views;

/**
 * An ImgLib2 image of (x, y, c, z, t) with a pixel size: what every model works on. Pixels are not copied, and those of an image that
 * is computed or read as it is visited never lie in memory all at once.
 *
 * <pre>{@code
 * Hyperstack stack = Hyperstack.of(img, "XYZC", new PixelSize(0.65, 0.65, 2, "micron"));
 * RandomAccessibleInterval<?> nuclei = stack.plane(1, 0, 0); // second channel, first slice, first frame
 * }</pre>
 *
 * An {@link ImagePlus} is one way to make it. Its 8-bit pixels are {@link UnsignedByteType}, 16-bit {@link UnsignedShortType}, 32-bit
 * {@link FloatType}: the stored values, without density calibration and without look-up table, so a grey image with a colourful table
 * stays grey. An RGB image has three channels of {@link UnsignedByteType}. A stack in memory is shared: what is written through the
 * view is in the ImagePlus. A virtual stack is read slice by slice as it is visited, and never whole.
 */
public final class Hyperstack {

	private static final int C = 2;
	private static final int Z = 3;
	private static final int T = 4;

	private final String title;
	private final PixelSize pixelSize;
	private final RandomAccessibleInterval<? extends RealType<?>> pixels;

	private Hyperstack(String title, PixelSize pixelSize, RandomAccessibleInterval<? extends RealType<?>> pixels) {
		this.title = title;
		this.pixelSize = pixelSize;
		this.pixels = pixels;
	}

	private Hyperstack(ImagePlus image, RandomAccessibleInterval<? extends RealType<?>> pixels) {
		this(image.getTitle(), PixelSize.of(image), pixels);
	}

	/**
	 * An image of ImgLib2, seen as (x, y, c, z, t). Its first pixel is the minimum of the interval, wherever that lies.
	 *
	 * @param pixels a view on the image itself is made, not a copy
	 * @param axes a letter of X, Y, C (channel), Z (slice) and T (frame) for each dimension, in the order of the dimensions, for example
	 *        {@code "XYC"}; X and Y are needed, of the others those that are missing have the size 1
	 * @param size of the pixels, {@link PixelSize#PIXEL} if it is unknown
	 * @throws IllegalArgumentException if letters and dimensions do not fit each other, or a dimension is empty or above 2³¹ − 1
	 */
	public static Hyperstack of(RandomAccessibleInterval<? extends RealType<?>> pixels, String axes, PixelSize size) {
		return new Hyperstack("image", size, NamedAxes.inOrder(pixels, axes));
	}

	/** The same image under another title, by which messages call it. */
	public Hyperstack withTitle(String newTitle) {
		return new Hyperstack(newTitle, pixelSize, pixels);
	}

	/**
	 * An image of ImageJ.
	 *
	 * @throws IllegalArgumentException if the image has no pixels, or is RGB with several channels
	 */
	public static Hyperstack of(ImagePlus image) {
		if (image.getWidth() == 0 || image.getHeight() == 0)
			throw new IllegalArgumentException("\"" + image.getTitle() + "\" must have pixels, but is " + image.getWidth() + "x"
				+ image.getHeight() + ".");
		if (image instanceof MappedImage mapped) return new Hyperstack(image, mapped.pixels());
		return new Hyperstack(image, switch (image.getBitDepth()) {
			case 8 -> wrap(image, new UnsignedByteType());
			case 16 -> wrap(image, new UnsignedShortType());
			case 32 -> wrap(image, new FloatType());
			default -> colours(image);
		});
	}

	private static RandomAccessibleInterval<UnsignedByteType> colours(ImagePlus image) {
		if (image.getNChannels() > 1)
			throw new IllegalArgumentException("\"" + image.getTitle() + "\" is RGB and must have 1 channel, but has "
				+ image.getNChannels() + ".");
		RandomAccessibleInterval<ARGBType> colours = Views.hyperSlice(wrap(image, new ARGBType()), C, 0);
		RandomAccessibleInterval<UnsignedByteType> last = ColourChannels.of(colours); // (x, y, z, t, c)
		return Views.permute(Views.permute(last, C, T), Z, T); // (x, y, c, t, z), then (x, y, c, z, t)
	}

	private static <P extends NativeType<P>> RandomAccessibleInterval<P> wrap(ImagePlus image, P type) {
		long[] size = { image.getWidth(), image.getHeight(), image.getNChannels(), image.getNSlices(), image.getNFrames() };
		ImageStack stack = image.getStack();
		if (stack.isVirtual()) return SliceCells.image(stack, size, type);
		return planar(stack, size, type);
	}

	@SuppressWarnings("unchecked")
	private static <P extends NativeType<P>, A extends ArrayDataAccess<A>> PlanarImg<P, A> planar(ImageStack stack, long[] size, P type) {
		List<A> planes = new ArrayList<>();
		for (int n = 1; n <= stack.getSize(); n++)
			planes.add(SliceCells.access(stack.getPixels(n)));
		PlanarImg<P, A> planar = new PlanarImg<>(planes, size, new Fraction());
		planar.setLinkedType(((NativeTypeFactory<P, A>) type.getNativeTypeFactory()).createLinkedType(planar));
		return planar;
	}

	/** All pixels, (x, y, c, z, t). */
	public RandomAccessibleInterval<? extends RealType<?>> pixels() {
		return pixels;
	}

	/**
	 * One plane, (x, y).
	 *
	 * @param c channel, from 0
	 * @param z slice, from 0
	 * @param t frame, from 0
	 * @throws IndexOutOfBoundsException if the image has no such plane
	 */
	public RandomAccessibleInterval<? extends RealType<?>> plane(int c, int z, int t) {
		require(c, channels(), "channel");
		return Views.hyperSlice(image(z, t), C, c);
	}

	/**
	 * All channels of a slice and a frame, (x, y, c): what a network sees.
	 *
	 * @param z slice, from 0
	 * @param t frame, from 0
	 * @throws IndexOutOfBoundsException if the image has no such slice or frame
	 */
	public RandomAccessibleInterval<? extends RealType<?>> image(int z, int t) {
		require(z, slices(), "slice");
		require(t, frames(), "frame");
		return Views.hyperSlice(Views.hyperSlice(pixels, T, t), Z, z);
	}

	private void require(int index, int count, String what) {
		if (index < 0 || index >= count)
			throw new IndexOutOfBoundsException("\"" + title() + "\" has " + count + " " + what + "(s), counted from 0; there is no "
				+ what + " " + index + ".");
	}

	/** Width in pixels. */
	public int width() {
		return (int) pixels.dimension(0);
	}

	/** Height in pixels. */
	public int height() {
		return (int) pixels.dimension(1);
	}

	/** Number of channels; 3 for RGB. */
	public int channels() {
		return (int) pixels.dimension(C);
	}

	/** Number of slices. */
	public int slices() {
		return (int) pixels.dimension(Z);
	}

	/** Number of frames. */
	public int frames() {
		return (int) pixels.dimension(T);
	}

	/** The pixel size of the image. */
	public PixelSize pixelSize() {
		return pixelSize;
	}

	/** The title of the image. */
	public String title() {
		return title;
	}

	/**
	 * An ImgLib2 image as ImagePlus; see {@link Planes#toImagePlus}.
	 *
	 * @param pixels (x, y), (x, y, c), (x, y, c, z) or (x, y, c, z, t)
	 * @throws IllegalArgumentException if the image has less than 2 or more than 5 axes, or too many pixels for ImageJ
	 */
	public static ImagePlus toImagePlus(RandomAccessibleInterval<? extends RealType<?>> pixels, String title, PixelSize size) {
		return Planes.toImagePlus(pixels, title, size);
	}
}
