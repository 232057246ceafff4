package sc.fovea.job;

import ij.ImagePlus;
import ij.gui.Roi;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.LabelImage;
import sc.fovea.predict.WholeImage;
import sc.fovea.tile.Region;

/**
 * What is classified of an image: slices and frames as a whole, or the squares around ROIs or around the objects of a label image.
 *
 * @param channel which channel a one-channel model sees, from 1; 0 if there is only one
 * @param margin of the squares on every side, as a share of their side
 */
public record ClassPlaces(int channel, double margin) {

	private static final double MOST = 10;

	/** @throws IllegalArgumentException if the margin is not in 0–10 */
	public ClassPlaces {
		if (!(margin >= 0 && margin <= MOST)) {
			throw new IllegalArgumentException("\"margin\" must be 0 to " + (int) MOST + ", but is " + margin + ".");
		}
	}

	/**
	 * A part of an image that gets a class.
	 *
	 * @param name of the image, with {@code :3} for the third slice or frame, {@code :z2t3} where there are both, and the name of the ROI or the id of the object
	 * @param view of the image
	 * @param object id of the object in its label image; empty if it is none
	 */
	public record Place(String name, WholeImage.View view, OptionalInt object) {}

	/** Every slice and frame. */
	public List<Place> planes(ImagePlus image) {
		return planes(image, Selection.NONE);
	}

	/** Every slice and frame, or the square around what is selected in it. @throws IllegalArgumentException if the selection lies outside of the image */
	public List<Place> planes(ImagePlus image, Selection selection) {
		Hyperstack pixels = Hyperstack.of(image);
		Optional<Region> part = selection.area().map(area -> square(image, inside(image, area, "the selection")));
		List<Place> places = new ArrayList<>();
		for (int i = 0; i < pixels.slices() * pixels.frames(); i++) {
			WholeImage.View whole = view(pixels, i);
			places.add(new Place(title(image, pixels, i), part.map(whole::within).orElse(whole), OptionalInt.empty()));
		}
		return places;
	}

	private static String title(ImagePlus image, Hyperstack pixels, int plane) {
		int z = plane % pixels.slices();
		int t = plane / pixels.slices();
		if (pixels.slices() > 1 && pixels.frames() > 1) return image.getTitle() + ":z" + (z + 1) + "t" + (t + 1);
		return image.getTitle() + (pixels.slices() * pixels.frames() > 1 ? ":" + (Math.max(z, t) + 1) : "");
	}

	private WholeImage.View view(Hyperstack pixels, int plane) {
		return new WholeImage.View(plane % pixels.slices(), plane / pixels.slices(), channel, Optional.empty());
	}

	/**
	 * The square around each ROI, moved into the image and cut where it is larger than that; a ROI without a position lies in the slice and frame that are shown.
	 *
	 * @throws IllegalArgumentException if there is no ROI, or one lies outside of the image
	 */
	public List<Place> rois(ImagePlus image, List<Roi> rois) {
		if (rois.isEmpty()) {
			throw new IllegalArgumentException("ROIs are needed in the ROI Manager or in the overlay of \"" + image.getTitle() + "\", but there are none.");
		}
		List<Place> places = new ArrayList<>();
		for (Roi roi : rois) {
			String name = roi.getName() == null ? "ROI " + (places.size() + 1) : roi.getName();
			places.add(new Place(image.getTitle() + ":" + name, view(image, roi, name), OptionalInt.empty()));
		}
		return places;
	}

	private WholeImage.View view(ImagePlus image, Roi roi, String name) {
		int[] place = image.convertIndexToPosition(position(image, roi));
		int z = roi.hasHyperStackPosition() && roi.getZPosition() > 0 ? roi.getZPosition() : place[1];
		int t = roi.hasHyperStackPosition() && roi.getTPosition() > 0 ? roi.getTPosition() : place[2];
		if (z > image.getNSlices() || t > image.getNFrames()) {
			throw new IllegalArgumentException("ROIs within the image are needed, but \"" + name + "\" lies in slice " + z + " of frame " + t + ".");
		}
		return new WholeImage.View(z - 1, t - 1, channel, Optional.of(square(image, inside(image, roi, name))));
	}

	private static Rectangle inside(ImagePlus image, Roi roi, String name) {
		Rectangle inside = roi.getBounds().intersection(new Rectangle(image.getWidth(), image.getHeight()));
		if (inside.isEmpty()) {
			throw new IllegalArgumentException("ROIs within the image are needed, but \"" + name + "\" lies outside of \"" + image.getTitle() + "\".");
		}
		return inside;
	}

	private static int position(ImagePlus image, Roi roi) {
		int position = roi.hasHyperStackPosition() ? 0 : roi.getPosition();
		return position > 0 && position <= image.getStackSize() ? position : image.getCurrentSlice();
	}

	/**
	 * The square around each object of a label image, plane after plane and by their ids; moved into the image and cut where it is larger than that.
	 *
	 * @param labels of the same size, and with as many slices and frames
	 * @throws IllegalArgumentException if the label image is of another size, is RGB or holds what is no id, or has no object
	 */
	public List<Place> objects(ImagePlus image, ImagePlus labels) {
		return objects(image, labels, Selection.NONE);
	}

	/** The same for the objects the middle of whose bounds lies in a selection. @throws IllegalArgumentException as without, or if there is none */
	public List<Place> objects(ImagePlus image, ImagePlus labels, Selection selection) {
		Hyperstack pixels = Hyperstack.of(image);
		Hyperstack ids = Hyperstack.of(labels);
		if (pixels.width() != ids.width() || pixels.height() != ids.height() || pixels.slices() != ids.slices() || pixels.frames() != ids.frames()) {
			throw new IllegalArgumentException(
				"Labels of the size of \"" + image.getTitle() + "\", " + size(pixels) + ", are needed, but \"" + labels.getTitle()
					+ "\" has " + size(ids) + ".");
		}
		List<Place> places = new ArrayList<>();
		for (int i = 0; i < pixels.slices() * pixels.frames(); i++) {
			WholeImage.View whole = view(pixels, i);
			for (Map.Entry<Integer, Rectangle> object : boxes(ids(labels, i), image.getWidth()).entrySet()) {
				if (!selection.contains(object.getValue().getCenterX(), object.getValue().getCenterY())) continue;
				places.add(new Place(title(image, pixels, i) + ":" + object.getKey(), whole.within(square(image, object.getValue())),
					OptionalInt.of(object.getKey())));
			}
		}
		if (places.isEmpty())
			throw new IllegalArgumentException("Labels with objects are needed, but \"" + labels.getTitle() + "\" has none" + selection.words() + ".");
		return places;
	}

	private static String size(Hyperstack pixels) {
		return pixels.width() + "x" + pixels.height() + " pixels in " + pixels.slices() + " slice" + (pixels.slices() == 1 ? "" : "s") + " and "
			+ pixels.frames()
			+ " frame" + (pixels.frames() == 1 ? "" : "s");
	}

	/** Ids of a plane of a label image of one channel. */
	static int[] ids(ImagePlus labels, int plane) {
		return LabelImage.ids(labels.getStack().getProcessor(labels.getStackIndex(1, plane % labels.getNSlices() + 1, plane / labels.getNSlices() + 1)));
	}

	/** The smallest rectangle around each object. */
	private static Map<Integer, Rectangle> boxes(int[] ids, int width) {
		Map<Integer, int[]> corners = new TreeMap<>();
		int last = 0;
		int[] box = {};
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] == 0) continue;
			int x = i % width;
			int y = i / width;
			if (ids[i] != last) {
				last = ids[i];
				box = corners.computeIfAbsent(last, id -> new int[] { x, y, x, y });
			}
			box[0] = Math.min(box[0], x);
			box[1] = Math.min(box[1], y);
			box[2] = Math.max(box[2], x);
			box[3] = Math.max(box[3], y);
		}
		Map<Integer, Rectangle> boxes = new TreeMap<>();
		corners.forEach((id, c) -> boxes.put(id, new Rectangle(c[0], c[1], c[2] - c[0] + 1, c[3] - c[1] + 1)));
		return boxes;
	}

	/** The square around a rectangle inside the image, with the margin. */
	private Region square(ImagePlus image, Rectangle inside) {
		int side = (int) Math.round(Math.max(inside.width, inside.height) * (1 + 2 * margin));
		int width = Math.min(side, image.getWidth());
		int height = Math.min(side, image.getHeight());
		int x = Math.max(0, Math.min(image.getWidth() - width, inside.x + Math.floorDiv(inside.width - width, 2)));
		int y = Math.max(0, Math.min(image.getHeight() - height, inside.y + Math.floorDiv(inside.height - height, 2)));
		return new Region(x, y, width, height);
	}
}
