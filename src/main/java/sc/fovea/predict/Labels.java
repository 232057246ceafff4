package sc.fovea.predict;

import java.util.List;

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

	/** Ids of a plane. @param z slice from 0 @param t frame from 0 */
	public int[] plane(int z, int t) {
		return planes.get(t * slices + z);
	}
}
