package sc.fovea.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A growing list of scored star polygons with the same number of rays, held as columns: 20 bytes and 4 bytes per ray for each, so
 * that a million candidates of 32 rays take about 150 MB. Not thread-safe: one per thread, then {@link #addAll}.
 *
 * <pre>{@code
 * StarCandidates candidates = new StarCandidates(4);
 * candidates.add(10.5, 10.5, 0.9f, new float[] { 2, 2, 2, 2 }, 0);
 * candidates.polygon(0).area(); // 8
 * }</pre>
 */
public final class StarCandidates {

	/** Distances grow by blocks of 512 candidates: nothing large is copied, and at most one block is left unused. */
	private static final int BLOCK_BITS = 9, BLOCK = 1 << BLOCK_BITS;

	private final int rays;

	private final List<float[]> blocks = new ArrayList<>();

	private double[] xs = new double[16], ys = new double[16];

	private float[] scores = new float[16];

	private int size;

	/**
	 * An empty list.
	 *
	 * @param rays number of distances of each candidate
	 * @throws IllegalArgumentException if there are less than 3 rays
	 */
	public StarCandidates(int rays) {
		this.rays = StarRays.of(rays).count();
	}

	/**
	 * Adds a candidate. A negative distance, which a network can give, counts as 0.
	 *
	 * @param x centre in pixels
	 * @param y centre in pixels
	 * @param score the higher, the earlier it is kept
	 * @param source holds the distances in pixels
	 * @param offset index of the first of {@link #rays()} distances in the source
	 * @throws IllegalArgumentException if a number is not finite
	 * @throws IndexOutOfBoundsException if the source is too short
	 */
	public void add(double x, double y, float score, float[] source, int offset) {
		if (!Double.isFinite(x) || !Double.isFinite(y) || !Float.isFinite(score))
			throw new IllegalArgumentException("A candidate needs a finite centre and score, got (" + x + ", " + y + ") with " + score);
		if (size == scores.length)
			grow(size + 1);
		if (size >> BLOCK_BITS == blocks.size())
			blocks.add(new float[BLOCK * rays]);
		copy(source, offset, blocks.get(size >> BLOCK_BITS), (size & BLOCK - 1) * rays);
		xs[size] = x;
		ys[size] = y;
		scores[size++] = score;
	}

	private void copy(float[] source, int offset, float[] target, int to) {
		for (int k = 0; k < rays; k++) {
			float distance = source[offset + k];
			if (!Float.isFinite(distance))
				throw new IllegalArgumentException("Distance " + k + " of candidate " + size + " must be finite, got " + distance);
			target[to + k] = Math.max(0, distance);
		}
	}

	private void grow(int least) {
		int capacity = Math.max(least, size + (size >> 1));
		xs = Arrays.copyOf(xs, capacity);
		ys = Arrays.copyOf(ys, capacity);
		scores = Arrays.copyOf(scores, capacity);
	}

	/**
	 * Adds all candidates of the other list.
	 *
	 * @throws IllegalArgumentException if the other list has another number of rays
	 */
	public void addAll(StarCandidates other) {
		if (other.rays != rays)
			throw new IllegalArgumentException("Expected candidates of " + rays + " rays, got " + other.rays);
		if (size + other.size > scores.length)
			grow(size + other.size);
		for (int i = 0, n = other.size; i < n; i++)
			add(other.xs[i], other.ys[i], other.scores[i], other.block(i), other.start(i));
	}

	/** A new list in which every centre and distance is multiplied: the candidates in the scaled image. */
	public StarCandidates scale(double factor) {
		StarCandidates scaled = new StarCandidates(rays);
		float[] distances = new float[rays];
		for (int i = 0; i < size; i++) {
			for (int k = 0; k < rays; k++)
				distances[k] = (float) (distance(i, k) * factor);
			scaled.add(xs[i] * factor, ys[i] * factor, scores[i], distances, 0);
		}
		return scaled;
	}

	/** A new list of the candidates at the indices, in their order. */
	public StarCandidates select(int[] indices) {
		StarCandidates selected = new StarCandidates(rays);
		for (int i : indices)
			selected.add(x(i), y(i), score(i), block(i), start(i));
		return selected;
	}

	/** How many candidates there are. */
	public int size() {
		return size;
	}

	/** How many distances each candidate has. */
	public int rays() {
		return rays;
	}

	/** x of the centre of candidate i, in pixels. */
	public double x(int i) {
		return xs[i];
	}

	/** y of the centre of candidate i, in pixels. */
	public double y(int i) {
		return ys[i];
	}

	/** The score of candidate i. */
	public float score(int i) {
		return scores[i];
	}

	/** The distance of candidate i along ray k, in pixels. */
	public float distance(int i, int k) {
		return block(i)[start(i) + k];
	}

	/** Candidate i as a polygon of its own. */
	public StarPolygon polygon(int i) {
		return new StarPolygon(xs[i], ys[i], Arrays.copyOfRange(block(i), start(i), start(i) + rays));
	}

	/** The array that holds the distances of candidate i from {@link #start} on; for reading only. */
	float[] block(int i) {
		return blocks.get(i >> BLOCK_BITS);
	}

	/** Where the distances of candidate i start in {@link #block}. */
	int start(int i) {
		return (i & BLOCK - 1) * rays;
	}
}
