package sc.fovea.track;

/**
 * How much likelier two objects are the daughters of a third than that they are something else: their middle lies where she is expected, they lie about a diameter
 * apart, and have together about her area.
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
	/** ln of the daughters' areas over the mother's. */
	private static final double SUM_SPREAD = 0.25;
	/** Likewise where one of them is she herself and the other anything: ln 2, and the spread of areas. */
	private static final double OTHER_SUM = Math.log(2);
	private static final double OTHER_SUM_SPREAD = 0.4;
	/** ln of the ratio of the daughters' areas; of two any. */
	private static final double RATIO_SPREAD = 0.25;
	private static final double OTHER_RATIO_SPREAD = 0.5;
	/** Deviation of the middle from where the mother is expected, in her radii, beside that of motion. */
	private static final double MIDDLE_SPREAD = 0.3;

	/** Whether an object is near enough to be a daughter. */
	boolean isNear(TrackState mother, FrameObject object) {
		PairScore.Target target = score.target(mother, drift, 1);
		double reach = 3 * (target.sigma() + 2 * (APART + APART_SPREAD) * mother.last.spot().radius() / 2);
		return Math.hypot(object.spot().x() - target.x(), object.spot().y() - target.y()) <= Math.min(reach, score.reach(target) + reach / 3);
	}

	/** ln of the likelihood ratio to a mother that ends and two objects that begin. */
	double gain(TrackState mother, FrameObject first, FrameObject second) {
		return RARE + 2 * LinkingState.GOES_ON + places(mother, first.spot(), second.spot()) + areas(mother.last.spot(), first.spot(), second.spot());
	}

	private double places(TrackState mother, Spot first, Spot second) {
		PairScore.Target target = score.target(mother, drift, 1);
		double radius = mother.last.spot().radius();
		double middle = Math.hypot((first.x() + second.x()) / 2 - target.x(), (first.y() + second.y()) / 2 - target.y());
		double sigma = Math.hypot(target.sigma(), MIDDLE_SPREAD * radius);
		double apart = Math.hypot(first.x() - second.x(), first.y() - second.y());
		double spread = Math.hypot(APART_SPREAD * 2 * radius, target.sigma());
		double around = normal(apart, APART * 2 * radius, spread) - Math.log(2 * Math.PI * Math.max(apart, radius / 2));
		return score.statistics().place(middle, sigma) + around - Math.log(score.statistics().density());
	}

	private static double areas(Spot mother, Spot first, Spot second) {
		double sum = Math.log((double) (first.area() + second.area()) / mother.area());
		double ratio = Math.log((double) first.area() / second.area());
		return normal(sum, 0, SUM_SPREAD) - normal(sum, OTHER_SUM, OTHER_SUM_SPREAD) + normal(ratio, 0, RATIO_SPREAD) - normal(ratio, 0, OTHER_RATIO_SPREAD);
	}

	/** ln of the density of a normal distribution. */
	private static double normal(double x, double mean, double sigma) {
		double z = (x - mean) / sigma;
		return -z * z / 2 - Math.log(sigma * Math.sqrt(2 * Math.PI));
	}
}
