package sc.fovea.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** An image whose pixels stay in its file until they are asked for. */
interface StoredImage {

	/** Width in pixels. */
	int width();

	/** Height in pixels. */
	int height();

	/** Channels of ImageJ's image, 1 for RGB. */
	int channels();

	/** Number of slices. */
	int slices();

	/** Number of frames. */
	int frames();

	/** 8, 16 or 32 for grey, 24 for RGB. */
	int bitDepth();

	/** The pixel size that the file states. */
	PixelSize pixelSize();

	/** All pixels, (x, y, c, z, t); RGB has three channels. */
	RandomAccessibleInterval<? extends RealType<?>> pixels();

	/**
	 * One plane as ImageJ keeps it: byte[], short[], float[], or int[] for RGB.
	 *
	 * @param plane in ImageJ's order XYCZT, from 0
	 */
	Object plane(int plane);

	/** All pixels, (x, y, c, z, t), as a screen shows them: palettes as three channels of colours, inverted numbers turned round. */
	default RandomAccessibleInterval<? extends RealType<?>> shown() {
		return pixels();
	}
}
