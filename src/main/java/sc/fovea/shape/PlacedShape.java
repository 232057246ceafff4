package sc.fovea.shape;

/**
 * A shape in an image: its edge lies R(θ) = scale · (mean + Σ b<sub>j</sub> σ<sub>j</sub> e<sub>j</sub>)(θ − angle) from the centre in the direction θ, between the rays of the
 * model on a straight line over the angle.
 *
 * @param model of the shape
 * @param x centre in pixels
 * @param y centre in pixels
 * @param scale pixels of the model's unit
 * @param angle of the model's first ray in radians
 * @param coefficients b in standard deviations
 */
record PlacedShape(ShapeModel model, double x, double y, double scale, double angle, double[] coefficients) {

	/** Distance of the edge from the centre along a direction, in pixels. */
	double radius(double direction) {
		double place = place(direction);
		int k = (int) place;
		double share = place - k;
		return scale * ((1 - share) * relative(k) + share * relative((k + 1) % model.rays()));
	}

	private double place(double direction) {
		double place = (direction - angle) * model.rays() / (2 * Math.PI);
		double wrapped = place - Math.floor(place / model.rays()) * model.rays();
		return wrapped >= model.rays() ? 0 : wrapped;
	}

	private double relative(int k) {
		double value = model.mean()[k];
		for (int j = 0; j < coefficients.length; j++) {
			value += coefficients[j] * model.deviations()[j] * model.modes()[j][k];
		}
		return value;
	}

	/** How far a point lies outside of the edge, along the ray from the centre, in pixels; below 0 inside. */
	double distanceOf(double px, double py) {
		return Math.hypot(px - x, py - y) - radius(Math.atan2(py - y, px - x));
	}

	/** The same with its slopes along x, y, ln scale, angle and each coefficient. */
	double slopes(double px, double py, double[] slopes) {
		double dx = px - x;
		double dy = py - y;
		double r = Math.max(1e-9, Math.hypot(dx, dy));
		double place = place(Math.atan2(dy, dx));
		int k = (int) place;
		int next = (k + 1) % model.rays();
		double share = place - k;
		double here = relative(k);
		double there = relative(next);
		double radius = scale * ((1 - share) * here + share * there);
		double turn = scale * (there - here) * model.rays() / (2 * Math.PI);
		slopes[0] = -dx / r - turn * dy / (r * r);
		slopes[1] = -dy / r + turn * dx / (r * r);
		slopes[2] = -radius;
		slopes[3] = turn;
		for (int j = 0; j < coefficients.length; j++) {
			slopes[4 + j] = -scale * model.deviations()[j] * ((1 - share) * model.modes()[j][k] + share * model.modes()[j][next]);
		}
		return r - radius;
	}

	/** Largest distance of the edge from the centre, in pixels. */
	double reach() {
		double most = 0;
		for (int k = 0; k < model.rays(); k++) {
			most = Math.max(most, relative(k));
		}
		return most * scale;
	}

	/** Whether the middle of a pixel lies within. */
	boolean contains(int pixelX, int pixelY) {
		return distanceOf(pixelX + 0.5, pixelY + 0.5) <= 0;
	}
}
