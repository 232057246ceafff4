package sc.fovea.detect;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.model.Regions;
import sc.fovea.tile.Region;

/**
 * Parts of a large image that are looked at one after the other. Neighbours overlap, so that an object which the edge of one cuts is whole in another; each answers
 * for the objects whose middle is in its core, and the cores share the image without gap or overlap.
 *
 * @param window size of a part, and how much of it neighbours share
 */
record Windows(Regions.Window window) {

	/**
	 * A part of an image.
	 *
	 * @param seen what is looked at
	 * @param core the place of the middles of the objects that it answers for; its far edges belong to the neighbour
	 */
	record Part(Region seen, Box core) {}

	private record Interval(long from, int length, double coreFrom, double coreTo) {}

	/** The parts of an image, row by row. */
	List<Part> of(long width, long height) {
		List<Part> parts = new ArrayList<>();
		for (Interval row : intervals(height, window.height())) {
			for (Interval column : intervals(width, window.width())) {
				Box core = new Box(column.coreFrom(), row.coreFrom(), column.coreTo() - column.coreFrom(), row.coreTo() - row.coreFrom());
				parts.add(new Part(new Region(column.from(), row.from(), column.length(), row.length()), core));
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
