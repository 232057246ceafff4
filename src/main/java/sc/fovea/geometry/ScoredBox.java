package sc.fovea.geometry;

/**
 * A box that something was found in.
 *
 * @param box in pixels
 * @param score how sure it is; higher is better
 * @param category number of its class, from 0
 */
public record ScoredBox(Box box, double score, int category) {

	/** @throws IllegalArgumentException if the score is not finite or the category negative */
	public ScoredBox {
		if (!Double.isFinite(score) || category < 0) {
			throw new IllegalArgumentException("Expected a finite score and a category of at least 0, got " + score + " and " + category + ".");
		}
	}

	/** The same with another score. */
	public ScoredBox withScore(double newScore) {
		return new ScoredBox(box, newScore, category);
	}

	/** The same in another place. */
	public ScoredBox at(Box newBox) {
		return new ScoredBox(newBox, score, category);
	}
}
