package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.data.Extent;
import sc.fovea.data.LabelledPoint;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;

/** Gathers the objects of an image as a file is read, leaving out, and remembering, what cannot be used. */
public final class Collector {

	private final Path file;
	private final Extent extent;
	private final List<AnnotatedObject> objects = new ArrayList<>();
	private final Map<Box, List<AnnotatedObject>> byBox = new HashMap<>();
	private final List<AnnotatedObject> regions = new ArrayList<>();
	private final List<LabelledPoint> points = new ArrayList<>();
	private final BitSet ignored = new BitSet();
	private final BitSet annotated = new BitSet();
	private final List<Skip> skips = new ArrayList<>();
	private int seen;

	/** Nothing yet. @param file for messages @param extent of the image */
	public Collector(Path file, Extent extent) {
		this.file = file;
		this.extent = extent;
	}

	/** An object with an outline. */
	public void add(Tag tag, PixelMask mask) {
		add(new AnnotatedObject(tag, mask.bounds(), Optional.of(mask)));
	}

	/** An object of which only a box is known. */
	public void add(Tag tag, Box box) {
		add(new AnnotatedObject(tag, box, Optional.empty()));
	}

	/** An object, unless it lies outside, has no area or was there already. */
	void add(AnnotatedObject object) {
		seen++;
		if (isUnusable(object)) return;
		List<AnnotatedObject> same = byBox.computeIfAbsent(object.box(), box -> new ArrayList<>(1));
		if (same.stream().anyMatch(object::repeats)) {
			skip(Skip.Reason.DUPLICATE, object.tag().name());
			return;
		}
		same.add(object);
		objects.add(object);
	}

	/** A region that is not annotated. */
	void ignore(AnnotatedObject region) {
		seen++;
		if (isUnusable(region)) return;
		regions.add(region);
		set(region, ignored);
	}

	/** A region that is annotated; with it, all others are not. */
	void onlyWithin(AnnotatedObject region) {
		seen++;
		if (!isUnusable(region)) set(region, annotated);
	}

	private void set(AnnotatedObject region, BitSet pixels) {
		PixelMask mask = region.mask().orElseGet(() -> PixelMask.ofBox(region.box(), extent.width(), extent.height()));
		for (int pixel : mask.indices(extent.width())) {
			pixels.set(pixel);
		}
	}

	private boolean isUnusable(AnnotatedObject object) {
		Box box = object.box();
		boolean hasPixels = object.mask().isEmpty() || object.mask().get().area() > 0;
		if (box.area() > 0 && hasPixels && box.intersects(Box.ofImage(extent.width(), extent.height()))) {
			return false;
		}
		boolean isWithin = box.x() >= 0 && box.y() >= 0 && box.x() < extent.width() && box.y() < extent.height();
		skip(isWithin || box.area() == 0 ? Skip.Reason.NO_AREA : Skip.Reason.OUTSIDE, object.tag().name());
		return true;
	}

	/** A marked point. */
	void point(LabelledPoint point) {
		seen++;
		points.add(point);
	}

	/** Something that was not even read. @param name of it, if it has one */
	void skip(Skip.Reason reason, String name) {
		skips.add(new Skip(reason, (name.isBlank() ? "object " + seen : "\"" + name + "\"") + " in \"" + file + "\""));
	}

	/** All that was gathered. */
	public Annotations annotations() {
		if (!annotated.isEmpty()) {
			BitSet rest = (BitSet) annotated.clone();
			rest.flip(0, extent.slicePixels());
			ignored.or(rest);
		}
		return new Annotations(file, extent, new Markings.Objects(objects, regions, points), ignored, skips);
	}
}
