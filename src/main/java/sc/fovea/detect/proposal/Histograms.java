package sc.fovea.detect.proposal;

/** A histogram of sum 1 for each region; of one that two are joined to it is their mean, weighed by their sizes. */
final class Histograms {

	private final float[][] bins;

	/** @param counts of bins for each region that there is; becomes theirs; a region without counts gets them by {@link #join} */
	Histograms(float[][] counts) {
		bins = counts;
		for (float[] histogram : bins) {
			normalise(histogram == null ? new float[0] : histogram);
		}
	}

	private static void normalise(float[] histogram) {
		double sum = 0;
		for (float count : histogram) {
			sum += count;
		}
		for (int i = 0; i < histogram.length; i++) {
			histogram[i] = (float) (histogram[i] / sum);
		}
	}

	/** Histogram intersection (Swain and Ballard 1991): 1 for equal ones, 0 for ones without a common bin. */
	double common(int a, int b) {
		float[] first = bins[a];
		float[] second = bins[b];
		float sum = 0;
		for (int i = 0; i < first.length; i++) {
			sum += Math.min(first[i], second[i]);
		}
		return sum;
	}

	void join(int a, int sizeA, int b, int sizeB, int joined) {
		float[] first = bins[a];
		float[] second = bins[b];
		float share = (float) ((double) sizeA / ((double) sizeA + sizeB));
		float[] mean = new float[first.length];
		for (int i = 0; i < mean.length; i++) {
			mean[i] = share * first[i] + (1 - share) * second[i];
		}
		bins[joined] = mean;
	}
}
