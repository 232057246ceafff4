package sc.fovea.shape;

import java.util.ArrayList;
import java.util.List;

/** Collects the outlines of annotated objects, image after image, and learns a model of them. Small objects, and those that the end of an image cuts, are left out. */
public final class ShapeLearning {

	/** Rays of an outline: every 5.6 degrees, two pixels apart on a nucleus of 40 pixels across. */
	public static final int RAYS = 64;

	private final List<double[]> shapes = new ArrayList<>();
	private int left;

	/** Adds the objects of an image. @param labels ids row by row, 0 or less where there is no object */
	public void add(int[] labels, int width) {
		for (ObjectOutline outline : ObjectOutline.all(labels, width)) {
			if (outline.area() < ShapeModel.SMALLEST || outline.isCutByBorder()) left++;
			else
				shapes.add(outline.aligned(RAYS));
		}
	}

	/** How many objects can be learned from. */
	public int objects() {
		return shapes.size();
	}

	/** How many were too small or cut by the end of an image. */
	public int left() {
		return left;
	}

	/** @throws IllegalArgumentException if there are fewer than {@value ShapeModel#FEWEST} objects, or all have the same shape */
	public ShapeModel learn() {
		return ShapeModel.learn(shapes);
	}
}
