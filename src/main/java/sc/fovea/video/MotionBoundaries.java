package sc.fovea.video;

import java.util.Arrays;
import sc.fovea.motion.FlowField;

/**
 * Where the flow changes: outlines of what moves on its own (Papazoglou and Ferrari 2013, section 3.1):
 *
 * <pre>
 * b = 1 − exp(−λ ‖∇f‖),   where it is weak b + (1 − b) · b · (1 − exp(−λ' · max δθ²))
 * </pre>
 *
 * with δθ the angle between a pixel's motion and that of its neighbours, both less the motion of most of the frame. The paper multiplies b by the second factor alone, which can only
 * weaken it; here a change of direction strengthens a weak change of speed.
 *
 * @param scale gradient of the flow, in pixels per pixel, that counts as a boundary
 */
record MotionBoundaries(double scale) {

	private static final double LN2 = Math.log(2);
	private static final double HALF = 0.5;
	/** Weaker changes are noise, whatever the direction. */
	private static final double WEAK = 0.3;
	/** Angle in radians that counts as a change of direction: 30°. */
	private static final double ANGLE = Math.PI / 6;

	/** For a flow whose gradient is this: ten times its median, which is noise, and at least 0.1 pixels per pixel. @param gradient as {@link #gradient} gives it */
	static MotionBoundaries adapted(float[] gradient) {
		float[] sorted = gradient.clone();
		Arrays.sort(sorted);
		return new MotionBoundaries(Math.max(0.1, 10 * sorted[sorted.length / 2]));
	}

	/** Whether each pixel is on a boundary. */
	boolean[] of(FlowField flow, DominantMotion motion) {
		boolean[] isBoundary = new boolean[flow.u().length];
		float[] gradient = gradient(flow);
		for (int y = 0, i = 0; y < flow.height(); y++) {
			for (int x = 0; x < flow.width(); x++, i++) {
				double boundary = 1 - Math.exp(-LN2 / scale * gradient[i]);
				if (boundary < HALF && boundary > WEAK) {
					double angle = turn(flow, motion, x, y) / ANGLE;
					boundary += (1 - boundary) * boundary * (1 - Math.exp(-LN2 * angle * angle));
				}
				isBoundary[i] = boundary > HALF;
			}
		}
		return isBoundary;
	}

	/** How much of a boundary a gradient is, 0 to 1. */
	float strength(float gradient) {
		return (float) (1 - Math.exp(-LN2 / scale * gradient));
	}

	/** Largest angle between the motion of a pixel and that of its neighbours two pixels away, less the dominant one. */
	private static double turn(FlowField flow, DominantMotion motion, int x, int y) {
		double most = 0;
		double u = flow.u()[y * flow.width() + x] - motion.u(x, y);
		double v = flow.v()[y * flow.width() + x] - motion.v(x, y);
		for (int k = 0; k < 4; k++) {
			int nx = x + (k == 0 ? 2 : k == 1 ? -2 : 0);
			int ny = y + (k == 2 ? 2 : k == 3 ? -2 : 0);
			if (nx < 0 || ny < 0 || nx >= flow.width() || ny >= flow.height()) continue;
			int j = ny * flow.width() + nx;
			double otherU = flow.u()[j] - motion.u(nx, ny);
			double otherV = flow.v()[j] - motion.v(nx, ny);
			most = Math.max(most, Math.abs(Math.atan2(u * otherV - v * otherU, u * otherU + v * otherV)));
		}
		return most;
	}

	/** ‖∇f‖ of each pixel by central differences. */
	static float[] gradient(FlowField flow) {
		int width = flow.width();
		int height = flow.height();
		float[] gradient = new float[flow.u().length];
		for (int y = 0, i = 0; y < height; y++) {
			int up = y > 0 ? width : 0;
			int down = y < height - 1 ? width : 0;
			for (int x = 0; x < width; x++, i++) {
				int left = x > 0 ? 1 : 0;
				int right = x < width - 1 ? 1 : 0;
				float ux = (flow.u()[i + right] - flow.u()[i - left]) / (left + right);
				float vx = (flow.v()[i + right] - flow.v()[i - left]) / (left + right);
				float uy = (flow.u()[i + down] - flow.u()[i - up]) / ((up + down) / width);
				float vy = (flow.v()[i + down] - flow.v()[i - up]) / ((up + down) / width);
				gradient[i] = (float) Math.sqrt(ux * ux + vx * vx + uy * uy + vy * vy);
			}
		}
		return gradient;
	}
}
