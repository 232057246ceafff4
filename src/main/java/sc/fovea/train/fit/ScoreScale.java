package sc.fovea.train.fit;

/**
 * Turns the values of a machine into probabilities: p = 1 / (1 + exp(−(slope · value + offset))) (Platt 1999), with the slope and offset of the highest likelihood, found by
 * Newton's method with backtracking (Lin, Lin and Weng 2007, doi:10.1007/s10994-007-5018-6). As there, targets are (n₊ + 1) / (n₊ + 2) and 1 / (n₋ + 2) in place of 1
 * and 0, with n positives and negatives, so that a clean separation does not make the slope infinite.
 *
 * @param slope of the line
 * @param offset of the line
 */
public record ScoreScale(double slope, double offset) {

	private static final int MOST_STEPS = 100;
	private static final double RIDGE = 1e-12;
	private static final double LEAST_STEP = 1e-10;
	private static final double FLAT = 1e-7;

	/** The most likely scale. @param values of a machine @param isPositive what each should be */
	public static ScoreScale fit(double[] values, boolean[] isPositive) {
		double positives = 0;
		for (boolean is : isPositive) {
			positives += is ? 1 : 0;
		}
		double negatives = isPositive.length - positives;
		double[] targets = new double[values.length];
		for (int i = 0; i < targets.length; i++) {
			targets[i] = isPositive[i] ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
		}
		ScoreScale scale = new ScoreScale(0, Math.log((positives + 1) / (negatives + 1)));
		boolean isMoving = true;
		for (int step = 0; step < MOST_STEPS && isMoving; step++) {
			ScoreScale next = scale.newton(values, targets);
			isMoving = !next.equals(scale);
			scale = next;
		}
		return scale;
	}

	/** The probability for a value. */
	double probability(double value) {
		return 1 / (1 + Math.exp(-(slope * value + offset)));
	}

	/** −Σ t·ln p + (1 − t)·ln(1 − p). */
	double loss(double[] values, double[] targets) {
		double sum = 0;
		for (int i = 0; i < values.length; i++) {
			double line = slope * values[i] + offset;
			sum += Math.max(line, 0) - targets[i] * line + Math.log1p(Math.exp(-Math.abs(line)));
		}
		return sum;
	}

	/** One step; itself where the loss is flat. */
	private ScoreScale newton(double[] values, double[] targets) {
		double gradientSlope = 0, gradientOffset = 0, slopes = RIDGE, both = 0, offsets = RIDGE;
		for (int i = 0; i < values.length; i++) {
			double p = probability(values[i]);
			double error = p - targets[i];
			double curvature = p * (1 - p);
			gradientSlope += error * values[i];
			gradientOffset += error;
			slopes += curvature * values[i] * values[i];
			both += curvature * values[i];
			offsets += curvature;
		}
		if (Math.abs(gradientSlope) < FLAT && Math.abs(gradientOffset) < FLAT) return this;
		double determinant = slopes * offsets - both * both;
		double alongSlope = -(offsets * gradientSlope - both * gradientOffset) / determinant;
		double alongOffset = -(slopes * gradientOffset - both * gradientSlope) / determinant;
		double descent = gradientSlope * alongSlope + gradientOffset * alongOffset;
		double before = loss(values, targets);
		for (double step = 1; step > LEAST_STEP; step /= 2) {
			ScoreScale next = new ScoreScale(slope + step * alongSlope, offset + step * alongOffset);
			if (next.loss(values, targets) < before + 1e-4 * step * descent) return next;
		}
		return this;
	}
}
