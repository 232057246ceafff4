package sc.fovea.geometry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directions of a star polygon: ray k points at the angle 2πk/n, its x is the cosine, its y (downwards) the sine.
 * Instances are shared and immutable.
 *
 * <pre>{@code
 * StarRays.of(32).cos(0); // 1: ray 0 points to the right, ray 8 down
 * }</pre>
 */
public final class StarRays {

	private static final int MOST = 4096;

	private static final Map<Integer, StarRays> CACHE = new ConcurrentHashMap<>();

	private final float[] cos, sin;

	private StarRays(int count) {
		cos = new float[count];
		sin = new float[count];
		for (int k = 0; k < count; k++) {
			cos[k] = (float) Math.cos(2 * Math.PI * k / count);
			sin[k] = (float) Math.sin(2 * Math.PI * k / count);
		}
	}

	/**
	 * The rays of an n-pointed star.
	 *
	 * @throws IllegalArgumentException if there are less than 3 rays or more than 4096
	 */
	public static StarRays of(int count) {
		if (count < 3 || count > MOST)
			throw new IllegalArgumentException("A star polygon needs 3 to " + MOST + " rays, got " + count);
		return CACHE.computeIfAbsent(count, StarRays::new);
	}

	/** The x of ray k's unit vector. */
	public float cos(int k) {
		return cos[k];
	}

	/** The y of ray k's unit vector, positive downwards. */
	public float sin(int k) {
		return sin[k];
	}

	/** How many rays there are. */
	public int count() {
		return cos.length;
	}

	@Override
	public String toString() {
		return "StarRays[" + count() + "]";
	}
}
