package sc.fovea.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.LUT;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
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
 * stays grey. An RGB image and one of 8-bit colour (a palette) have three channels of {@link UnsignedByteType}; an 8-bit image whose table
 * is inverted is seen as the screen shows it, 255 − v; signed 16-bit pixels, which ImageJ keeps 32,768 too high, are {@link FloatType}.
 * {@link #stored} leaves palettes and tables alone. A stack in memory is shared: what is written through the view is in the ImagePlus. A
 * virtual stack is read slice by slice as it is visited, and never whole.
 */
public final class Hyperstack {

	private static final int C = 2;
	private static final int Z = 3;
	private static final int T = 4;

	private final String title;
	private final PixelSize pixelSize;
	private final RandomAccessibleInterval<? extends RealType<?>> pixels;
	/** An RGB stack in memory, which holds all three channels in one array a slice; or none. */
	private final Optional<ImageStack> colours;

	private Hyperstack(String title, PixelSize pixelSize, RandomAccessibleInterval<? extends RealType<?>> pixels, Optional<ImageStack> colours) {
		this.title = title;
		this.pixelSize = pixelSize;
		this.pixels = pixels;
		this.colours = colours;
	}

	private Hyperstack(ImagePlus image, RandomAccessibleInterval<? extends RealType<?>> pixels) {
		this(image.getTitle(), PixelSize.of(image), pixels, Optional.of(image.getStack()).filter(stack -> image.getBitDepth() == 24 && !stack.isVirtual()));
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
		return new Hyperstack("image", size, NamedAxes.inOrder(pixels, axes), Optional.empty());
	}

	/** The same image under another title, by which messages call it. */
	public Hyperstack withTitle(String newTitle) {
		return new Hyperstack(newTitle, pixelSize, pixels, colours);
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
		if (image instanceof MappedImage mapped) return new Hyperstack(image, mapped.shown());
		if (Palette.isIn(image)) return new Hyperstack(image, ColourChannels.ofPalette(wrap(image, new UnsignedByteType()), palette(image)));
		boolean isInverted = image.getBitDepth() == 8 && image.isInvertedLut();
		return isInverted ? new Hyperstack(image, ColourChannels.inverted(wrap(image, new UnsignedByteType()))) : stored(image);
	}

	/**
	 * The view of the stored numbers, also where they are places in a palette or shown inverted: what a label image holds.
	 *
	 * @throws IllegalArgumentException as {@link #of}
	 */
	public static Hyperstack stored(ImagePlus image) {
		if (image instanceof MappedImage mapped) return new Hyperstack(image, mapped.pixels());
		return new Hyperstack(image, switch (image.getBitDepth()) {
			case 8 -> wrap(image, new UnsignedByteType());
			case 16 -> image.getCalibration().isSigned16Bit() ? signed(image) : wrap(image, new UnsignedShortType());
			case 32 -> wrap(image, new FloatType());
			default -> colours(image);
		});
	}

	private static RandomAccessibleInterval<FloatType> signed(ImagePlus image) {
		return Converters.convert(wrap(image, new UnsignedShortType()), (in, out) -> out.set(in.get() - (1 << 15)), new FloatType());
	}

	/** 0xRRGGBB for each of 256 numbers. */
	private static int[] palette(ImagePlus image) {
		LUT table = image.getProcessor().getLut();
		return IntStream.range(0, 256).map(i -> table.getRGB(i) & 0xffffff).toArray();
	}

	private static RandomAccessibleInterval<UnsignedByteType> colours(ImagePlus image) {
		if (image.getNChannels() > 1)
			throw new IllegalArgumentException("\"" + image.getTitle() + "\" is RGB and must have 1 channel, but has "
				+ image.getNChannels() + ".");
		RandomAccessibleInterval<ARGBType> colours = Views.hyperSlice(wrap(image, new ARGBType()), C, 0);
		return ColourChannels.inOrder(ColourChannels.of(colours));
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

	/**
	 * The arrays that hold the channels of a slice and a frame, row after row: for each channel a {@code byte[]} or {@code short[]}, without sign, or a
	 * {@code float[]}; or one {@code int[]} of 0xRRGGBB for all three of a colour image. They are the image's own: only to be read.
	 *
	 * @param z slice, from 0
	 * @param t frame, from 0
	 * @return nothing if the pixels are not in memory
	 * @throws IndexOutOfBoundsException if the image has no such slice or frame
	 */
	public List<Object> arrays(int z, int t) {
		require(z, slices(), "slice");
		require(t, frames(), "frame");
		if (pixels instanceof PlanarImg<?, ?> planar && isUnsigned(planar.firstElement())) {
			int first = (t * slices() + z) * channels();
			return IntStream.range(first, first + channels()).mapToObj(n -> ((ArrayDataAccess<?>) planar.getPlane(n)).getCurrentStorageArray()).toList();
		}
		return colours.map(stack -> List.of(stack.getPixels(t * slices() + z + 1))).orElse(List.of());
	}

	private static boolean isUnsigned(Object type) {
		return type instanceof UnsignedByteType || type instanceof UnsignedShortType || type instanceof FloatType;
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
