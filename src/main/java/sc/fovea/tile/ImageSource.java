package sc.fovea.tile;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import sc.fovea.image.Hyperstack;

/**
 * An ImgLib2 image (x, y) or (x, y, c) of any real type as a source of tiles. Pixels are copied by blocks out of array, planar and
 * cell images, so that only what a tile needs is loaded of an image larger than memory; other storage is read pixel by pixel. For one
 * thread.
 */
public final class ImageSource implements TileSource {

	private final RandomAccessibleInterval<FloatType> image;
	private final PrimitiveBlocks<FloatType> blocks;

	private ImageSource(RandomAccessibleInterval<FloatType> image) {
		this.image = image;
		this.blocks = PrimitiveBlocks.of(image, OnFallback.ACCEPT);
	}

	/**
	 * All channels of a slice and a frame: out of ImageJ's own arrays where it keeps pixels in memory.
	 *
	 * @param z slice, from 0
	 * @param t frame, from 0
	 * @throws IndexOutOfBoundsException if the image has no such slice or frame
	 */
	public static TileSource of(Hyperstack image, int z, int t) {
		return ArraySource.of(image, z, t).orElseGet(() -> of(image.image(z, t)));
	}

	/**
	 * One channel of a slice and a frame: out of ImageJ's own arrays where it keeps pixels in memory.
	 *
	 * @param channel from 0
	 * @param z slice, from 0
	 * @param t frame, from 0
	 * @throws IndexOutOfBoundsException if the image has no such channel, slice or frame
	 */
	public static TileSource of(Hyperstack image, int channel, int z, int t) {
		RandomAccessibleInterval<? extends RealType<?>> plane = image.plane(channel, z, t);
		return ArraySource.of(image, channel, z, t).orElseGet(() -> of(plane));
	}

	/**
	 * A source on the image itself, not a copy. Its first pixel is the image's minimum, wherever that lies.
	 *
	 * @param image (x, y) for one channel or (x, y, c)
	 * @throws IllegalArgumentException if it has another number of dimensions
	 */
	public static ImageSource of(RandomAccessibleInterval<? extends RealType<?>> image) {
		if (image.numDimensions() != 2 && image.numDimensions() != 3) {
			throw new IllegalArgumentException(
				"Expected an image of dimensions (x, y) or (x, y, c), got " + image.numDimensions() + " dimensions.");
		}
		return new ImageSource(asFloats(image));
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static RandomAccessibleInterval<FloatType> asFloats(RandomAccessibleInterval<? extends RealType<?>> image) {
		return image.getType() instanceof FloatType
			? (RandomAccessibleInterval<FloatType>) image
			: Converters.convert((RandomAccessibleInterval) image, new RealFloatConverter(), new FloatType());
	}

	@Override
	public int channels() {
		return image.numDimensions() == 2 ? 1 : Math.toIntExact(image.dimension(2));
	}

	@Override
	public long width() {
		return image.dimension(0);
	}

	@Override
	public long height() {
		return image.dimension(1);
	}

	@Override
	public void read(Region region, float[] target) {
		int channels = channels();
		if (channels == 1) {
			copyChannel(region, 0, target);
			return;
		}
		float[] plane = new float[Math.toIntExact(region.area())];
		for (int c = 0; c < channels; c++) {
			copyChannel(region, c, plane);
			for (int i = 0, j = c; i < plane.length; i++, j += channels) {
				target[j] = plane[i];
			}
		}
	}

	private void copyChannel(Region region, int channel, float[] plane) {
		long[] position = image.minAsLongArray();
		position[0] += region.x();
		position[1] += region.y();
		int[] size = image.numDimensions() == 2
			? new int[] { region.width(), region.height() }
			: new int[] { region.width(), region.height(), 1 };
		if (size.length == 3) {
			position[2] += channel;
		}
		blocks.copy(position, plane, size);
	}
}
