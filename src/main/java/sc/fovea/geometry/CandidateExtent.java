package sc.fovea.geometry;

/** Where one candidate lies: the disc that is certainly inside, the disc that is certainly around it, and that disc's box of pixels. */
final class CandidateExtent {

	/** Keeps the rim of the inner disc away from rounding in the rasteriser. */
	private static final double SAFETY = 1 - 1e-6;

	private final StarCandidates candidates;

	/** A regular n-gon holds the disc of this share of its radius. */
	private final double inscribed;

	/** Centre, in coordinates in which the centres of pixels are whole. */
	double x, y;

	/** Radius of the disc inside, and of that around, in pixels. */
	double inner, outer;

	/** Columns and rows that hold the pixels of the disc around; right and bottom are exclusive. */
	int left, top, right, bottom;

	CandidateExtent(StarCandidates candidates) {
		this.candidates = candidates;
		inscribed = Math.cos(Math.PI / candidates.rays()) * SAFETY;
	}

	void measure(int i) {
		float[] distances = candidates.block(i);
		int start = candidates.start(i), end = start + candidates.rays();
		float least = distances[start], most = least;
		for (int k = start + 1; k < end; k++) {
			float distance = distances[k];
			// Not Math.min and max, which take several times as long for their care of NaN and -0.
			least = distance < least ? distance : least;
			most = distance > most ? distance : most;
		}
		inner = least * inscribed;
		outer = most;
		x = candidates.x(i) - 0.5;
		y = candidates.y(i) - 0.5;
		left = (int) Math.floor(x - outer);
		top = (int) Math.floor(y - outer);
		right = (int) Math.ceil(x + outer) + 1;
		bottom = (int) Math.ceil(y + outer) + 1;
	}
}
