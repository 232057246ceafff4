package sc.fovea.shape;

import java.util.Arrays;
import java.util.List;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A point distribution model (Cootes, Taylor, Cooper and Graham 1995, <i>Active shape models</i>, CVIU 61): outlines as distances d from the centroid along equally spaced
 * rays, aligned in place, size and rotation, are d = mean + Σ b<sub>j</sub> σ<sub>j</sub> e<sub>j</sub> with the principal components e<sub>j</sub> and their standard
 * deviations σ<sub>j</sub>; a shape is plausible where |b<sub>j</sub>| ≤ 3.
 *
 * @param mean distances of the mean shape, in units of the radius of a disc of the object's area
 * @param modes principal components, of length 1, the one of the largest deviation first
 * @param deviations standard deviation along each mode, above 0
 * @param rest root mean square of what the modes leave unexplained, for each ray
 */
public record ShapeModel(double[] mean, double[][] modes, double[] deviations, double rest) {

	/** Standard deviations within which a shape is plausible (Cootes et al. 1995). */
	public static final double PLAUSIBLE = 3;

	/** Share of the variance that modes explain: Cootes et al. 1995 take 98 %; what lies behind 96 % is stairs of pixels here. */
	static final double EXPLAINED = 0.96;

	/** Most modes: so many reach that share for the nuclei of the 2018 Data Science Bowl; shapes that need more differ by pixels. */
	static final int MOST_MODES = 16;

	/** Objects of fewer pixels have no shape but that of the pixel grid. */
	public static final int SMALLEST = 40;

	/** Fewest objects to learn from. */
	public static final int FEWEST = 20;

	/** Share of the objects that is left out as annotated wrongly, those that are least like the others. */
	private static final double LEFT_OUT = 0.02;

	/** @throws IllegalArgumentException if lengths differ or a deviation is not above 0 */
	public ShapeModel {
		boolean fits = modes.length == deviations.length && Arrays.stream(modes).allMatch(mode -> mode.length == mean.length);
		if (!fits || mean.length < 8 || modes.length == 0 || !Arrays.stream(deviations).allMatch(d -> d > 0) || !(rest >= 0)) {
			throw new IllegalArgumentException(
				"Expected a mean of at least 8 rays, modes of the same length and a deviation above 0 for each, got " + mean.length
					+ " rays, " + modes.length + " modes and deviations " + Arrays.toString(deviations) + ".");
		}
	}

	/** How many rays an outline has. */
	public int rays() {
		return mean.length;
	}

	/**
	 * Learns from aligned distances. Each counts four times, as it is, turned by half a turn and mirrored at both axes, since a major axis has no direction.
	 *
	 * @param shapes distances of each object
	 * @throws IllegalArgumentException if there are fewer than {@value #FEWEST}
	 */
	public static ShapeModel learn(List<double[]> shapes) {
		if (shapes.size() < FEWEST) {
			throw new IllegalArgumentException("Expected at least " + FEWEST + " whole objects of at least " + SMALLEST + " pixels to learn a shape from, got "
				+ shapes.size() + ".");
		}
		ShapeModel first = fitted(shapes);
		double[] sorted = shapes.stream().mapToDouble(first::unusualness).sorted().toArray();
		double limit = sorted[(int) Math.ceil(sorted.length * (1 - LEFT_OUT)) - 1];
		return fitted(shapes.stream().filter(shape -> first.unusualness(shape) <= limit).toList());
	}

	private static ShapeModel fitted(List<double[]> shapes) {
		int rays = shapes.get(0).length;
		double[] mean = new double[rays];
		shapes.forEach(shape -> addCopies(shape, (k, value) -> mean[k] += value / (4 * shapes.size())));
		RealMatrix covariance = MatrixUtils.createRealMatrix(rays, rays);
		double[] copy = new double[rays];
		for (double[] shape : shapes) {
			for (int symmetry = 0; symmetry < 4; symmetry++) {
				for (int k = 0; k < rays; k++) {
					copy[k] = shape[moved(k, rays, symmetry)] - mean[k];
				}
				addOuter(copy, covariance, 1.0 / (4 * shapes.size()));
			}
		}
		return of(mean, new EigenDecomposition(covariance));
	}

	private interface Adding {

		void add(int k, double value);
	}

	private static void addCopies(double[] shape, Adding adding) {
		for (int symmetry = 0; symmetry < 4; symmetry++) {
			for (int k = 0; k < shape.length; k++) {
				adding.add(k, shape[moved(k, shape.length, symmetry)]);
			}
		}
	}

	/** Which ray takes the place of ray k: 1 is turned, 2 mirrored, 3 both. */
	private static int moved(int k, int rays, int symmetry) {
		int turned = (symmetry & 1) == 0 ? k : k + rays / 2;
		return Math.floorMod((symmetry & 2) == 0 ? turned : -turned, rays);
	}

	private static void addOuter(double[] vector, RealMatrix sum, double weight) {
		for (int i = 0; i < vector.length; i++) {
			for (int j = 0; j < vector.length; j++) {
				sum.addToEntry(i, j, weight * vector[i] * vector[j]);
			}
		}
	}

	/** The fewest modes that explain {@value #EXPLAINED} of the variance, up to {@value #MOST_MODES}. */
	private static ShapeModel of(double[] mean, EigenDecomposition parts) {
		double[] variances = parts.getRealEigenvalues();
		double total = Arrays.stream(variances).map(v -> Math.max(0, v)).sum();
		int count = 0;
		double explained = 0;
		while (count < Math.min(MOST_MODES, variances.length) && variances[count] > 0 && (count == 0 || explained < EXPLAINED * total)) {
			explained += variances[count++];
		}
		if (count == 0)
			throw new IllegalArgumentException("Expected objects of different shapes to learn from, got " + mean.length + " equal distances of each.");
		double[][] modes = new double[count][];
		Arrays.setAll(modes, j -> parts.getEigenvector(j).toArray());
		double[] deviations = Arrays.stream(variances).limit(count).map(Math::sqrt).toArray();
		return new ShapeModel(mean, modes, deviations, Math.sqrt(Math.max(0, total - explained) / mean.length));
	}

	/** The coefficients b of aligned distances, in standard deviations. */
	public double[] coefficients(double[] distances) {
		double[] b = new double[modes.length];
		for (int j = 0; j < b.length; j++) {
			for (int k = 0; k < mean.length; k++) {
				b[j] += modes[j][k] * (distances[k] - mean[k]);
			}
			b[j] /= deviations[j];
		}
		return b;
	}

	/** The distances of coefficients: mean + Σ b<sub>j</sub> σ<sub>j</sub> e<sub>j</sub>. */
	public double[] distances(double[] b) {
		double[] distances = mean.clone();
		for (int j = 0; j < b.length; j++) {
			for (int k = 0; k < distances.length; k++) {
				distances[k] += b[j] * deviations[j] * modes[j][k];
			}
		}
		return distances;
	}

	/**
	 * How unusual a shape is: the Mahalanobis distance within the modes divided by the root of their number, so 1 in the (quadratic) mean of what was learned from, whatever
	 * the model.
	 */
	public double unusualness(double[] distances) {
		return Math.sqrt(square(coefficients(distances)) / modes.length);
	}

	/** How probable a shape is that is as unusual or more, if shapes are normally distributed: the upper tail of χ² with as many degrees of freedom as there are modes. */
	public double probability(double[] distances) {
		return 1 - new ChiSquaredDistribution(modes.length).cumulativeProbability(square(coefficients(distances)));
	}

	/** Σ b². */
	public static double square(double[] b) {
		return Arrays.stream(b).map(v -> v * v).sum();
	}
}
