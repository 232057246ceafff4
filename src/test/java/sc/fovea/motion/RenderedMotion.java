package sc.fovea.motion;

import java.util.SplittableRandom;

/** Two frames of an endless texture with a known affine motion: a point p of the first is at A · (p − c) + c + t in the second. */
final class RenderedMotion {

	private static final int WAVES = 60;

	private final int side;
	private final double[] waves = new double[4 * WAVES];
	private final double[] matrix;
	private final double[] shift;

	/** @param matrix a, b, c, d of rows (a b), (c d) */
	RenderedMotion(int side, long seed, double[] matrix, double... shift) {
		this.side = side;
		this.matrix = matrix;
		this.shift = shift;
		SplittableRandom random = new SplittableRandom(seed);
		for (int k = 0; k < WAVES; k++) {
			double length = 4 * Math.pow(20, random.nextDouble());
			double direction = random.nextDouble(2 * Math.PI);
			waves[4 * k] = 2 * Math.PI / length * Math.cos(direction);
			waves[4 * k + 1] = 2 * Math.PI / length * Math.sin(direction);
			waves[4 * k + 2] = random.nextDouble(2 * Math.PI);
			waves[4 * k + 3] = random.nextDouble(0.06);
		}
	}

	private float texture(double x, double y) {
		double sum = 0.5;
		for (int k = 0; k < waves.length; k += 4) {
			sum += waves[k + 3] * Math.sin(waves[k] * x + waves[k + 1] * y + waves[k + 2]);
		}
		return (float) Math.max(0, Math.min(1, sum));
	}

	GreyFrame first() {
		float[] values = new float[side * side];
		for (int i = 0; i < values.length; i++) {
			values[i] = texture(i % side, i / side);
		}
		return new GreyFrame(side, side, values);
	}

	GreyFrame second() {
		double c = side / 2.0;
		double determinant = matrix[0] * matrix[3] - matrix[1] * matrix[2];
		float[] values = new float[side * side];
		for (int i = 0; i < values.length; i++) {
			double x = i % side - c - shift[0];
			double y = i / side - c - shift[1];
			values[i] = texture(c + (matrix[3] * x - matrix[1] * y) / determinant, c + (matrix[0] * y - matrix[2] * x) / determinant);
		}
		return new GreyFrame(side, side, values);
	}

	FlowField truth() {
		FlowField field = FlowField.still(side, side);
		double c = side / 2.0;
		for (int i = 0; i < side * side; i++) {
			double x = i % side - c;
			double y = i / side - c;
			field.u()[i] = (float) (matrix[0] * x + matrix[1] * y - x + shift[0]);
			field.v()[i] = (float) (matrix[2] * x + matrix[3] * y - y + shift[1]);
		}
		return field;
	}
}
