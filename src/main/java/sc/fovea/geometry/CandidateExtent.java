package sc.fovea.geometry;

/** Where one candidate lies: the disc that is certainly inside, the disc that is certainly around it and its box of pixels. */
final class CandidateExtent {

	/** Keeps the rim of the inner disc away from rounding in the rasteriser. */
	private static final double SAFETY = 1 - 1e-6;

	private final StarCandidates candidates;

	private final StarRays rays;

	/** An equilateral n-gon around the centre holds the disc of this share of its radius. */
	private final double inscribed;

	/** Centre, in coordinates in which the centres of pixels are whole. */
	double x, y;

	/** Radius of the disc inside, and of that around, in pixels. */
	double inner, outer;

	/** Columns and rows that hold the candidate's pixels; right and bottom are exclusive. */
	int left, top, right, bottom;

	CandidateExtent(StarCandidates candidates) {
		this.candidates = candidates;
		rays = StarRays.of(candidates.rays());
		inscribed = Math.cos(Math.PI / candidates.rays()) * SAFETY;
	}

	void measure(int i) {
		float[] distances = candidates.block(i);
		float least = Float.POSITIVE_INFINITY, most = 0, minX = 0, maxX = 0, minY = 0, maxY = 0;
		for (int k = 0, at = candidates.start(i), n = rays.count(); k < n; k++, at++) {
			float distance = distances[at], dx = distance * rays.cos(k), dy = distance * rays.sin(k);
			least = Math.min(least, distance);
			most = Math.max(most, distance);
			minX = Math.min(minX, dx);
			maxX = Math.max(maxX, dx);
			minY = Math.min(minY, dy);
			maxY = Math.max(maxY, dy);
		}
		inner = least * inscribed;
		outer = most;
		x = candidates.x(i) - 0.5;
		y = candidates.y(i) - 0.5;
		// A pixel more on every side than the rounded coordinates need.
		left = (int) Math.floor(x + minX) - 1;
		top = (int) Math.floor(y + minY) - 1;
		right = (int) Math.ceil(x + maxX) + 2;
		bottom = (int) Math.ceil(y + maxY) + 2;
	}
}
