package sc.fovea.job.report;

/** Count, mean, standard deviation and extremes of numbers, in one pass (Welford 1962). */
final class Spread {

	private long count;
	private double mean;
	private double squares;
	private double least = Double.POSITIVE_INFINITY;
	private double most = Double.NEGATIVE_INFINITY;

	void add(double value) {
		count++;
		double difference = value - mean;
		mean += difference / count;
		squares += difference * (value - mean);
		least = Math.min(least, value);
		most = Math.max(most, value);
	}

	long count() {
		return count;
	}

	/** NaN of no number. */
	double mean() {
		return count == 0 ? Double.NaN : mean;
	}

	/** Of a sample: the squares are divided by one less than the count; NaN of fewer than two numbers. */
	double deviation() {
		return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
	}

	double least() {
		return least;
	}

	double most() {
		return most;
	}
}
