package sc.fovea.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.LabelledPoint;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.geometry.Box;

/**
 * Moves a picture with its masks, boxes and points. A box of an object that has a mask becomes the bounds of what is left of the mask; any other becomes the
 * bounds of what is left of its own moved outline. It is dropped if that is less than the visible fraction. Points outside are dropped.
 *
 * @param geometry where things move
 * @param framing what lies beyond the edge, and which boxes are dropped
 */
record Mover(Geometry geometry, Framing framing) {

	/** The moved sample; its values are its own. */
	Annotated apply(Annotated sample) {
		if (geometry.isNone(sample.extent())) {
			return new Annotated(sample.name(), copy(sample.pixels()), sample.masks(), sample.boxes(), sample.points());
		}
		Extent result = sample.extent().sized(geometry.width(), geometry.height());
		int[][] labels = new int[sample.masks().size()][result.pixels()];
		Pixels pixels = new Resampler(geometry.placement(), geometry.width(), geometry.height(), framing).resample(sample.pixels(), sample.masks(), labels);
		if (geometry.isReversed()) {
			reverse(pixels, labels);
		}
		List<Mask> masks = IntStream.range(0, labels.length).mapToObj(m -> new Mask(labels[m], sample.masks().get(m).isSemantic())).toList();
		return new Annotated(sample.name(), pixels, masks, boxes(sample, masks), points(sample));
	}

	private static Pixels copy(Pixels pixels) {
		return new Pixels(pixels.extent(), pixels.values().clone(), pixels.range());
	}

	private static void reverse(Pixels pixels, int[][] labels) {
		Extent extent = pixels.extent();
		for (int z = 0, w = extent.depth() - 1; z < w; z++, w--) {
			exchange(pixels.values(), z, w, extent.slicePixels() * extent.channels());
			for (int[] mask : labels) {
				exchange(mask, z, w, extent.slicePixels());
			}
		}
	}

	private static void exchange(Object array, int z, int w, int length) {
		Object kept = array instanceof float[] ? new float[length] : new int[length];
		System.arraycopy(array, z * length, kept, 0, length);
		System.arraycopy(array, w * length, array, z * length, length);
		System.arraycopy(kept, 0, array, w * length, length);
	}

	private int slice(int slice, Extent extent) {
		return geometry.isReversed() ? extent.depth() - 1 - slice : slice;
	}

	private List<LabelledPoint> points(Annotated sample) {
		List<LabelledPoint> points = new ArrayList<>();
		for (LabelledPoint point : sample.points()) {
			double[] x = { point.x() };
			double[] y = { point.y() };
			geometry.placement().toResult(x, y, 1);
			if (Box.ofImage(geometry.width(), geometry.height()).contains(x[0], y[0])) {
				points.add(point.at(x[0], y[0], slice(point.slice(), sample.extent())));
			}
		}
		return points;
	}

	private List<LabelledBox> boxes(Annotated sample, List<Mask> moved) {
		if (sample.boxes().isEmpty()) {
			return List.of();
		}
		Extent result = sample.extent().sized(geometry.width(), geometry.height());
		ObjectBounds before = ObjectBounds.of(sample.masks(), sample.extent());
		ObjectBounds after = ObjectBounds.of(moved, result);
		List<LabelledBox> boxes = new ArrayList<>();
		for (LabelledBox box : sample.boxes()) {
			int slice = slice(box.slice(), sample.extent());
			boolean hasMask = before.count(box.id(), box.slice()) > 0;
			Optional<Box> rest = hasMask ? restOfMask(box, before, after) : restOfOutline(box.box());
			rest.ifPresent(b -> boxes.add(box.at(b, slice)));
		}
		return boxes;
	}

	private Optional<Box> restOfMask(LabelledBox box, ObjectBounds before, ObjectBounds after) {
		int slice = slice(box.slice(), before.extent());
		double seen = after.count(box.id(), slice) * geometry.placement().areaScale();
		return isVisible(seen, before.count(box.id(), box.slice())) ? Optional.of(after.box(box.id(), slice)) : Optional.empty();
	}

	private Optional<Box> restOfOutline(Box box) {
		Outline whole = Outline.toResult(geometry.placement(), box);
		Outline rest = whole.clip(Box.ofImage(geometry.width(), geometry.height()));
		return rest.xs().length > 0 && isVisible(rest.area(), whole.area()) ? Optional.of(rest.bounds()) : Optional.empty();
	}

	private boolean isVisible(double seen, double whole) {
		return seen > 0 && seen >= framing.visible() * whole;
	}
}
