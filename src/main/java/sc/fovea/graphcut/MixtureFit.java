package sc.fovea.graphcut;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Expectation maximisation at work. */
final class MixtureFit {

	/** Most turns; a turn that raises the mean log likelihood by less than this is the last, as in scikit-learn. */
	private static final int TURNS = 50;
	private static final double LITTLE = 1e-3;
	/** Turns of k-means before. */
	private static final int MEANS_TURNS = 5;
	/** A component that explains less than this part of all weight is given up. */
	private static final double LEAST_SHARE = 1e-6;

	private final Observations points;
	private final int dimensions;
	private final int components;
	private final double total;
	private final double[] centres;
	/** Sums over the points of one turn, for each component: weights, values, products of values. */
	private final double[] weights;
	private final double[] sums;
	private final double[] products;
	private final double[] shares;

	MixtureFit(Observations points, int components, long seed) {
		this.points = points;
		this.dimensions = points.dimensions();
		this.total = points.total();
		this.centres = new double[components * dimensions];
		this.components = seedCentres(components, new SplittableRandom(seed));
		this.weights = new double[this.components];
		this.sums = new double[this.components * dimensions];
		this.products = new double[this.components * dimensions * dimensions];
		this.shares = new double[this.components];
	}

	/** k-means++ (Arthur and Vassilvitskii 2007): each next centre is a point, the likelier the farther it is from those before. @return how many there are */
	private int seedCentres(int most, SplittableRandom random) {
		double[] distances = new double[points.count()];
		double sum = 0;
		for (int i = 0; i < distances.length; i++) {
			distances[i] = 1;
			sum += points.weights()[i];
		}
		for (int k = 0; k < most; k++) {
			if (!(sum > 0)) return k;
			int chosen = draw(distances, random.nextDouble() * sum);
			for (int d = 0; d < dimensions; d++) {
				centres[k * dimensions + d] = points.values()[chosen * dimensions + d];
			}
			sum = 0;
			for (int i = 0; i < distances.length; i++) {
				double distance = distance(i, k);
				distances[i] = k == 0 ? distance : Math.min(distances[i], distance);
				sum += distances[i] * points.weights()[i];
			}
		}
		return most;
	}

	private int draw(double[] distances, double place) {
		double left = place;
		int last = 0;
		for (int i = 0; i < distances.length; i++) {
			double step = distances[i] * points.weights()[i];
			if (step > 0) {
				last = i;
				left -= step;
				if (left < 0) return i;
			}
		}
		return last;
	}

	private double distance(int point, int centre) {
		double sum = 0;
		for (int d = 0; d < dimensions; d++) {
			double difference = points.values()[point * dimensions + d] - centres[centre * dimensions + d];
			sum += difference * difference;
		}
		return sum;
	}

	GaussianMixture fit() {
		for (int turn = 0; turn < MEANS_TURNS; turn++) {
			gatherNearest();
			moveCentres();
		}
		gatherNearest();
		GaussianMixture mixture = mixture();
		double before = Double.NEGATIVE_INFINITY;
		for (int turn = 0; turn < TURNS; turn++) {
			double likelihood = gather(mixture);
			mixture = mixture();
			if (likelihood - before < LITTLE) break;
			before = likelihood;
		}
		return mixture;
	}

	private void gatherNearest() {
		clear();
		for (int i = 0; i < points.count(); i++) {
			int nearest = 0;
			double least = distance(i, 0);
			for (int k = 1; k < components; k++) {
				double distance = distance(i, k);
				if (distance < least) {
					least = distance;
					nearest = k;
				}
			}
			add(nearest, i, points.weights()[i]);
		}
	}

	private void moveCentres() {
		for (int k = 0; k < components; k++) {
			for (int d = 0; d < dimensions && weights[k] > 0; d++) {
				centres[k * dimensions + d] = sums[k * dimensions + d] / weights[k];
			}
		}
	}

	/** Shares each point among the components. @return mean log likelihood */
	private double gather(GaussianMixture mixture) {
		clear();
		double likelihood = 0;
		for (int i = 0; i < points.count(); i++) {
			double weight = points.weights()[i];
			if (weight == 0) continue;
			double highest = Double.NEGATIVE_INFINITY;
			for (int k = 0; k < components; k++) {
				shares[k] = mixture.log(k, points.values(), i * dimensions);
				highest = Math.max(highest, shares[k]);
			}
			double sum = 0;
			for (int k = 0; k < components; k++) {
				shares[k] = Math.exp(shares[k] - highest);
				sum += shares[k];
			}
			for (int k = 0; k < components; k++) {
				if (shares[k] > 0) add(k, i, weight * shares[k] / sum);
			}
			likelihood += weight * (highest + Math.log(sum));
		}
		return likelihood / total;
	}

	private void clear() {
		Arrays.fill(weights, 0);
		Arrays.fill(sums, 0);
		Arrays.fill(products, 0);
	}

	private void add(int component, int point, double weight) {
		weights[component] += weight;
		int from = point * dimensions;
		for (int row = 0; row < dimensions; row++) {
			double value = weight * points.values()[from + row];
			sums[component * dimensions + row] += value;
			int at = (component * dimensions + row) * dimensions;
			for (int column = 0; column <= row; column++) {
				products[at + column] += value * points.values()[from + column];
			}
		}
	}

	/** The mixture that the sums describe. */
	private GaussianMixture mixture() {
		double[] scales = new double[components];
		double[] means = new double[components * dimensions];
		double[] whiteners = new double[components * dimensions * dimensions];
		for (int k = 0; k < components; k++) {
			scales[k] = Double.NEGATIVE_INFINITY;
			if (weights[k] < LEAST_SHARE * total) continue;
			for (int d = 0; d < dimensions; d++) {
				means[k * dimensions + d] = sums[k * dimensions + d] / weights[k];
			}
			double[][] factor = Cholesky.of(covariance(k, means));
			double[][] inverse = Cholesky.inverse(factor);
			scales[k] = Math.log(weights[k] / total) - dimensions * Math.log(2 * Math.PI) / 2;
			for (int row = 0; row < dimensions; row++) {
				scales[k] -= Math.log(factor[row][row]);
				System.arraycopy(inverse[row], 0, whiteners, (k * dimensions + row) * dimensions, dimensions);
			}
		}
		return new GaussianMixture(dimensions, scales, means, whiteners);
	}

	private double[][] covariance(int k, double[] means) {
		double[][] covariance = new double[dimensions][dimensions];
		for (int row = 0; row < dimensions; row++) {
			for (int column = 0; column <= row; column++) {
				double product = products[(k * dimensions + row) * dimensions + column] / weights[k];
				covariance[row][column] = product - means[k * dimensions + row] * means[k * dimensions + column];
			}
			covariance[row][row] = Math.max(0, covariance[row][row]) + GaussianMixture.LEAST_VARIANCE;
		}
		return covariance;
	}
}
