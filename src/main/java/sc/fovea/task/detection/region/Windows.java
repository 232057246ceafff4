package sc.fovea.task.detection.region;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.tile.Region;

/**
 * Parts of a large image that are looked at one after the other. Neighbours overlap, so that an object which the edge of one cuts is whole in another; each answers
 * for the objects whose middle is in its core, and the cores share the image without gap or overlap. Two neighbours may place the middle of an object on the
 * border of their cores a little differently, so that it is in none: each also accepts what is a little outside, and of the two boxes one is suppressed.
 *
 * @param window size of a part, and how much of it neighbours share
 */
public record Windows(Regions.Window window) {

	/** Of the overlap: about the error of a place of a large object. */
	private static final double TOLERANCE = 1.0 / 16;

	/**
	 * A part of an image.
	 *
	 * @param seen what is looked at
	 * @param core the place of the middles of the objects that it answers for; its far edges belong to the neighbour
	 * @param tolerance pixels outside of the core in which the middle of a box is accepted, too
	 */
	public record Part(Region seen, Box core, double tolerance) {

		/** Whether a box of this part is kept. @param box in pixels of the whole image */
		public boolean accepts(Box box) {
			double dx = Math.max(core.x() - box.centerX(), box.centerX() - core.right());
			double dy = Math.max(core.y() - box.centerY(), box.centerY() - core.bottom());
			return Math.max(dx, dy) <= tolerance;
		}
	}

	private record Interval(long from, int length, double coreFrom, double coreTo) {}

	/** The parts of an image, row by row. */
	public List<Part> of(long width, long height) {
		List<Part> parts = new ArrayList<>();
		for (Interval row : intervals(height, window.height())) {
			for (Interval column : intervals(width, window.width())) {
				Box core = new Box(column.coreFrom(), row.coreFrom(), column.coreTo() - column.coreFrom(), row.coreTo() - row.coreFrom());
				parts.add(new Part(new Region(column.from(), row.from(), column.length(), row.length()), core, TOLERANCE * window.overlap()));
			}
		}
		return parts;
	}

	/** As few as possible, evenly spread; each core ends in the middle of what two neighbours share. */
	private List<Interval> intervals(long extent, int most) {
		int length = (int) Math.min(most, extent);
		int count = extent <= most ? 1 : (int) -Math.floorDiv(window.overlap() - extent, (long) length - window.overlap());
		long[] starts = new long[count];
		for (int i = 0; i < count; i++) {
			starts[i] = count == 1 ? 0 : Math.round((double) (extent - length) * i / (count - 1));
		}
		List<Interval> intervals = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			double from = i == 0 ? 0 : (starts[i - 1] + length + starts[i]) / 2.0;
			double to = i == count - 1 ? extent : (starts[i] + length + starts[i + 1]) / 2.0;
			intervals.add(new Interval(starts[i], length, from, to));
		}
		return intervals;
	}
}
