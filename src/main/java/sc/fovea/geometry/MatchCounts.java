package sc.fovea.geometry;

/**
 * How many objects were found, invented and missed. Of an empty truth and an empty prediction every score is 1; otherwise a
 * score whose denominator is 0 is 0.
 *
 * @param truePositives predicted objects that match a true one
 * @param falsePositives predicted objects that match none
 * @param falseNegatives true objects that no predicted one matches
 */
public record MatchCounts(int truePositives, int falsePositives, int falseNegatives) {

	/** No objects at all. */
	public static final MatchCounts NONE = new MatchCounts(0, 0, 0);

	/**
	 * Checks the counts.
	 *
	 * @throws IllegalArgumentException if one is negative
	 */
	public MatchCounts {
		if (truePositives < 0 || falsePositives < 0 || falseNegatives < 0)
			throw new IllegalArgumentException(
				"Counts must be at least 0, got " + truePositives + " TP, " + falsePositives + " FP, " + falseNegatives + " FN");
	}

	/** TP / (TP + FP + FN), the score of the Data Science Bowl 2018 and of StarDist. */
	public double averagePrecision() {
		return share(truePositives + falsePositives + falseNegatives);
	}

	/** TP / (TP + FP). */
	public double precision() {
		return share(truePositives + falsePositives);
	}

	/** TP / (TP + FN). */
	public double recall() {
		return share(truePositives + falseNegatives);
	}

	/** The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN). */
	public double f1() {
		return share(truePositives + (falsePositives + falseNegatives) / 2.0);
	}

	/** The sum, as of a second image. */
	public MatchCounts plus(MatchCounts other) {
		return new MatchCounts(truePositives + other.truePositives, falsePositives + other.falsePositives,
			falseNegatives + other.falseNegatives);
	}

	private double share(double of) {
		if (of == 0)
			return falsePositives + falseNegatives == 0 ? 1 : 0;
		return truePositives / of;
	}
}
