package sc.fovea.volume;

/**
 * Size of a voxel.
 *
 * @param width in the unit of length
 * @param height in that unit
 * @param depth distance of two slices in that unit
 */
public record Voxel(double width, double height, double depth) {

	/** @throws IllegalArgumentException if a size is not a positive number */
	public Voxel {
		if (!(width > 0 && height > 0 && depth > 0 && Double.isFinite(width * height * depth))) {
			throw new IllegalArgumentException("Expected a voxel of positive sizes, got " + width + " x " + height + " x " + depth + ".");
		}
	}

	/** Its volume. */
	public double volume() {
		return width * height * depth;
	}
}
