package sc.fovea.track;

/**
 * How much likelier two objects are the daughters of a third than that they are something else: their middle lies where she is expected, they lie about a diameter
 * apart, have together about her area and are about as large as each other, and she may have been brighter than before.
 *
 * @param score of links, by which it is compared
 * @param drift to this frame
 */
record DivisionScore(PairScore score, Drift drift) {

	/** ln of the chance of a division in a frame: one in 200, which is a film in which objects double in 140 frames. */
	private static final double RARE = Math.log(1.0 / 200);
	/** Distance of the daughters over the mother's diameter. */
	private static final double APART = 0.75;
	private static final double APART_SPREAD = 0.3;
	/** ln of the daughters' areas over the mother's, who rounds up and condenses before. */
	private static final double SUM = 0.1;
	private static final double SUM_SPREAD = 0.15;
	/** Likewise where one of them is she herself and the other anything: ln 2, and the spread of areas. */
	private static final double OTHER_SUM = Math.log(2);
	private static final double OTHER_SUM_SPREAD = 0.4;
	/** ln of the ratio of the daughters' areas; of two any. */
	private static final double RATIO_SPREAD = 0.15;
	private static final double OTHER_RATIO_SPREAD = 0.5;
	/** Deviation of the middle from where the mother is expected, in her radii, beside that of motion. */
	private static final double MIDDLE_SPREAD = 0.3;
	/** Share of mothers whose chromatin is seen to condense: they are brighter then, ln. */
	private static final double CONDENSED = 0.5;
	private static final double BRIGHTER = 0.2;
	private static final double BRIGHTER_SPREAD = 0.1;

	/**
	 * A track before it divides.
	 *
	 * @param target where it is expected
	 * @param last what was seen last of it
	 * @param brighter ln of how much brighter than before it was then; not a number if it was not seen before
	 */
	record Mother(PairScore.Target target, FrameObject last, double brighter) {}

	/** A track as a mother. */
	Mother mother(TrackState track) {
		return new Mother(score.target(track, drift, 1), track.last, track.isNew() ? Double.NaN : track.brighter);
	}

	/** Whether an object is near enough to be a daughter. */
	boolean isNear(Mother mother, Spot spot) {
		PairScore.Target target = mother.target();
		double reach = 3 * (target.sigma() + (APART + APART_SPREAD) * mother.last().spot().radius());
		return Math.hypot(spot.x() - target.x(), spot.y() - target.y()) <= Math.min(reach, score.reach(target) + reach / 3);
	}

	/** ln of the likelihood ratio to a mother that ends and two objects that begin. */
	double gain(Mother mother, FrameObject first, FrameObject second) {
		double otherwise = score.ends(mother.target()) + score.begins(first.spot(), drift) + score.begins(second.spot(), drift);
		return RARE - otherwise + places(mother, first.spot(), second.spot()) + areas(mother.last(), first, second) + condensed(mother.brighter());
	}

	private double places(Mother mother, Spot first, Spot second) {
		PairScore.Target target = mother.target();
		double radius = mother.last().spot().radius();
		double middle = Math.hypot((first.x() + second.x()) / 2 - target.x(), (first.y() + second.y()) / 2 - target.y());
		double sigma = Math.hypot(target.sigma(), MIDDLE_SPREAD * radius);
		double apart = Math.hypot(first.x() - second.x(), first.y() - second.y());
		double spread = Math.hypot(APART_SPREAD * 2 * radius, target.sigma());
		double around = Math.log(Normal.density(apart, APART * 2 * radius, spread)) - Math.log(2 * Math.PI * Math.max(apart, radius / 2));
		return score.statistics().place(middle, sigma) + around - Math.log(score.statistics().density());
	}

	/** The areas of what is cut by the border say nothing. */
	private static double areas(FrameObject mother, FrameObject first, FrameObject second) {
		if (mother.isCut() || first.isCut() || second.isCut()) return 0;
		double sum = Math.log((double) (first.spot().area() + second.spot().area()) / mother.spot().area());
		double ratio = Math.log((double) first.spot().area() / second.spot().area());
		return Math.log(Normal.tailed(sum, SUM, SUM_SPREAD) / Normal.density(sum, OTHER_SUM, OTHER_SUM_SPREAD))
			+ Math.log(Normal.tailed(ratio, 0, RATIO_SPREAD) / Normal.density(ratio, 0, OTHER_RATIO_SPREAD));
	}

	private double condensed(double brighter) {
		if (Double.isNaN(brighter)) return 0;
		double flicker = score.statistics().flicker();
		double condensed = Normal.tailed(brighter, BRIGHTER, Math.hypot(BRIGHTER_SPREAD, flicker));
		return Math.log(1 - CONDENSED + CONDENSED * condensed / Normal.tailed(brighter, 0, flicker));
	}
}
