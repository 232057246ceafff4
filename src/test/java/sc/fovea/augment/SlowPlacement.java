package sc.fovea.augment;

import java.util.List;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/** The oracle: every pixel on its own, in double, through the changes one after the other instead of through their composition. */
record SlowPlacement(List<Geometry> changes, Framing framing) {

	/** The point of the source that a point of the last result shows. */
	double[] toSource(double x, double y) {
		double[] xs = { x };
		double[] ys = { y };
		for (int i = changes.size() - 1; i >= 0; i--) {
			changes.get(i).placement().toSource(xs, ys, 1);
		}
		return new double[] { xs[0], ys[0] };
	}

	/** Where the last result shows a point of the source: found by Newton's method on {@link #toSource}, not by the placements' own inverses. */
	double[] toResult(double x, double y) {
		double[] p = { x, y };
		double[] q = toSource(p[0], p[1]);
		for (int n = 0; n < 60 && Math.abs(q[0] - x) + Math.abs(q[1] - y) > 1e-9; n++) {
			double h = 1e-4;
			double[] qx = toSource(p[0] + h, p[1]);
			double[] qy = toSource(p[0], p[1] + h);
			double a = (qx[0] - q[0]) / h;
			double b = (qy[0] - q[0]) / h;
			double c = (qx[1] - q[1]) / h;
			double d = (qy[1] - q[1]) / h;
			double det = a * d - b * c;
			double ex = x - q[0];
			double ey = y - q[1];
			p[0] += (d * ex - b * ey) / det;
			p[1] += (a * ey - c * ex) / det;
			q = toSource(p[0], p[1]);
		}
		return p;
	}

	int width() {
		return changes.get(changes.size() - 1).width();
	}

	int height() {
		return changes.get(changes.size() - 1).height();
	}

	/** The label under the middle of a pixel of the result. */
	int label(Annotated source, int mask, int x, int y) {
		double[] p = toSource(x + 0.5, y + 0.5);
		Extent e = source.extent();
		boolean isInside = p[0] >= 0 && p[1] >= 0 && p[0] < e.width() && p[1] < e.height();
		return isInside ? source.masks().get(mask).labels()[(int) p[1] * e.width() + (int) p[0]] : 0;
	}

	/** Whether rounding could decide which pixel is nearest. */
	boolean isBetweenPixels(int x, int y) {
		double[] p = toSource(x + 0.5, y + 0.5);
		return Math.abs(p[0] - Math.rint(p[0])) < 1e-6 || Math.abs(p[1] - Math.rint(p[1])) < 1e-6;
	}

	/** Σ over the four neighbours of (1 − |dx|)·(1 − |dy|)·value. */
	double value(Pixels source, int x, int y) {
		double[] p = toSource(x + 0.5, y + 0.5);
		int left = (int) Math.floor(p[0] - 0.5);
		int top = (int) Math.floor(p[1] - 0.5);
		double sum = 0;
		for (int j = top; j <= top + 1; j++) {
			for (int i = left; i <= left + 1; i++) {
				sum += (1 - Math.abs(p[0] - 0.5 - i)) * (1 - Math.abs(p[1] - 0.5 - j)) * pixel(source, i, j);
			}
		}
		return sum;
	}

	private double pixel(Pixels source, int x, int y) {
		Extent e = source.extent();
		if (framing.border() == Border.CONSTANT && (x < 0 || y < 0 || x >= e.width() || y >= e.height())) {
			return source.range().low() + framing.fill() * source.range().span();
		}
		return source.values()[folded(y, e.height()) * e.width() + folded(x, e.width())];
	}

	private int folded(int index, int extent) {
		int at = index;
		while (at < 0 || at >= extent) {
			at = framing.border() == Border.EDGE ? Math.max(0, Math.min(extent - 1, at)) : at < 0 ? -1 - at : 2 * extent - 1 - at;
		}
		return at;
	}
}
