package sc.fovea.shape;

import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Fits a shape model to the points of an outline: the most probable place, size, rotation and coefficients b,
 * <p>
 * E = Σ<sub>i</sub> w<sub>i</sub> ρ(e<sub>i</sub> / σ) + Σ<sub>j</sub> b<sub>j</sub>²,
 * <p>
 * with e<sub>i</sub> the distance of point i from the model along the ray from its centre, in pixels, and Σ w the number of rays; ρ(t) is t² up to 3, from where on it is linear
 * (Huber 1964). A point that is taken as hidden counts so only where it is outside of the model: inside of it something lies before the object, at a price of
 * {@value #HIDDEN_PRICE}, so that the other points alone decide on the shape.
 */
final class ShapeFit {

	/** What a hidden ray costs: 25 of 64 rays, the share of a disc's outline that is lost with 30 % of its area, cost as much as a coefficient of two deviations. */
	static final double HIDDEN_PRICE = 0.16;
	/** Where a point outside begins to count linearly, in σ. */
	private static final double HUBER = 3;
	/** What an outline of pixels is off by, in pixels: the steps have 0.3, and networks are off by half a pixel at best. */
	private static final double PIXEL = 0.6;
	/** A point so many σ inside is hidden, and no error. */
	private static final double INSIDE = 1.5;
	private static final int ITERATIONS = 12;
	private static final int POSE = 4;
	/** A step that moves the outline by less than this share of the radius is the last. */
	private static final double STILL = 1e-3;

	private final ShapeModel model;
	private final ObjectOutline points;
	private final double weight;

	/** A solution. */
	record Fitted(PlacedShape shape, double energy) {}

	ShapeFit(ShapeModel model, ObjectOutline points) {
		this.model = model;
		this.points = points;
		this.weight = (double) model.rays() / points.x().length;
	}

	/** Standard deviation of a point's distance, in pixels: pixels, and what the modes leave unexplained. */
	static double sigma(ShapeModel model, double scale) {
		return Math.hypot(PIXEL, model.rest() * scale);
	}

	/**
	 * Which points count, and which may be hidden.
	 *
	 * @param counts whether each point counts at all
	 * @param hidden whether each point is taken as hidden
	 */
	record Rule(boolean[] counts, boolean[] hidden) {}

	/** Improves a shape. */
	Fitted from(PlacedShape start, Rule rule) {
		PlacedShape shape = start;
		for (int i = 0; i < ITERATIONS; i++) {
			double[] step = step(shape, rule);
			shape = moved(shape, step);
			if (Math.hypot(step[0], step[1]) < STILL * shape.scale() && Math.abs(step[2]) < STILL && Math.abs(step[3]) < 10 * STILL) break;
		}
		return new Fitted(shape, energy(shape, rule));
	}

	double energy(PlacedShape shape, Rule rule) {
		double sigma = sigma(model, shape.scale());
		double energy = ShapeModel.square(shape.coefficients());
		for (int i = 0; i < points.x().length; i++) {
			if (rule.counts()[i]) energy += weight * price(shape.distanceOf(points.x()[i], points.y()[i]) / sigma, rule.hidden()[i]);
		}
		return energy;
	}

	/** ρ(t) of a distance in σ, above 0 outside of the model. */
	static double price(double t, boolean isHidden) {
		if (t < 0 && isHidden) return HIDDEN_PRICE;
		double size = Math.abs(t);
		return size <= HUBER ? size * size : HUBER * (2 * size - HUBER);
	}

	/** ρ'(t) / 2t, the weight of a point in the next step. */
	private static double influence(double t, boolean isHidden) {
		if (t < 0 && isHidden) return 0;
		return Math.abs(t) <= HUBER ? 1 : HUBER / Math.abs(t);
	}

	/** The step of Gauss and Newton, weighted by the influence of the points. */
	private double[] step(PlacedShape shape, Rule rule) {
		int unknowns = POSE + shape.coefficients().length;
		double[][] matrix = new double[unknowns][unknowns];
		double[] right = new double[unknowns];
		double sigma = sigma(model, shape.scale());
		double[] slope = new double[unknowns];
		for (int i = 0; i < points.x().length; i++) {
			if (!rule.counts()[i]) continue;
			double distance = shape.slopes(points.x()[i], points.y()[i], slope);
			double w = weight * influence(distance / sigma, rule.hidden()[i]) / (sigma * sigma);
			for (int a = 0; a < unknowns; a++) {
				double wa = w * slope[a];
				right[a] -= wa * distance;
				for (int b = 0; b <= a; b++) {
					matrix[a][b] += wa * slope[b];
				}
			}
		}
		for (int j = 0; j < shape.coefficients().length; j++) {
			matrix[POSE + j][POSE + j] += 1;
			right[POSE + j] -= shape.coefficients()[j];
		}
		return solved(matrix, right, shape.scale());
	}

	private static double[] solved(double[][] matrix, double[] right, double scale) {
		for (int a = 0; a < right.length; a++) {
			matrix[a][a] += a < 2 ? 1e-6 : 1e-6 * scale * scale;
			for (int b = 0; b < a; b++) {
				matrix[b][a] = matrix[a][b];
			}
		}
		try {
			return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), 1e-9, 0).getSolver().solve(new ArrayRealVector(right, false)).toArray();
		}
		catch (NonPositiveDefiniteMatrixException e) {
			return new double[right.length];
		}
	}

	/** The largest step: half the radius, a factor of 1.5, half a radian, one deviation and a half. */
	private PlacedShape moved(PlacedShape shape, double[] step) {
		double limit = shape.scale() / 2;
		double[] b = shape.coefficients().clone();
		for (int j = 0; j < b.length; j++) {
			b[j] = clamp(b[j] + clamp(step[POSE + j], 1.5), ShapeModel.PLAUSIBLE);
		}
		return new PlacedShape(model, shape.x() + clamp(step[0], limit), shape.y() + clamp(step[1], limit), shape.scale() * Math.exp(clamp(step[2], 0.4)),
			shape.angle() + clamp(step[3], 0.5), b);
	}

	private static double clamp(double value, double limit) {
		return Math.max(-limit, Math.min(limit, value));
	}

	/** All points count. */
	Rule nothingHidden() {
		return hiding(none());
	}

	/** All points count, some of them as hidden. */
	Rule hiding(boolean[] hidden) {
		return new Rule(not(none()), hidden);
	}

	/** Only some points count. */
	Rule only(boolean[] counts) {
		return new Rule(counts, none());
	}

	private boolean[] none() {
		return new boolean[points.x().length];
	}

	private static boolean[] not(boolean[] flags) {
		boolean[] others = new boolean[flags.length];
		for (int i = 0; i < flags.length; i++) {
			others[i] = !flags[i];
		}
		return others;
	}

	/** The points on the side of the centroid that a direction points to. */
	boolean[] side(double direction) {
		boolean[] side = none();
		for (int i = 0; i < side.length; i++) {
			side[i] = (points.x()[i] - points.moments().x()) * Math.cos(direction) + (points.y()[i] - points.moments().y()) * Math.sin(direction) > 0;
		}
		return side;
	}

	/** The points that lie nearer to the edge of the first of two shapes. */
	boolean[] nearer(PlacedShape first, PlacedShape second) {
		boolean[] nearer = none();
		for (int i = 0; i < nearer.length; i++) {
			double px = points.x()[i];
			double py = points.y()[i];
			nearer[i] = Math.abs(first.distanceOf(px, py)) < Math.abs(second.distanceOf(px, py));
		}
		return nearer;
	}

	/** The points in an arc around a direction from the centroid. @param half angle on each side in radians */
	boolean[] arc(double direction, double half) {
		boolean[] within = none();
		for (int i = 0; i < within.length; i++) {
			double angle = Math.atan2(points.y()[i] - points.moments().y(), points.x()[i] - points.moments().x());
			within[i] = Math.abs(Math.IEEEremainder(angle - direction, 2 * Math.PI)) <= half;
		}
		return within;
	}

	/** The points that lie so far inside of a shape that they are no errors. */
	boolean[] farInside(PlacedShape shape) {
		double sigma = sigma(model, shape.scale());
		boolean[] inside = none();
		for (int i = 0; i < inside.length; i++) {
			inside[i] = shape.distanceOf(points.x()[i], points.y()[i]) < -INSIDE * sigma;
		}
		return inside;
	}

	/** The mean shape where the pixels lie: with their centroid, area and major axis. */
	PlacedShape start() {
		PixelMoments m = points.moments();
		return new PlacedShape(model, m.x(), m.y(), Math.sqrt(m.area() / Math.PI), m.angle(), new double[model.modes().length]);
	}

	/** The mean shape of half the area around the middle of some of the points. */
	PlacedShape start(boolean[] some) {
		PixelMoments m = points.moments();
		double[] sums = new double[3];
		for (int i = 0; i < some.length; i++) {
			if (!some[i]) continue;
			sums[0] += points.x()[i];
			sums[1] += points.y()[i];
			sums[2]++;
		}
		double n = Math.max(1, sums[2]);
		return new PlacedShape(model, (sums[0] / n + m.x()) / 2, (sums[1] / n + m.y()) / 2, Math.sqrt(m.area() / (2 * Math.PI)), m.angle(),
			new double[model.modes().length]);
	}
}
