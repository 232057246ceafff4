package sc.fovea.motion;

/**
 * Moves a field towards the minimum of an energy of brightness, gradient and smoothness (Brox et al. 2004, with the terms normalised as by Zimmer et al. 2011, which is what
 * Kroeger et al. 2016 use):
 *
 * <pre>
 * E = Σ δ Ψ(I₁(x + w) − I₀(x)) + γ Ψ(∇I₁(x + w) − ∇I₀(x)) + α Ψ(∇w),   Ψ(s) = √(s² + ε²)
 * </pre>
 *
 * Linearised once around the field; then the weights Ψ' and the field are brought up to date in turns, the field by successive over-relaxation. Where a pixel leaves the frame the
 * smoothness alone counts.
 */
final class FlowRefinement {

	private static final float DELTA = 5;
	private static final float GAMMA = 10;
	/** On a rendered object before a moving background, with noise, 10 gave an error of 0.071 pixels, 30 of 0.062 and 60 of 0.060; on a rotation 0.054, 0.046 and 0.047. */
	private static final float ALPHA = 30;
	private static final float ZETA = 0.1f * 0.1f;
	private static final float EPSILON = 0.001f * 0.001f;
	private static final float OVER = 1.6f;
	/** 5 turns took half as long again as all else together, and a rendered object on a moving background came out no better: 0.0713 against 0.0714 pixels with α = 10. */
	private static final int TURNS = 2;
	private static final int SWEEPS = 5;

	private final PaddedPlane from;
	private final FlowField field;
	private final int width;
	private final int height;
	/** Differences of both planes, along x and y, and their derivatives. */
	private final float[] dz;
	private final float[] dx;
	private final float[] dy;
	private final float[] dxz;
	private final float[] dyz;
	private final float[] dxx;
	private final float[] dxy;
	private final float[] dyy;
	/** 1 where the pixel stays in the frame. */
	private final float[] seen;
	/** The field around which it was linearised. */
	private final float[] u0;
	private final float[] v0;
	/** The data terms: a matrix and a right side for each pixel. */
	private final float[] a11;
	private final float[] a12;
	private final float[] a22;
	private final float[] b1;
	private final float[] b2;
	/** Weight of the smoothness at each pixel, towards its right and lower neighbour. */
	private final float[] smooth;
	/** How far a pixel goes for each unit that its equations are not yet fulfilled. */
	private final float[] rateU;
	private final float[] rateV;

	/** @param field is changed */
	FlowRefinement(PaddedPlane from, PaddedPlane to, FlowField field) {
		this.from = from;
		this.field = field;
		this.width = from.width();
		this.height = from.height();
		int pixels = width * height;
		this.u0 = field.u().clone();
		this.v0 = field.v().clone();
		this.seen = new float[pixels];
		float[] first = new float[pixels];
		float[] warped = warp(to, first);
		this.dz = difference(warped, first);
		float[] mean = mean(warped, first);
		this.dx = alongX(mean);
		this.dy = alongY(mean);
		this.dxz = alongX(dz);
		this.dyz = alongY(dz);
		this.dxx = alongX(dx);
		this.dxy = alongY(dx);
		this.dyy = alongY(dy);
		this.a11 = new float[pixels];
		this.a12 = new float[pixels];
		this.a22 = new float[pixels];
		this.b1 = new float[pixels];
		this.b2 = new float[pixels];
		this.smooth = new float[pixels];
		this.rateU = new float[pixels];
		this.rateV = new float[pixels];
	}

	private float[] warp(PaddedPlane to, float[] first) {
		float[] warped = new float[first.length];
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i++) {
				float atX = x + u0[i];
				float atY = y + v0[i];
				boolean isSeen = atX >= 0 && atY >= 0 && atX <= width - 1 && atY <= height - 1;
				seen[i] = isSeen ? 1 : 0;
				first[i] = from.data()[from.index(x, y)];
				warped[i] = isSeen ? to.at(atX, atY) : first[i];
			}
		}
		return warped;
	}

	private static float[] difference(float[] a, float[] b) {
		float[] difference = new float[a.length];
		for (int i = 0; i < a.length; i++) {
			difference[i] = a[i] - b[i];
		}
		return difference;
	}

	private static float[] mean(float[] a, float[] b) {
		float[] mean = new float[a.length];
		for (int i = 0; i < a.length; i++) {
			mean[i] = (a[i] + b[i]) / 2;
		}
		return mean;
	}

	/** Central differences, at the edges one-sided. */
	private float[] alongX(float[] plane) {
		float[] slope = new float[plane.length];
		for (int y = 0; y < height; y++) {
			int row = y * width;
			slope[row] = plane[row + 1] - plane[row];
			for (int i = row + 1; i < row + width - 1; i++) {
				slope[i] = (plane[i + 1] - plane[i - 1]) / 2;
			}
			slope[row + width - 1] = plane[row + width - 1] - plane[row + width - 2];
		}
		return slope;
	}

	private float[] alongY(float[] plane) {
		float[] slope = new float[plane.length];
		for (int y = 0; y < height; y++) {
			int above = Math.max(0, y - 1) * width;
			int below = Math.min(height - 1, y + 1) * width;
			float distance = y == 0 || y == height - 1 ? 1 : 2;
			for (int x = 0, i = y * width; x < width; x++, i++) {
				slope[i] = (plane[below + x] - plane[above + x]) / distance;
			}
		}
		return slope;
	}

	/** Does it. */
	void refine() {
		for (int turn = 0; turn < TURNS; turn++) {
			weighData();
			weighSmoothness();
			setRates();
			for (int sweep = 0; sweep < SWEEPS; sweep++) {
				relax();
			}
		}
	}

	private void weighData() {
		float[] u = field.u();
		float[] v = field.v();
		for (int i = 0; i < u.length; i++) {
			float du = u[i] - u0[i];
			float dv = v[i] - v0[i];
			float x = dx[i];
			float y = dy[i];
			float scale = 1 / (x * x + y * y + ZETA);
			float rest = dz[i] + x * du + y * dv;
			float weight = seen[i] * DELTA * scale / (float) Math.sqrt(rest * rest * scale + EPSILON);
			float xx = dxx[i];
			float xy = dxy[i];
			float yy = dyy[i];
			float scaleX = 1 / (xx * xx + xy * xy + ZETA);
			float scaleY = 1 / (yy * yy + xy * xy + ZETA);
			float restX = dxz[i] + xx * du + xy * dv;
			float restY = dyz[i] + xy * du + yy * dv;
			float slope = seen[i] * GAMMA / (float) Math.sqrt(restX * restX * scaleX + restY * restY * scaleY + EPSILON);
			float slopeX = slope * scaleX;
			float slopeY = slope * scaleY;
			float p11 = weight * x * x + slopeX * xx * xx + slopeY * xy * xy;
			float p12 = weight * x * y + slopeX * xx * xy + slopeY * xy * yy;
			float p22 = weight * y * y + slopeX * xy * xy + slopeY * yy * yy;
			a11[i] = p11;
			a12[i] = p12;
			a22[i] = p22;
			b1[i] = p11 * u0[i] + p12 * v0[i] - weight * x * dz[i] - slopeX * xx * dxz[i] - slopeY * xy * dyz[i];
			b2[i] = p12 * u0[i] + p22 * v0[i] - weight * y * dz[i] - slopeX * xy * dxz[i] - slopeY * yy * dyz[i];
		}
	}

	private void weighSmoothness() {
		float[] u = field.u();
		float[] v = field.v();
		for (int y = 0; y < height; y++) {
			int down = y < height - 1 ? width : 0;
			for (int x = 0, i = y * width; x < width; x++, i++) {
				int right = x < width - 1 ? 1 : 0;
				float ux = u[i + right] - u[i];
				float uy = u[i + down] - u[i];
				float vx = v[i + right] - v[i];
				float vy = v[i + down] - v[i];
				smooth[i] = ALPHA / (float) Math.sqrt(ux * ux + uy * uy + vx * vx + vy * vy + EPSILON);
			}
		}
	}

	private void setRates() {
		for (int y = 0; y < height; y++) {
			boolean isLast = y == height - 1;
			for (int x = 0, i = y * width; x < width; x++, i++) {
				float all = x > 0 ? smooth[i - 1] : 0;
				if (y > 0) all += smooth[i - width];
				if (x < width - 1) all += smooth[i];
				if (!isLast) all += smooth[i];
				rateU[i] = OVER / (a11[i] + all);
				rateV[i] = OVER / (a22[i] + all);
			}
		}
	}

	/** One sweep over all pixels, row by row. At the edges a pixel is its own neighbour, which adds nothing. */
	private void relax() {
		float[] u = field.u();
		float[] v = field.v();
		for (int y = 0; y < height; y++) {
			int up = y > 0 ? width : 0;
			int down = y < height - 1 ? width : 0;
			for (int x = 0, i = y * width; x < width; x++, i++) {
				int left = x > 0 ? i - 1 : i;
				int right = x < width - 1 ? i + 1 : i;
				float wl = smooth[left];
				float wu = smooth[i - up];
				float here = smooth[i];
				float atU = u[i];
				float atV = v[i];
				float pullU = wl * (u[left] - atU) + wu * (u[i - up] - atU) + here * (u[right] + u[i + down] - 2 * atU);
				float pullV = wl * (v[left] - atV) + wu * (v[i - up] - atV) + here * (v[right] + v[i + down] - 2 * atV);
				float newU = atU + rateU[i] * (b1[i] + pullU - a11[i] * atU - a12[i] * atV);
				u[i] = newU;
				v[i] = atV + rateV[i] * (b2[i] + pullV - a12[i] * newU - a22[i] * atV);
			}
		}
	}
}
