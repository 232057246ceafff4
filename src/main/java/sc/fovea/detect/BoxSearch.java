package sc.fovea.detect;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.math3.random.HaltonSequenceGenerator;

import sc.fovea.detect.BoxCoder.Offsets;
import sc.fovea.detect.GaussianProcess.Prediction;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/**
 * The search around one box: what was scored, and what to score next. Points are regions as seen from the box: (x, y) of the centre relative to its
 * size, half the logarithms of width and height relative to its own.
 */
final class BoxSearch {

	private static final BoxCoder CODER = new BoxCoder(1, 1, 0.5, 0.5, 4);

	/** Scores closer to 0 or 1 are taken for this close. */
	private static final double LEAST_PROBABILITY = 1e-6;

	/** Relative to the variance: what changes between regions that cover the same cells of a feature map. */
	private static final double NOISE = 0.01;

	/** In log-odds; a search ends where less is expected, and the head draws no new box. */
	private static final double LEAST_GAIN = 0.01;

	/** Points that are closer in all coordinates are the same: 0.2 pixels of a box of 100. */
	private static final double SAME = 0.002;

	/**
	 * Points at which the expected improvement is looked at, from all within reach, and from a quarter of that around the best; then steps from the
	 * best of those.
	 */
	private static final int SPREAD = 48, AROUND = 16, STEPS = 3;

	private static final List<double[]> LENGTHS = lengths(0.2, 0.5);

	private final ScoredBox start;
	private final Clipping clipping;
	private final double reach;
	private final HaltonSequenceGenerator even = new HaltonSequenceGenerator(4);
	private final List<double[]> points = new ArrayList<>();
	private final List<Double> values = new ArrayList<>();
	/** The found box, and what the head drew for each region that it scored. */
	private final List<ScoredBox> drawn = new ArrayList<>();
	private double[] bestPoint = new double[4];
	private double bestScore = Double.NEGATIVE_INFINITY;
	private Box bestBox;

	/**
	 * @param start with an area above 0 within the bounds
	 * @param clipping to the scene
	 * @param reach largest absolute coordinate
	 */
	BoxSearch(ScoredBox start, Clipping clipping, double reach) {
		this.start = start;
		this.clipping = clipping;
		this.reach = reach;
		bestBox = start.box();
		drawn.add(start);
		even.skipTo(1);
	}

	private static List<double[]> lengths(double... choices) {
		List<double[]> lengths = new ArrayList<>();
		for (double place : choices) {
			for (double size : choices) {
				lengths.add(new double[] { place, place, size, size });
			}
		}
		return lengths;
	}

	/** The box itself and regions spread evenly around it. */
	List<Box> first(int neighbours) {
		List<Box> regions = new ArrayList<>();
		regions.add(start.box());
		for (int i = 0; i < neighbours; i++) {
			addRegion(near(new double[4], reach), regions);
		}
		return regions;
	}

	/** The next regions to score: none where the search has ended. */
	List<Box> next() {
		List<Box> regions = new ArrayList<>();
		double[] again = point(bestBox);
		if (isWithinReach(again) && isNew(again)) {
			regions.add(bestBox);
		}
		double[] known = values.stream().mapToDouble(value -> value).toArray();
		GaussianProcess process = GaussianProcess.mostLikely(points.toArray(double[][]::new), known, LENGTHS, NOISE);
		ExpectedImprovement improvement = new ExpectedImprovement(logOdds(bestScore));
		double[] promising = promising(process, improvement);
		if (gain(promising, process, improvement) >= LEAST_GAIN && isNew(promising)) {
			addRegion(promising, regions);
		}
		return regions;
	}

	/** Takes what the head says of the regions that were asked for last. */
	void learn(RegionAnswers answers, int from, int to) {
		for (int i = from; i < to; i++) {
			double score = answers.score(i, start.category());
			double[] point = point(answers.regions().get(i));
			points.add(point);
			values.add(logOdds(score));
			Box clipped = clipping.of(answers.box(i, start.category()));
			Box box = clipped.area() > 0 ? clipped : answers.regions().get(i);
			drawn.add(new ScoredBox(box, score, start.category()));
			if (score > bestScore) {
				bestScore = score;
				bestPoint = point;
				bestBox = box;
			}
		}
	}

	/** What was found, or what is better, where the boxes that were drawn around it place it. */
	ScoredBox best(BoxVoting voting) {
		ScoredBox best = bestScore > start.score() ? new ScoredBox(bestBox, bestScore, start.category()) : start;
		return voting.apply(List.of(best), drawn).get(0);
	}

	/** The point of the highest expected improvement that was come across. */
	private double[] promising(GaussianProcess process, ExpectedImprovement improvement) {
		double[] best = bestPoint;
		double most = -1;
		for (int i = 0; i < SPREAD + AROUND; i++) {
			double[] candidate = i < SPREAD ? near(new double[4], reach) : near(bestPoint, reach / 4);
			double gain = gain(candidate, process, improvement);
			if (gain > most) {
				most = gain;
				best = candidate;
			}
		}
		for (int i = 0, step = 8; i < STEPS; i++, step *= 2) {
			best = improved(best, reach / step, process, improvement);
		}
		return best;
	}

	/** The point after a step along each coordinate in turn, where that brings more. */
	private double[] improved(double[] point, double step, GaussianProcess process, ExpectedImprovement improvement) {
		double[] best = point;
		double most = gain(point, process, improvement);
		for (int d = 0; d < 8; d++) {
			double[] candidate = best.clone();
			candidate[d / 2] = withinReach(candidate[d / 2] + (d % 2 == 0 ? step : -step));
			double gain = gain(candidate, process, improvement);
			if (gain > most) {
				most = gain;
				best = candidate;
			}
		}
		return best;
	}

	private static double gain(double[] point, GaussianProcess process, ExpectedImprovement improvement) {
		Prediction guess = process.predict(point);
		return improvement.of(guess.mean(), guess.deviation());
	}

	/** The next of points that are evenly spread about the middle. */
	private double[] near(double[] middle, double distance) {
		double[] point = even.nextVector();
		for (int d = 0; d < point.length; d++) {
			point[d] = withinReach(middle[d] + distance * (2 * point[d] - 1));
		}
		return point;
	}

	private double withinReach(double coordinate) {
		return Math.max(-reach, Math.min(reach, coordinate));
	}

	private boolean isWithinReach(double[] point) {
		for (double coordinate : point) {
			if (Math.abs(coordinate) > reach) {
				return false;
			}
		}
		return true;
	}

	private boolean isNew(double[] point) {
		return points.stream().noneMatch(known -> distance(known, point) < SAME);
	}

	private static double distance(double[] u, double[] v) {
		double largest = 0;
		for (int d = 0; d < u.length; d++) {
			largest = Math.max(largest, Math.abs(u[d] - v[d]));
		}
		return largest;
	}

	private void addRegion(double[] point, List<Box> regions) {
		Box region = clipping.of(CODER.decode(new Offsets(point[0], point[1], point[2], point[3]), start.box()));
		if (region.area() > 0) {
			regions.add(region);
		}
	}

	private double[] point(Box region) {
		Offsets offsets = CODER.encode(region, start.box());
		return new double[] { offsets.x(), offsets.y(), offsets.width(), offsets.height() };
	}

	private static double logOdds(double score) {
		double probability = Math.max(LEAST_PROBABILITY, Math.min(1 - LEAST_PROBABILITY, score));
		return Math.log(probability / (1 - probability));
	}
}
