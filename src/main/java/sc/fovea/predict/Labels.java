package sc.fovea.predict;

import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.util.Fraction;

/**
 * Objects (or classes) of an image: an id for each pixel of each plane, 0 for background. Ids of objects are 1 … {@code count},
 * each in one plane only.
 *
 * @param width columns
 * @param height rows
 * @param slices number of Z slices
 * @param frames number of time points
 * @param planes ids (H, W) of each plane, slices of the first frame first
 * @param count number of objects, or of classes without the first
 */
public record Labels(int width, int height, int slices, int frames, List<int[]> planes, int count) {

	/** @throws IllegalArgumentException if the number or length of the planes is not that of the sizes */
	public Labels {
		planes = List.copyOf(planes);
		int length = Math.multiplyExact(width, height);
		if (planes.size() != slices * frames || planes.stream().anyMatch(p -> p.length != length)) {
			throw new IllegalArgumentException("Expected " + slices * frames + " planes of " + length + " pixels, got "
				+ planes.size() + ".");
		}
	}

	/** All ids as an image (x, y, z, t) over the same arrays, without a copy: what is written into it is in the planes. */
	public Img<IntType> image() {
		long[] size = { width, height, slices, frames };
		PlanarImg<IntType, IntArray> image = new PlanarImg<>(planes.stream().map(IntArray::new).toList(), size, new Fraction());
		image.setLinkedType(new IntType(image));
		return image;
	}

	/** Ids of a plane. @param z slice from 0 @param t frame from 0 */
	public int[] plane(int z, int t) {
		return planes.get(t * slices + z);
	}
}
