package sc.fovea.alike;

/** Standard deviations of features, from rows as they come. */
final class Deviations {

	private final double[] sums;
	private final double[] squares;
	private long count;

	Deviations(int features) {
		sums = new double[features];
		squares = new double[features];
	}

	/** Adds things. @param rows (number, features) */
	void add(float[] rows, int number) {
		int d = sums.length;
		for (int i = 0; i < number * d; i++) {
			sums[i % d] += rows[i];
			squares[i % d] += (double) rows[i] * rows[i];
		}
		count += number;
	}

	float[] values() {
		float[] values = new float[sums.length];
		for (int j = 0; j < values.length; j++) {
			double mean = sums[j] / count;
			values[j] = (float) Math.sqrt(Math.max(0, squares[j] / count - mean * mean));
		}
		return values;
	}
}
