package sc.fovea.detect;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.geometry.Box;

/**
 * Boxes of fixed shapes around the middle of every cell of a grid (Ren et al. 2015, arXiv:1506.01497): where a network looks for objects. The anchor number
 * {@code (row · columns + column) · shapes + shape} belongs to the channel group {@code shape} of that cell in a tensor (1, rows, columns, shapes · C).
 *
 * <pre>{@code
 * AnchorGrid.of(16, List.of(32.0, 64.0), List.of(0.5, 1.0, 2.0)).anchors(40, 30).size(); // 40 * 30 * 6
 * }</pre>
 *
 * @param stride pixels per cell along each axis
 * @param shapes sizes of the boxes
 */
public record AnchorGrid(int stride, List<Shape> shapes) {

	/**
	 * Size of an anchor in pixels.
	 *
	 * @param width above 0
	 * @param height above 0
	 */
	public record Shape(double width, double height) {

		/** @throws IllegalArgumentException if a side is not finite and above 0 */
		public Shape {
			if (!(width > 0 && height > 0 && Double.isFinite(width * height))) {
				throw new IllegalArgumentException("Expected anchors with sides above 0, got " + width + " x " + height + ".");
			}
		}
	}

	/** Copies the shapes. @throws IllegalArgumentException if the stride is below 1 or there is no shape */
	public AnchorGrid {
		shapes = List.copyOf(shapes);
		if (stride < 1 || shapes.isEmpty()) {
			throw new IllegalArgumentException("Expected a stride of at least 1 and at least one shape, got " + stride + " and " + shapes.size() + ".");
		}
	}

	/**
	 * Every size with every ratio, the ratios of the first size first.
	 *
	 * @param sizes square roots of the areas
	 * @param ratios height over width
	 */
	public static AnchorGrid of(int stride, List<Double> sizes, List<Double> ratios) {
		List<Shape> shapes = new ArrayList<>();
		for (double size : sizes) {
			for (double ratio : ratios) {
				shapes.add(new Shape(size / Math.sqrt(ratio), size * Math.sqrt(ratio)));
			}
		}
		return new AnchorGrid(stride, shapes);
	}

	/** The anchors of a grid, row by row. @throws IllegalArgumentException if a number is below 1 */
	public List<Box> anchors(int columns, int rows) {
		if (columns < 1 || rows < 1) {
			throw new IllegalArgumentException("Expected a grid of at least 1x1 cells, got " + columns + "x" + rows + ".");
		}
		List<Box> anchors = new ArrayList<>(Math.multiplyExact(Math.multiplyExact(columns, rows), shapes.size()));
		for (int row = 0; row < rows; row++) {
			for (int column = 0; column < columns; column++) {
				for (Shape shape : shapes) {
					anchors.add(anchor(column, row, shape));
				}
			}
		}
		return anchors;
	}

	/** One anchor. @param shape number of the shape from 0 */
	public Box anchor(int column, int row, int shape) {
		return anchor(column, row, shapes.get(shape));
	}

	private Box anchor(int column, int row, Shape shape) {
		return new Box((column + 0.5) * stride - shape.width() / 2, (row + 0.5) * stride - shape.height() / 2, shape.width(), shape.height());
	}
}
