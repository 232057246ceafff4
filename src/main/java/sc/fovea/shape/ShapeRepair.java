package sc.fovea.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Repairs the objects of a label image by a shape model: completes those of which a part is hidden, and separates clumps that two shapes explain better. Objects that the model
 * explains as they are stay to the pixel.
 * <p>
 * An outline whose energy (see {@code ShapeFit}) as a whole object is above 20 is looked at once more: with one arc of it hidden, and as two objects. What is completed takes
 * pixels of the background only, and must lie within limits that were chosen on nuclei of which every second one had 30 % wiped out ({@code src/docs/shapes.md}), so that it is
 * right far more often than wrong.
 *
 * <pre>{@code
 * int[] labels = ...;                                    // row by row, 0 is background
 * new ShapeRepair(model).repair(labels, width).sentence(); // 3 objects completed, 1 separated
 * }</pre>
 *
 * @param model of whole objects
 */
public record ShapeRepair(ShapeModel model) {

	/** Objects of fewer pixels have too coarse outlines to say what is hidden: below it half of what was completed was wrong. */
	private static final int SMALLEST = 150;
	/** What less energy than this is gained by is no reason. */
	private static final double LEAST_GAIN = 11;
	/** Of the object's area: less is hardly seen, more is more than half of the whole. */
	private static final double LEAST_ADDED = 0.15;
	private static final double MOST_ADDED = 0.9;
	/** Of the outline: more cannot be told from an object of another shape. */
	private static final double MOST_HIDDEN = 0.34;
	/** Energy of the rest, by which the shape must be a usual one: two of three whole nuclei have less. */
	private static final double LARGEST_REST = 13.5;
	/** Of the outline that lies against other objects: what is behind them is theirs. */
	private static final double MOST_TOUCHING = 0.1;
	/** Completed objects are no larger than so many times the median of the image, and clumps are larger, if it has so many objects. */
	private static final double LARGEST = 1.5;
	private static final int FEWEST = 5;
	/** Far inside in standard deviations: hidden, and no error. */
	private static final double FAR = 2.5;
	/** Energy of one shape from which on an outline may be that of two objects: cut and bean-shaped nuclei stay below, two discs that touch have 800. */
	private static final double CLUMP = 150;
	/** Of that energy which two shapes have at most. */
	private static final double SHARE_OF_TWO = 0.25;
	/** Of a clump's area that each of two objects has at least. */
	private static final double LEAST_PART = 0.2;

	/**
	 * What was done.
	 *
	 * @param completed number of objects with a part added
	 * @param separated number of clumps that became two objects
	 * @param largestId after it
	 */
	public record Report(int completed, int separated, int largestId) {

		/** In words. */
		public String sentence() {
			return completed + (completed == 1 ? " object" : " objects") + " completed, " + separated + " separated";
		}
	}

	/**
	 * Repairs a plane.
	 *
	 * @param labels ids row by row, 0 is background; changed in place
	 * @param width of a row in pixels
	 * @param nextId first id for new objects
	 * @return what was done
	 * @throws IllegalArgumentException if the labels are not whole rows, or an id is negative
	 */
	public Report repair(int[] labels, int width, int nextId) {
		if (width < 1 || labels.length % width != 0) {
			throw new IllegalArgumentException("Expected whole rows of " + width + " ids, got " + labels.length + " ids.");
		}
		if (Arrays.stream(labels).anyMatch(id -> id < 0)) throw new IllegalArgumentException("Expected ids of at least 0, got a negative one.");
		List<ObjectOutline> outlines = ObjectOutline.all(labels, width);
		double largest = largest(outlines);
		OutlineRepair repair = new OutlineRepair(model);
		List<PlacedShape> completed = new ArrayList<>();
		List<ObjectOutline> cut = new ArrayList<>();
		int id = nextId;
		for (ObjectOutline outline : outlines) {
			Optional<OutlineRepair.Explained> found = repair.explain(outline).filter(e -> e.whole().energy() > OutlineRepair.UNLIKELY);
			if (found.isEmpty()) continue;
			if (found.get().whole().energy() > CLUMP && found.get().best().energy() > LARGEST_REST && !(outline.area() <= largest)) {
				OutlineRepair.Pair pair = repair.two(outline);
				boolean isClump = pair.energy() < SHARE_OF_TWO * found.get().whole().energy();
				id += isClump && separate(outline, pair, new Plane(labels, width), id) ? 1 : 0;
			}
			else if (isHidden(outline, found.get(), new Plane(labels, width), largest)) {
				completed.add(found.get().best().shape());
				cut.add(outline);
			}
		}
		for (int i = 0; i < completed.size(); i++) {
			new Plane(labels, width).fill(completed.get(i), cut.get(i).id());
		}
		return new Report(completed.size(), id - nextId, id - 1);
	}

	/**
	 * How unusual the objects of a plane are, by ascending id: see {@link ShapeModel#unusualness}; NaN for those that are smaller than {@value ShapeModel#SMALLEST} pixels or
	 * reach the end of the image.
	 */
	public double[] unusualness(int[] labels, int width) {
		return ObjectOutline.all(labels, width).stream().mapToDouble(
			outline -> outline.area() < ShapeModel.SMALLEST || outline.isCutByBorder() ? Double.NaN : model.unusualness(outline.aligned(model.rays())))
			.toArray();
	}

	private static double largest(List<ObjectOutline> outlines) {
		int[] areas = outlines.stream().filter(o -> o.area() >= ShapeModel.SMALLEST && !o.isCutByBorder()).mapToInt(ObjectOutline::area).sorted().toArray();
		return areas.length < FEWEST ? Double.NaN : LARGEST * areas[areas.length / 2];
	}

	private boolean isHidden(ObjectOutline outline, OutlineRepair.Explained found, Plane plane, double largest) {
		if (outline.area() < SMALLEST || found.gain() < LEAST_GAIN || found.best().energy() > LARGEST_REST) return false;
		PlacedShape shape = found.best().shape();
		int added = plane.free(shape);
		boolean isPlausible = added > LEAST_ADDED * outline.area() && added < MOST_ADDED * outline.area() && !(outline.area() + added > largest);
		return isPlausible && share(outline, i -> outline.sides()[i] == ObjectOutline.Side.OBJECT) < MOST_TOUCHING
			&& share(outline, i -> shape.distanceOf(outline.x()[i], outline.y()[i]) < -FAR * ShapeFit.sigma(model, shape.scale())) < MOST_HIDDEN;
	}

	private interface Index {

		boolean test(int i);
	}

	private static double share(ObjectOutline outline, Index test) {
		int count = 0;
		for (int i = 0; i < outline.x().length; i++) {
			count += test.test(i) ? 1 : 0;
		}
		return (double) count / outline.x().length;
	}

	/** Gives the pixels of a clump that are relatively nearer to the centre of the second shape a new id. @return whether both parts are large enough */
	private static boolean separate(ObjectOutline outline, OutlineRepair.Pair pair, Plane plane, int newId) {
		int[] own = plane.pixels(outline);
		int[] second = Arrays.stream(own).filter(i -> plane.relative(pair.second(), i) < plane.relative(pair.first(), i)).toArray();
		double share = (double) second.length / own.length;
		if (share < LEAST_PART || share > 1 - LEAST_PART) return false;
		for (int i : second) {
			plane.labels()[i] = newId;
		}
		return true;
	}

	/** A label image. */
	private record Plane(int[] labels, int width) {

		/** How many pixels of the background a shape covers. */
		int free(PlacedShape shape) {
			return visit(shape, 0, 0);
		}

		/** Gives the pixels of the background that a shape covers an id. */
		void fill(PlacedShape shape, int id) {
			visit(shape, 0, id);
		}

		private int visit(PlacedShape shape, int from, int to) {
			double reach = shape.reach() + 1;
			int height = labels.length / width;
			int count = 0;
			for (int y = Math.max(0, (int) (shape.y() - reach)); y < Math.min(height, shape.y() + reach); y++) {
				for (int x = Math.max(0, (int) (shape.x() - reach)); x < Math.min(width, shape.x() + reach); x++) {
					if (labels[y * width + x] != from || !shape.contains(x, y)) continue;
					count++;
					labels[y * width + x] = to;
				}
			}
			return count;
		}

		/** Indices of the pixels of an object. */
		int[] pixels(ObjectOutline outline) {
			int height = labels.length / width;
			int top = (int) Arrays.stream(outline.y()).min().orElse(0);
			int bottom = (int) Arrays.stream(outline.y()).max().orElse(height);
			return IntStream.range(top * width, Math.min(height, bottom + 1) * width).filter(i -> labels[i] == outline.id()).toArray();
		}

		/** Distance of a pixel from the centre of a shape, as a share of the distance of its edge there. */
		double relative(PlacedShape shape, int i) {
			double dx = i % width + 0.5 - shape.x();
			double dy = i / width + 0.5 - shape.y();
			return Math.hypot(dx, dy) / Math.max(1e-9, shape.radius(Math.atan2(dy, dx)));
		}
	}
}
