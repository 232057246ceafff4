package sc.fovea.annotation;

import java.util.List;

import sc.fovea.data.LabelledPoint;

/** What is marked in an image: a number for each pixel, or objects. */
public sealed interface Markings {

	/**
	 * A label image, whose numbers are ids of objects or numbers of classes: the file does not say which.
	 *
	 * @param values for each pixel in rows from the top, 0 for background; shared
	 */
	record Numbers(int[] values) implements Markings {}

	/**
	 * Single objects, which may overlap.
	 *
	 * @param objects in the order of the file
	 * @param ignored regions of which nobody said what is in them
	 * @param points marked
	 */
	record Objects(List<AnnotatedObject> objects, List<AnnotatedObject> ignored, List<LabelledPoint> points) implements Markings {

		/** Copies the lists. */
		public Objects {
			objects = List.copyOf(objects);
			ignored = List.copyOf(ignored);
			points = List.copyOf(points);
		}
	}
}
