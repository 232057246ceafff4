package sc.fovea.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Label images of ellipses, drawn by their equation. */
final class Ellipses {

	private Ellipses() {}

	/** An ellipse. @param ratio of the long axis to the short one, whose product is the square of the radius */
	record Ellipse(double x, double y, double radius, double ratio, double angle) {

		boolean contains(double px, double py) {
			double dx = px - x;
			double dy = py - y;
			double along = (dx * Math.cos(angle) + dy * Math.sin(angle)) / Math.sqrt(ratio);
			double across = (dy * Math.cos(angle) - dx * Math.sin(angle)) * Math.sqrt(ratio);
			return along * along + across * across <= radius * radius;
		}
	}

	/** Draws an ellipse over what is there. */
	static void draw(int[] labels, int width, Ellipse ellipse, int id) {
		for (int i = 0; i < labels.length; i++) {
			if (ellipse.contains(i % width + 0.5, i / width + 0.5)) labels[i] = id;
		}
	}

	/** A model of ellipses with axes of 1:1 to 1.6:1, on any place of the pixel grid. */
	static ShapeModel model() {
		Random random = new Random(1);
		ShapeLearning learning = new ShapeLearning();
		for (int i = 0; i < 300; i++) {
			int[] labels = new int[64 * 64];
			draw(labels, 64, new Ellipse(32 + random.nextDouble(), 32 + random.nextDouble(), 10 + 6 * random.nextDouble(), 1 + 0.6 * random.nextDouble(),
				Math.PI * random.nextDouble()), 1);
			learning.add(labels, 64);
		}
		return learning.learn();
	}

	/** Intersection over union of an object and an ellipse. */
	static double iou(int[] labels, int width, int id, Ellipse ellipse) {
		int both = 0;
		int any = 0;
		for (int i = 0; i < labels.length; i++) {
			boolean isIn = ellipse.contains(i % width + 0.5, i / width + 0.5);
			both += isIn && labels[i] == id ? 1 : 0;
			any += isIn || labels[i] == id ? 1 : 0;
		}
		return (double) both / any;
	}

	/** Aligned distances of an exact ellipse of the area π: r(θ) = 1 / √(cos²θ / ratio + ratio sin²θ). */
	static double[] distances(double ratio, int rays) {
		double[] distances = new double[rays];
		for (int k = 0; k < rays; k++) {
			double angle = 2 * Math.PI * k / rays;
			distances[k] = 1 / Math.sqrt(Math.pow(Math.cos(angle), 2) / ratio + ratio * Math.pow(Math.sin(angle), 2));
		}
		return distances;
	}

	/** So many exact ellipses of different ratios. */
	static List<double[]> shapes(int count, int rays) {
		List<double[]> shapes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			shapes.add(distances(1 + 0.6 * i / (count - 1), rays));
		}
		return shapes;
	}
}
