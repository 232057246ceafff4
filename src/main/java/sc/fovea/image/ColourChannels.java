package sc.fovea.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.Sampler;
import net.imglib2.converter.Converters;
import net.imglib2.img.basictypeaccess.ByteAccess;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

/**
 * The red, green and blue channels of a colour image, readable and writable. ({@code Converters.argbChannels} of ImgLib2 8.0.0 sets red
 * and green to 255 when blue is written.)
 *
 * @param colour the pixel that is looked at
 * @param shift  bits to the right of the channel: 16 red, 8 green, 0 blue
 */
record ColourChannels(Sampler<? extends ARGBType> colour, int shift) implements ByteAccess {

	/** The channels along a new last axis. */
	static RandomAccessibleInterval<UnsignedByteType> of(RandomAccessibleInterval<ARGBType> colours) {
		return Views.stack(channel(colours, 16), channel(colours, 8), channel(colours, 0));
	}

	private static RandomAccessibleInterval<UnsignedByteType> channel(RandomAccessibleInterval<ARGBType> colours, int shift) {
		return Converters.convert(colours, (Sampler<? extends ARGBType> pixel) -> new UnsignedByteType(new ColourChannels(pixel, shift)));
	}

	/** (x, y, z, t, c) as (x, y, c, z, t). */
	static RandomAccessibleInterval<UnsignedByteType> inOrder(RandomAccessibleInterval<UnsignedByteType> channelsLast) {
		return Views.permute(Views.permute(channelsLast, 2, 4), 3, 4); // (x, y, c, t, z), then (x, y, c, z, t)
	}

	/**
	 * The colours that the numbers of an image stand for, to be read only.
	 *
	 * @param indices (x, y, 1, z, t)
	 * @param palette 0xRRGGBB for each number; numbers above are black
	 * @return (x, y, 3, z, t)
	 */
	static RandomAccessibleInterval<UnsignedByteType> ofPalette(RandomAccessibleInterval<UnsignedByteType> indices, int[] palette) {
		RandomAccessibleInterval<UnsignedByteType> plain = Views.hyperSlice(indices, 2, 0);
		return inOrder(Views.stack(looked(plain, palette, 16), looked(plain, palette, 8), looked(plain, palette, 0)));
	}

	private static RandomAccessibleInterval<UnsignedByteType> looked(RandomAccessibleInterval<UnsignedByteType> indices, int[] palette, int shift) {
		return Converters.convert(indices, (in, out) -> out.set(in.get() < palette.length ? palette[in.get()] >> shift & 255 : 0),
			new UnsignedByteType());
	}

	/** 255 − v, to be read only. */
	static RandomAccessibleInterval<UnsignedByteType> inverted(RandomAccessibleInterval<UnsignedByteType> image) {
		return Converters.convert(image, (in, out) -> out.set(255 - in.get()), new UnsignedByteType());
	}

	@Override
	public byte getValue(int index) {
		return (byte) (colour.get().get() >> shift);
	}

	@Override
	public void setValue(int index, byte value) {
		ARGBType pixel = colour.get();
		pixel.set(pixel.get() & ~(255 << shift) | (value & 255) << shift);
	}
}
