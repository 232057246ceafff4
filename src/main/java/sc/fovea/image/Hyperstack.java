package sc.fovea.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.LUT;
import java.util.ArrayList;
import java.util.List;
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
 * An {@link ImagePlus} seen as an ImgLib2 image of (x, y, c, z, t), without copying pixels.
 * <p>
 * 8-bit pixels are {@link UnsignedByteType}, 16-bit {@link UnsignedShortType}, 32-bit {@link FloatType}: the stored values, without
 * density calibration and without look-up table, so a grey image with a colourful table stays grey. An RGB image and one of 8-bit colour (a
 * palette) have three channels of {@link UnsignedByteType}; an 8-bit image whose table is inverted is seen as the screen shows it, 255 − v;
 * signed 16-bit pixels, which ImageJ keeps 32,768 too high, are {@link FloatType}. {@link #stored} leaves palettes and tables alone. A stack in memory is shared: what is written through the view is in the ImagePlus. A virtual stack is
 * read slice by slice as it is visited, and never whole.
 *
 * <pre>{@code
 * Hyperstack stack = Hyperstack.of(image);
 * RandomAccessibleInterval<?> nuclei = stack.plane(1, 0, 0); // second channel, first slice, first frame
 * }</pre>
 */
public final class Hyperstack {

	private static final int C = 2;
	private static final int Z = 3;
	private static final int T = 4;

	private final ImagePlus image;
	private final RandomAccessibleInterval<? extends RealType<?>> pixels;

	private Hyperstack(ImagePlus image, RandomAccessibleInterval<? extends RealType<?>> pixels) {
		this.image = image;
		this.pixels = pixels;
	}

	/**
	 * The view of an image.
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
		if (pixels instanceof PlanarImg<?, ?> planar) {
			int first = (t * slices() + z) * channels();
			return IntStream.range(first, first + channels()).mapToObj(n -> ((ArrayDataAccess<?>) planar.getPlane(n)).getCurrentStorageArray()).toList();
		}
		boolean isInMemory = image.getBitDepth() == 24 && !image.getStack().isVirtual();
		return isInMemory ? List.of(image.getStack().getPixels(t * slices() + z + 1)) : List.of();
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
		return PixelSize.of(image);
	}

	/** The title of the image. */
	public String title() {
		return image.getTitle();
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
