package sc.fovea.task.classification;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.evaluate.Table;

/**
 * Whether probabilities are as often right as they say: answers are sorted into bins by the probability of their class, and each bin has a mean of it and a share of right
 * answers (Guo et al. 2017, arXiv:1706.04599, with their 15 bins of equal width).
 *
 * @param bins from the least sure to the surest, those without answers included
 */
public record Calibration(List<Bin> bins) {

	private static final int BINS = 15;

	/** @param count answers in it @param confidence mean probability of their class; NaN without answers @param accuracy share of right ones; NaN likewise */
	public record Bin(int count, double confidence, double accuracy) {}

	/** Copies the list. */
	public Calibration {
		bins = List.copyOf(bins);
	}

	/** Of answers. @param truths number of the true class of each */
	public static Calibration of(List<Classification> answers, int[] truths) {
		int[] counts = new int[BINS];
		double[] sums = new double[BINS];
		int[] right = new int[BINS];
		for (int i = 0; i < truths.length; i++) {
			double score = answers.get(i).score();
			int bin = (int) Math.max(0, Math.min(BINS - 1, Math.ceil(score * BINS) - 1));
			counts[bin]++;
			sums[bin] += score;
			right[bin] += answers.get(i).number() == truths[i] ? 1 : 0;
		}
		List<Bin> bins = new ArrayList<>();
		for (int b = 0; b < BINS; b++) {
			bins.add(counts[b] == 0 ? new Bin(0, Double.NaN, Double.NaN) : new Bin(counts[b], sums[b] / counts[b], (double) right[b] / counts[b]));
		}
		return new Calibration(bins);
	}

	/** Expected calibration error: Σ share of the bin · |accuracy − confidence|; NaN without answers. */
	public double error() {
		int all = bins.stream().mapToInt(Bin::count).sum();
		double sum = bins.stream().filter(bin -> bin.count() > 0).mapToDouble(bin -> bin.count() * Math.abs(bin.accuracy() - bin.confidence())).sum();
		return all == 0 ? Double.NaN : sum / all;
	}

	/** A row for each bin. */
	Table table() {
		List<List<Object>> rows = new ArrayList<>();
		for (int b = 0; b < bins.size(); b++) {
			Bin bin = bins.get(b);
			rows.add(List.of((double) b / bins.size(), (double) (b + 1) / bins.size(), bin.count(), bin.confidence(), bin.accuracy()));
		}
		return new Table(List.of("from", "to", "images", "mean_score", "accuracy"), rows);
	}
}
