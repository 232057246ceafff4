package sc.fovea.track;

/**
 * How objects of a film move and how alike the same one stays, from which the chance follows that two objects are one.
 *
 * @param motion how far objects are from where they are expected
 * @param likeness what tells the same object from others
 * @param density objects in a pixel of a frame
 * @param flicker standard deviation of the ln of an object's brightness around what it was before
 */
record FilmStatistics(Motion motion, Likeness likeness, double density, double flicker) {

	/** Share of steps that are far longer than the others; their standard deviation is this many times larger. */
	private static final double RARE = 0.05;
	private static final double RARE_FACTOR = 3;
	/** Share of objects that do not look like themselves: touched, covered, cut by the border. */
	private static final double UNLIKE = 0.05;
	/** No log-likelihood ratio of looks counts more than this. */
	private static final double MOST_LIKENESS = 8;

	/**
	 * Motion.
	 *
	 * @param first standard deviation along an axis of the first step of a track, without the common drift, pixels
	 * @param next likewise of a further step, from where the last step leads
	 * @param persistence share of the last step that is expected again, 0 to 1
	 */
	record Motion(double first, double next, double persistence) {}

	/**
	 * A linear discriminant: ln(p(features | same) / p(features | others)) = weights · features + bias (Fisher 1936).
	 *
	 * @param weights of {@link PairFeatures}
	 * @param bias added
	 */
	record Likeness(double[] weights, double bias) {

		double of(double[] features) {
			double sum = bias;
			for (int i = 0; i < weights.length; i++) {
				sum += weights[i] * features[i];
			}
			return Math.log((1 - UNLIKE) * Math.exp(Math.min(MOST_LIKENESS, sum)) + UNLIKE);
		}
	}

	/** Standard deviation along an axis, where an object is expected. @param steps frames since it was seen @param isNew whether it made no step yet */
	double sigma(int steps, boolean isNew) {
		return steps * (isNew ? motion.first() : motion.next());
	}

	/** ln of how much likelier an object lies at a distance from where it is expected than another one does. @param sigma see {@link #sigma} */
	double place(double distance, double sigma) {
		double wide = RARE_FACTOR * sigma;
		double usual = (1 - RARE) / (2 * Math.PI * sigma * sigma) * Math.exp(-distance * distance / (2 * sigma * sigma));
		double rare = RARE / (2 * Math.PI * wide * wide) * Math.exp(-distance * distance / (2 * wide * wide));
		return Math.log((usual + rare) / density);
	}

	/** Distance beyond which nothing is looked for. */
	double reach(double sigma) {
		return 3.5 * RARE_FACTOR * sigma;
	}
}
