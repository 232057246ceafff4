package sc.fovea.geometry;

import java.util.List;
import java.util.function.Function;

/** Edges of many boxes in plain arrays, for loops over pairs. */
final class BoxArray {

	final double[] left, top, right, bottom;

	private BoxArray(int size) {
		left = new double[size];
		top = new double[size];
		right = new double[size];
		bottom = new double[size];
	}

	/** The boxes of a list's elements, in its order. */
	static <T> BoxArray of(List<T> elements, Function<T, Box> boxOf) {
		BoxArray array = new BoxArray(elements.size());
		for (int i = 0; i < elements.size(); i++) {
			Box box = boxOf.apply(elements.get(i));
			array.left[i] = box.x();
			array.top[i] = box.y();
			array.right[i] = box.right();
			array.bottom[i] = box.bottom();
		}
		return array;
	}

	int size() {
		return left.length;
	}

	/** The longer side of a box. */
	double side(int i) {
		return Math.max(right[i] - left[i], bottom[i] - top[i]);
	}

	/** Whether two of the boxes share an area. */
	boolean intersect(int i, int j) {
		return left[i] < right[j] && left[j] < right[i] && top[i] < bottom[j] && top[j] < bottom[i];
	}

	/** Intersection over union of two of the boxes; 0 where they are apart. */
	double iou(int i, int j) {
		double width = Math.min(right[i], right[j]) - Math.max(left[i], left[j]);
		double height = Math.min(bottom[i], bottom[j]) - Math.max(top[i], top[j]);
		if (width <= 0 || height <= 0) {
			return 0;
		}
		double common = width * height;
		return common / (area(i) + area(j) - common);
	}

	private double area(int i) {
		return (right[i] - left[i]) * (bottom[i] - top[i]);
	}
}
