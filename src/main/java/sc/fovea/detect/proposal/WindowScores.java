package sc.fovea.detect.proposal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import sc.fovea.geometry.ScoredBox;

/** Collects windows with logarithms of ratios of probabilities. */
final class WindowScores {

	private final List<PixelBox> windows = new ArrayList<>();
	private double[] ratios = new double[1024];

	void add(PixelBox window, double ratio) {
		if (windows.size() == ratios.length) {
			ratios = Arrays.copyOf(ratios, 2 * ratios.length);
		}
		ratios[windows.size()] = ratio;
		windows.add(window);
	}

	/** The best windows, best first, with scores from 0 to 1; equal ones in the order in which they came. */
	List<ScoredBox> best(int most) {
		double[] sorted = Arrays.copyOf(ratios, windows.size());
		Arrays.sort(sorted);
		double least = sorted.length == 0 ? 0 : sorted[Math.max(0, sorted.length - most)];
		List<ScoredBox> best = new ArrayList<>();
		for (int i = 0; i < windows.size(); i++) {
			if (ratios[i] >= least) {
				best.add(new ScoredBox(windows.get(i).scaled(1), score(ratios[i]), 0));
			}
		}
		best.sort(Comparator.comparingDouble((ScoredBox box) -> -box.score()));
		return best.subList(0, Math.min(most, best.size()));
	}

	/** Rises with the ratio; unlike the probability it still tells large ratios apart. */
	private static double score(double ratio) {
		return (1 + ratio / (1 + Math.abs(ratio))) / 2;
	}
}
