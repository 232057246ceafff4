package sc.fovea.motion;

import java.util.Optional;

/**
 * Where square patches of one plane lie in another: each is moved by inverse-compositional Lucas–Kanade steps (Baker and Matthews 2004), which need its gradients and their
 * products only once. A patch starts where the coarser level or a neighbour that was done before fits best, first from the top left, then back. Patches are compared without
 * their means, so that a change of brightness does not matter.
 */
final class PatchSearch {

	/** Side of a patch and distance between two, as in DIS. */
	static final int SIDE = 8;
	static final int STEP = 4;

	private static final int AREA = SIDE * SIDE;
	/** Steps of a pass; DIS makes 12 to 16 in all. */
	private static final int STEPS = 8;
	/** A step this short, in pixels, is the last. */
	private static final float SHORT = 0.02f;
	/** Patches with gradients that say less are not moved: (grey levels per pixel)⁴ summed over the patch. */
	private static final float FLAT = 1f;

	private final PaddedPlane from;
	private final PaddedPlane to;
	private final FlowField start;
	private final Optional<GlobalShift> other;
	private final int columns;
	private final int rows;
	private final float[] u;
	private final float[] v;
	/** Squared differences at (u, v). */
	private final float[] costs;
	private final float[] gradientX = new float[AREA];
	private final float[] gradientY = new float[AREA];
	private final float[] template = new float[AREA];
	/** Of the patch at work: sums of gradients, and the inverse of their product matrix. */
	private float sumX;
	private float sumY;
	private float inverseXx;
	private float inverseXy;
	private float inverseYy;
	/** Of the last comparison. */
	private float slopeX;
	private float slopeY;

	/**
	 * @param start displacements to begin with, of the size of the planes
	 * @param other another displacement to begin with, where it fits better
	 */
	PatchSearch(PaddedPlane from, PaddedPlane to, FlowField start, Optional<GlobalShift> other) {
		this.from = from;
		this.to = to;
		this.start = start;
		this.other = other;
		this.columns = count(from.width());
		this.rows = count(from.height());
		this.u = new float[columns * rows];
		this.v = new float[columns * rows];
		this.costs = new float[columns * rows];
	}

	private static int count(int length) {
		return (length - SIDE + STEP - 1) / STEP + 1;
	}

	/** Left or upper edge of a patch; the last one ends with the plane. */
	private static int edge(int number, int length) {
		return Math.min(number * STEP, length - SIDE);
	}

	/** A field in which each pixel has the mean of the patches that cover it, weighed by how well each fits there (Kroeger et al. 2016, equation 3). */
	FlowField search() {
		for (int patch = 0; patch < u.length; patch++) {
			begin(patch);
			improve(patch, patch % columns > 0 ? patch - 1 : -1, patch >= columns ? patch - columns : -1);
		}
		for (int patch = u.length - 1; patch >= 0; patch--) {
			improve(patch, patch % columns < columns - 1 ? patch + 1 : -1, patch + columns < u.length ? patch + columns : -1);
		}
		return densify();
	}

	private int left(int patch) {
		return edge(patch % columns, from.width());
	}

	private int top(int patch) {
		return edge(patch / columns, from.height());
	}

	private void begin(int patch) {
		int middle = (top(patch) + SIDE / 2) * from.width() + left(patch) + SIDE / 2;
		u[patch] = start.u()[middle];
		v[patch] = start.v()[middle];
		costs[patch] = Float.NaN;
	}

	/** @param first number of a neighbour, or −1; @param second the same */
	private void improve(int patch, int first, int second) {
		int left = left(patch);
		int top = top(patch);
		read(left, top);
		if (Float.isNaN(costs[patch])) {
			costs[patch] = compare(left + u[patch], top + v[patch]);
			other.ifPresent(shift -> take(patch, shift.x(), shift.y()));
		}
		if (first >= 0) take(patch, u[first], v[first]);
		if (second >= 0) take(patch, u[second], v[second]);
		if (!invert()) return;
		descend(patch, left, top);
	}

	/** Moves a patch to a place that fits better. */
	private void take(int patch, float toU, float toV) {
		if (toU == u[patch] && toV == v[patch]) return;
		float cost = compare(left(patch) + toU, top(patch) + toV);
		if (cost < costs[patch]) {
			costs[patch] = cost;
			u[patch] = toU;
			v[patch] = toV;
		}
	}

	private void descend(int patch, int left, int top) {
		float firstU = u[patch];
		float firstV = v[patch];
		float atU = firstU;
		float atV = firstV;
		compare(left + atU, top + atV);
		for (int step = 0; step < STEPS; step++) {
			float stepU = inverseXx * slopeX + inverseXy * slopeY;
			float stepV = inverseXy * slopeX + inverseYy * slopeY;
			atU -= stepU;
			atV -= stepV;
			boolean isAstray = Math.abs(atU - firstU) > SIDE || Math.abs(atV - firstV) > SIDE;
			if (isAstray) return;
			float cost = compare(left + atU, top + atV);
			if (!(cost < costs[patch])) return;
			costs[patch] = cost;
			u[patch] = atU;
			v[patch] = atV;
			if (Math.abs(stepU) < SHORT && Math.abs(stepV) < SHORT) return;
		}
	}

	/** Reads the patch and its gradients. */
	private void read(int left, int top) {
		float[] data = from.data();
		int stride = from.stride();
		sumX = 0;
		sumY = 0;
		for (int y = 0, k = 0; y < SIDE; y++) {
			for (int x = 0, i = from.index(left, top + y); x < SIDE; x++, i++, k++) {
				template[k] = data[i];
				gradientX[k] = (data[i + 1] - data[i - 1]) / 2;
				gradientY[k] = (data[i + stride] - data[i - stride]) / 2;
				sumX += gradientX[k];
				sumY += gradientY[k];
			}
		}
	}

	/** @return whether the patch has structure in both directions */
	private boolean invert() {
		float xx = -sumX * sumX / AREA;
		float xy = -sumX * sumY / AREA;
		float yy = -sumY * sumY / AREA;
		for (int k = 0; k < AREA; k++) {
			xx += gradientX[k] * gradientX[k];
			xy += gradientX[k] * gradientY[k];
			yy += gradientY[k] * gradientY[k];
		}
		float determinant = xx * yy - xy * xy;
		if (!(determinant > FLAT)) return false;
		inverseXx = yy / determinant;
		inverseXy = -xy / determinant;
		inverseYy = xx / determinant;
		return true;
	}

	/**
	 * Squared differences of the patch and the other plane at a place, without the mean; leaves the slope behind. A place whose middle is outside the plane fits infinitely badly: beyond the
	 * border all is flat, and flat patches would drift away.
	 *
	 * @param column left edge there
	 * @param row upper edge there
	 */
	private float compare(float column, float row) {
		int half = SIDE / 2;
		boolean isOutside = column < -half || row < -half || column > to.width() - half || row > to.height() - half;
		if (isOutside) return Float.POSITIVE_INFINITY;
		int left = (int) Math.floor(column);
		int top = (int) Math.floor(row);
		float across = column - left;
		float down = row - top;
		float w00 = (1 - across) * (1 - down);
		float w10 = across * (1 - down);
		float w01 = (1 - across) * down;
		float w11 = across * down;
		float[] data = to.data();
		int stride = to.stride();
		float sum = 0;
		float squares = 0;
		float byX = 0;
		float byY = 0;
		for (int r = 0, k = 0; r < SIDE; r++) {
			int i = to.index(left, top + r);
			for (int c = 0; c < SIDE; c++, i++, k++) {
				float difference = w00 * data[i] + w10 * data[i + 1] + w01 * data[i + stride] + w11 * data[i + stride + 1] - template[k];
				sum += difference;
				squares += difference * difference;
				byX += difference * gradientX[k];
				byY += difference * gradientY[k];
			}
		}
		slopeX = byX - sum * sumX / AREA;
		slopeY = byY - sum * sumY / AREA;
		return squares - sum * sum / AREA;
	}

	private FlowField densify() {
		FlowField field = FlowField.still(from.width(), from.height());
		float[] weights = new float[field.u().length];
		for (int patch = 0; patch < u.length; patch++) {
			spread(patch, field, weights);
		}
		for (int i = 0; i < weights.length; i++) {
			field.u()[i] /= weights[i];
			field.v()[i] /= weights[i];
		}
		return field;
	}

	private void spread(int patch, FlowField field, float[] weights) {
		int left = left(patch);
		int top = top(patch);
		for (int y = top; y < top + SIDE; y++) {
			for (int x = left, i = y * field.width() + left; x < left + SIDE; x++, i++) {
				float difference = Math.abs(to.at(x + u[patch], y + v[patch]) - from.data()[from.index(x, y)]);
				float weight = 1 / Math.max(1, difference);
				weights[i] += weight;
				field.u()[i] += weight * u[patch];
				field.v()[i] += weight * v[patch];
			}
		}
	}
}
