package sc.fovea.backend.reference;

import sc.fovea.net.Shape;
import sc.fovea.net.SoftArgmax;

/** Mean and deviation of x and y under p = eᵛ / Σ eᵛ over the pixels of a channel. @param in the images */
record SoftArgmaxLoop(Images in) {

	static Images run(Images in, Shape shape) {
		Images out = Images.zeros(in.batch(), shape);
		SoftArgmaxLoop loop = new SoftArgmaxLoop(in);
		for (int n = 0; n < in.batch(); n++) {
			for (int c = 0; c < in.channels(); c++) {
				System.arraycopy(loop.moments(n, c), 0, out.data(), out.at(n, 0, 0) + SoftArgmax.VALUES * c, SoftArgmax.VALUES);
			}
		}
		return out;
	}

	private double[] moments(int n, int c) {
		double largest = Double.NEGATIVE_INFINITY;
		for (int i = in.at(n, 0, 0) + c, end = in.at(n + 1, 0, 0); i < end; i += in.channels()) {
			largest = Math.max(largest, in.data()[i]);
		}
		double sum = 0;
		double[] first = new double[2];
		double[] second = new double[2];
		for (int i = 0; i < in.height(); i++) {
			for (int j = 0; j < in.width(); j++) {
				double p = Math.exp(in.data()[in.at(n, i, j) + c] - largest);
				double x = (j + 0.5) / in.width();
				double y = (i + 0.5) / in.height();
				sum += p;
				first[0] += p * x;
				first[1] += p * y;
				second[0] += p * x * x;
				second[1] += p * y * y;
			}
		}
		double x = first[0] / sum;
		double y = first[1] / sum;
		return new double[] { x, y, deviation(second[0] / sum, x), deviation(second[1] / sum, y) };
	}

	private static double deviation(double meanSquare, double mean) {
		return Math.sqrt(Math.max(0, meanSquare - mean * mean) + SoftArgmax.EPSILON);
	}
}
