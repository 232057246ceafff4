package sc.fovea.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.MaskParts;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.ImageFileException;

/**
 * What is known about one image. Where outlines overlap, a pixel belongs to the one that comes first in the file; a pixel of a region that is not annotated
 * belongs to nobody, whatever else is drawn there.
 *
 * @param file where it is from, for messages
 * @param extent of the image
 * @param markings what is marked
 * @param ignored pixels that are not annotated, in rows from the top; shared
 * @param skips what was left out
 */
public record Annotations(Path file, Extent extent, Markings markings, BitSet ignored, List<Skip> skips) {

	/** Copies the list. */
	public Annotations {
		skips = List.copyOf(skips);
	}

	/** The same with more pixels that are not annotated. */
	public Annotations ignoring(BitSet more) {
		BitSet all = (BitSet) ignored.clone();
		all.or(more);
		return new Annotations(file, extent, markings, all, skips);
	}

	/** The same, of which the connected parts of a mask are objects, which is said; anything else as it is. */
	Annotations split() {
		boolean isMask = markings instanceof Markings.Numbers numbers && MaskParts.isMask(numbers.values());
		if (!isMask) return this;
		MaskParts parts = MaskParts.of(((Markings.Numbers) markings).values(), extent.width());
		List<Skip> all = new ArrayList<>(skips);
		all.add(new Skip(Skip.Reason.SPLIT, "\"" + file + "\": " + parts.count()));
		return new Annotations(file, extent, new Markings.Numbers(parts.ids()), ignored, all);
	}

	/** Objects that are single in the file; none of a label image. */
	public List<AnnotatedObject> objects() {
		return markings instanceof Markings.Objects drawn ? drawn.objects() : List.of();
	}

	/** The class of each object of {@link #boxes}. */
	public List<String> labels() {
		return boxes().stream().map(LabelledBox::label).toList();
	}

	/**
	 * The id of the object at each pixel, in rows from the top: 0 for background, {@link Sample#IGNORED} where nobody annotated. Ids of a label image are its own,
	 * those of other objects count from 1 in the order of the file.
	 *
	 * @throws ImageFileException if an object is a box without an outline
	 */
	public int[] instances() throws ImageFileException {
		if (markings instanceof Markings.Numbers numbers) {
			return masked(numbers.values().clone());
		}
		return painted(IntStream.rangeClosed(1, objects().size()).toArray());
	}

	/**
	 * The number of the class at each pixel, in rows from the top: 0 for background, {@link Sample#IGNORED} where nobody annotated. Numbers of a label image are
	 * its own.
	 *
	 * @throws ImageFileException if an object is a box without an outline, or its class is none of those
	 */
	public int[] classes(ClassNames classes) throws ImageFileException {
		if (markings instanceof Markings.Numbers numbers) {
			return masked(numbers.values().clone());
		}
		for (AnnotatedObject object : objects()) {
			if (!classes.names().contains(object.tag().label())) {
				throw new ImageFileException(
					"Expected objects of the classes " + String.join(", ", classes.names()) + ", got '" + object.tag().label() + "' in \""
						+ file + "\".");
			}
		}
		return painted(objects().stream().mapToInt(object -> classes.number(object.tag().label())).toArray());
	}

	/** @param values of the objects' pixels */
	private int[] painted(int[] values) throws ImageFileException {
		int[] labels = new int[extent.slicePixels()];
		BitSet taken = new BitSet();
		for (int i = 0; i < values.length; i++) {
			for (int pixel : outline(objects().get(i)).indices(extent.width())) {
				if (!taken.get(pixel)) {
					taken.set(pixel);
					labels[pixel] = values[i];
				}
			}
		}
		return masked(labels);
	}

	private PixelMask outline(AnnotatedObject object) throws ImageFileException {
		return object.mask().orElseThrow(() -> new ImageFileException("Expected outlines of objects, got boxes only in \"" + file
			+ "\"; boxes are enough for detection, not for segmentation."));
	}

	private int[] masked(int[] labels) {
		for (int i = ignored.nextSetBit(0); i >= 0 && i < labels.length; i = ignored.nextSetBit(i + 1)) {
			labels[i] = Sample.IGNORED;
		}
		return labels;
	}

	/** Boxes around the objects, cut off at the image's edges, with ids as in {@link #instances}; an object of a label image is an {@value Tag#OBJECT}. */
	public List<LabelledBox> boxes() {
		if (markings instanceof Markings.Numbers numbers) {
			return boxes(numbers.values());
		}
		List<LabelledBox> boxes = new ArrayList<>();
		for (AnnotatedObject object : objects()) {
			boxes.add(new LabelledBox(object.tag().label(), inside(object.box()), 0, boxes.size() + 1));
		}
		return boxes;
	}

	/** Boxes around regions that hold objects which were not marked one by one; what is found there is neither right nor wrong. */
	public List<Box> ignoredBoxes() {
		return markings instanceof Markings.Objects drawn ? drawn.ignored().stream().map(region -> inside(region.box())).toList() : List.of();
	}

	private Box inside(Box box) {
		return box.intersection(Box.ofImage(extent.width(), extent.height()));
	}

	private List<LabelledBox> boxes(int[] ids) {
		Map<Integer, int[]> edges = new TreeMap<>();
		int width = extent.width();
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] == 0) continue;
			int x = i % width;
			int y = i / width;
			int[] edge = edges.computeIfAbsent(ids[i], id -> new int[] { x, y, x, y });
			edge[0] = Math.min(edge[0], x);
			edge[2] = Math.max(edge[2], x);
			edge[3] = y;
		}
		List<LabelledBox> boxes = new ArrayList<>();
		edges.forEach((id, e) -> boxes.add(new LabelledBox(Tag.OBJECT, new Box(e[0], e[1], e[2] + 1 - e[0], e[3] + 1 - e[1]), 0, id)));
		return boxes;
	}
}
