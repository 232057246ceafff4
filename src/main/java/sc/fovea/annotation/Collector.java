package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

	/** What an outline is for. */
	public enum Role {

		/** It is an object. */
		OBJECT,
		/** Nobody said what is in this region. */
		IGNORED,
		/** Only this region, and others like it, is annotated. */
		ANNOTATED;

		/** What an object's own name says: those beginning with {@code ignore} and {@code annotated} are no objects. */
		public static Role ofName(String name) {
			String small = name.strip().toLowerCase(Locale.ROOT);
			return small.startsWith("ignore") ? IGNORED : small.startsWith("annotated") ? ANNOTATED : OBJECT;
		}
	}

	/** Nothing yet. @param file for messages @param extent of the image */
	public Collector(Path file, Extent extent) {
		this.file = file;
		this.extent = extent;
	}

	/** An object with an outline. */
	public void add(Tag tag, PixelMask mask) {
		add(new AnnotatedObject(tag, mask.bounds(), Optional.of(mask)), Role.OBJECT);
	}

	/** An object of which only a box is known. */
	public void add(Tag tag, Box box) {
		add(new AnnotatedObject(tag, box, Optional.empty()), Role.OBJECT);
	}

	/** An outline, unless it lies outside, has no area or was there already. */
	public void add(AnnotatedObject object, Role role) {
		seen++;
		if (isUnusable(object)) return;
		switch (role) {
			case IGNORED -> {
				regions.add(object);
				set(object, ignored);
			}
			case ANNOTATED -> set(object, annotated);
			case OBJECT -> addOnce(object);
		}
	}

	private void addOnce(AnnotatedObject object) {
		List<AnnotatedObject> same = byBox.computeIfAbsent(object.box(), box -> new ArrayList<>(1));
		if (same.stream().anyMatch(object::repeats)) {
			skip(Skip.Reason.DUPLICATE, object.tag().name());
			return;
		}
		same.add(object);
		objects.add(object);
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
	public void point(LabelledPoint point) {
		seen++;
		points.add(point);
	}

	/** An object without a name of its own, which is named by its number in the file. */
	public void skipNext(Skip.Reason reason) {
		seen++;
		skip(reason, "");
	}

	/** Something that was not even read. @param name of it, if it has one */
	public void skip(Skip.Reason reason, String name) {
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
