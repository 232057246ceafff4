package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.net.Axis;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Layer;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Ratio;
import sc.fovea.net.Shape;
import sc.fovea.net.ZeroPadding;

/**
 * Height and width of each node as computed from those of the image, whose sides are multiples of all strides: to such sides images are continued before they are seen.
 */
final class OnnxSizes {

	/** Height and width of a node. */
	record Plane(OnnxSize height, OnnxSize width) {}

	private final Map<String, Plane> planes = new HashMap<>();
	private final Map<String, List<Ratio>> grids = new HashMap<>();
	private final OnnxSize images;
	private final boolean isFree;
	/** N, H and W that the file states; 0 for one that it leaves free. */
	private final long[] stated;
	private long alignment = 1;
	/** Of what sides must be multiples, with one size for which. */
	private final Map<Long, OnnxSize> steps = new LinkedHashMap<>();

	/**
	 * Begins with the input.
	 *
	 * @param input shape here
	 * @param extents those of the file
	 * @param isLast whether channels are the last of them
	 */
	OnnxSizes(String node, Shape input, long[] extents, boolean isLast) {
		this.stated = new long[] { Math.max(0, extents[0]), Math.max(0, extents[isLast ? 1 : 2]), Math.max(0, extents[isLast ? 2 : 3]) };
		this.images = extents[0] > 0 ? OnnxSize.of(extents[0]) : OnnxSize.variable(OnnxSize.IMAGES);
		this.isFree = !input.isFixed();
		planes.put(node, new Plane(size(input.height(), OnnxSize.HEIGHT), size(input.width(), OnnxSize.WIDTH)));
		grids.put(node, List.of(Ratio.ONE, Ratio.ONE));
	}

	private static OnnxSize size(int extent, int variable) {
		return extent == Shape.ANY ? OnnxSize.variable(variable) : OnnxSize.of(extent);
	}

	/** Number of images at once. */
	OnnxSize images() {
		return images;
	}

	/** Whether images may have any size. */
	boolean isFree() {
		return isFree;
	}

	/** Height and width of a node. */
	Plane plane(String node) {
		return planes.get(node);
	}

	/** Rounded down; that it is the same for every image depends on the strides, of which more may come: see {@link #requireSteps}. */
	OnnxSize floor(OnnxSize size) {
		long step = size.step();
		if (step > 1) steps.putIfAbsent(step, size);
		return size.floor();
	}

	/** Checks that what was rounded was whole for every image. @throws IllegalArgumentException naming what was not */
	void requireSteps() {
		steps.forEach((step, size) -> {
			if (alignment % step != 0)
				throw new IllegalArgumentException(
					"Expected sizes that are whole for every image of a multiple of " + alignment + " pixels, as the layers need it, got " + size + ".");
		});
	}

	/** Adds a node. */
	void add(String node, Layer layer, List<String> from) {
		Plane in = planes.get(from.get(0));
		List<Ratio> own = new ArrayList<>();
		for (Axis axis : Axis.values()) {
			Ratio grid = grids.get(from.get(0)).get(axis.ordinal()).then(layer.grid(axis));
			own.add(grid);
			alignment = lcm(alignment, grid.in());
		}
		grids.put(node, own);
		planes.put(node, new Plane(size(layer, in.height(), Axis.Y), size(layer, in.width(), Axis.X)));
	}

	private static long lcm(long a, long b) {
		long x = a;
		for (long y = b; y != 0;) {
			long rest = x % y;
			x = y;
			y = rest;
		}
		return Math.multiplyExact(a / x, b);
	}

	private OnnxSize size(Layer layer, OnnxSize in, Axis axis) {
		if (layer instanceof GlobalPooling || layer instanceof Dense) return OnnxSize.of(1);
		if (layer instanceof ZeroPadding zeros)
			return in.plus(OnnxSize.of(axis == Axis.Y ? (long) zeros.top() + zeros.bottom() : (long) zeros.left() + zeros.right()));
		if (layer instanceof Convolution c) return windows(in, c.window(axis), c.stride().along(axis), c.padding());
		if (layer instanceof Pooling p) return windows(in, p.window().along(axis), p.stride().along(axis), p.padding());
		return in.times(OnnxSize.of(layer.grid(axis).out())).over(OnnxSize.of(layer.grid(axis).in()));
	}

	private OnnxSize windows(OnnxSize in, int window, int stride, Padding padding) {
		int first = padding == Padding.SAME ? 1 : window;
		return in.minus(OnnxSize.of(first)).over(OnnxSize.of(stride)).floor().plus(OnnxSize.of(1));
	}

	/**
	 * Whether two sizes are the same for every image; where the file states the size of its image and one of them is written out for it, for that image.
	 */
	boolean areSame(OnnxSize a, OnnxSize b) {
		if (a.equals(b)) return true;
		boolean isStated = a.isConstant() != b.isConstant() && stated[1] > 0 && stated[2] > 0;
		return isStated && a.at(Math.max(1, stated[0]), stated[1], stated[2]) == b.at(Math.max(1, stated[0]), stated[1], stated[2]);
	}

	/** The whole number by which one size is a multiple of another, as above; 0 if there is none. */
	long factor(OnnxSize large, OnnxSize small) {
		OnnxSize ratio;
		try {
			ratio = large.over(small);
		}
		catch (IllegalArgumentException e) {
			return 0;
		}
		if (ratio.constant().isPresent()) return ratio.constant().getAsLong();
		boolean isStated = large.isConstant() && stated[1] > 0 && stated[2] > 0;
		double factor = isStated ? ratio.at(Math.max(1, stated[0]), stated[1], stated[2]) : 0;
		return factor == Math.rint(factor) ? (long) factor : 0;
	}
}
