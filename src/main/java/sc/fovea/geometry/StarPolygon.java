package sc.fovea.geometry;

import java.util.Arrays;

/**
 * A star-convex polygon: a centre and the distance to the edge along each of n equally spaced rays (see {@link StarRays}); Schmidt et
 * al. 2018, arXiv:1806.03535.
 *
 * <pre>{@code
 * new StarPolygon(10.5, 10.5, new float[] { 2, 2, 2, 2 }).area(); // a square standing on its tip: 8
 * }</pre>
 *
 * @param x centre in pixels; pixel i has its centre at i + 0.5
 * @param y centre in pixels
 * @param distances from the centre to vertex k in pixels; at least 3, none negative
 */
public record StarPolygon(double x, double y, float[] distances) {

	/**
	 * Checks and copies the numbers.
	 *
	 * @throws IllegalArgumentException if there are less than 3 distances, a number is not finite or a distance is negative
	 */
	public StarPolygon {
		if (!Double.isFinite(x) || !Double.isFinite(y))
			throw new IllegalArgumentException("A star polygon needs a finite centre, got (" + x + ", " + y + ")");
		StarRays.of(distances.length);
		distances = distances.clone();
		for (int k = 0; k < distances.length; k++)
			if (!(distances[k] >= 0 && distances[k] < Float.POSITIVE_INFINITY))
				throw new IllegalArgumentException("Distance " + k + " of a star polygon must be finite and at least 0, got " + distances[k]);
	}

	/** A copy of the distances. */
	@Override
	public float[] distances() {
		return distances.clone();
	}

	/** The distances themselves, not a copy; for reading only. */
	float[] shared() {
		return distances;
	}

	/** The distance along ray k. */
	public float distance(int k) {
		return distances[k];
	}

	/** The directions of the distances. */
	public StarRays rays() {
		return StarRays.of(distances.length);
	}

	/** x of each vertex, in the order of the rays. */
	public double[] verticesX() {
		StarRays rays = rays();
		double[] xs = new double[distances.length];
		for (int k = 0; k < xs.length; k++)
			xs[k] = x + (double) distances[k] * rays.cos(k);
		return xs;
	}

	/** y of each vertex, in the order of the rays. */
	public double[] verticesY() {
		StarRays rays = rays();
		double[] ys = new double[distances.length];
		for (int k = 0; k < ys.length; k++)
			ys[k] = y + (double) distances[k] * rays.sin(k);
		return ys;
	}

	/** The vertices as {x, y} pairs, in the order of the rays. */
	public double[][] vertices() {
		double[] xs = verticesX(), ys = verticesY();
		double[][] vertices = new double[xs.length][];
		for (int k = 0; k < xs.length; k++)
			vertices[k] = new double[] { xs[k], ys[k] };
		return vertices;
	}

	/** The smallest box around the vertices. */
	public Box bounds() {
		return Box.bounds(verticesX(), verticesY());
	}

	/** The area in square pixels: the sum of the triangles between neighbouring rays. */
	public double area() {
		double sum = 0;
		for (int k = 0, n = distances.length; k < n; k++)
			sum += (double) distances[k] * distances[(k + 1) % n];
		return sum * Math.sin(2 * Math.PI / distances.length) / 2;
	}

	/**
	 * The polygon in an image scaled about its origin: centre and distances are multiplied.
	 *
	 * @throws IllegalArgumentException if the factor is negative or not finite
	 */
	public StarPolygon scale(double factor) {
		float[] scaled = distances();
		for (int k = 0; k < scaled.length; k++)
			scaled[k] *= (float) factor;
		return new StarPolygon(x * factor, y * factor, scaled);
	}

	/** The polygon moved to the right by dx and down by dy. */
	public StarPolygon translate(double dx, double dy) {
		return new StarPolygon(x + dx, y + dy, distances);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof StarPolygon that && x == that.x && y == that.y && Arrays.equals(distances, that.distances);
	}

	@Override
	public int hashCode() {
		return 31 * (31 * Double.hashCode(x) + Double.hashCode(y)) + Arrays.hashCode(distances);
	}

	@Override
	public String toString() {
		return "StarPolygon[x=" + x + ", y=" + y + ", distances=" + Arrays.toString(distances) + "]";
	}
}
