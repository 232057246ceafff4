package sc.fovea.command;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sc.fovea.augment.folder.ContactSheet;
import sc.fovea.data.Annotated;
import sc.fovea.data.LabelledPoint;
import sc.fovea.data.Mask;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.ValueImage;
import sc.fovea.image.roi.RoiLayers;

/**
 * An open image with its ROIs: as a sample for augmentation, and back.
 *
 * @param image stays as it is
 * @param rois areas and points; one without a position belongs to all slices and frames
 */
record RoiSample(ImagePlus image, List<Roi> rois) {

	/** @throws IllegalArgumentException if a ROI is neither an area nor points */
	RoiSample {
		rois = List.copyOf(rois);
		for (Roi roi : rois) {
			if (!roi.isArea() && !(roi instanceof PointRoi)) {
				throw new IllegalArgumentException("Areas and points can be moved, but \"" + (roi.getName() == null ? "a ROI" : roi.getName()) + "\" is a "
					+ roi.getTypeAsString() + ".");
			}
		}
	}

	/** With what {@link #drawn} gives. */
	static RoiSample of(ImagePlus image) {
		return new RoiSample(image, drawn(image));
	}

	/** What is in the ROI Manager; where that is not open, or empty, in the overlay. */
	static List<Roi> drawn(ImagePlus image) {
		RoiManager manager = GraphicsEnvironment.isHeadless() ? null : RoiManager.getInstance2();
		if (manager != null && manager.getCount() > 0) return List.of(manager.getRoisAsArray());
		Overlay overlay = image.getOverlay();
		return overlay == null ? List.of() : Arrays.stream(overlay.toArray()).filter(roi -> !PreviewOverlay.isOf(roi)).toList();
	}

	/** ROIs of one slice of one frame, each named by its place in {@link #rois}, counted from 0. @param plane slices of the first frame first, from 0 */
	List<Roi> on(int plane) {
		PlaneIndex index = new PlaneIndex(0, plane % image.getNSlices(), plane / image.getNSlices());
		List<Roi> here = new ArrayList<>();
		for (int i = 0; i < rois.size(); i++) {
			if (index.holds(rois.get(i), image)) {
				Roi named = (Roi) rois.get(i).clone();
				named.setName(String.valueOf(i));
				here.add(named);
			}
		}
		return here;
	}

	/** The numbers of the image with areas as masks and points as points. */
	Annotated sample() {
		Annotated plain = ContactSheet.sample(ValueImage.of(image), image.getTitle());
		Gathered gathered = new Gathered(image.getWidth(), image.getHeight(), plain.extent().depth());
		IntStream.range(0, plain.extent().depth()).forEach(plane -> gathered.add(on(plane), plane));
		return new Annotated(image.getTitle(), plain.pixels(), gathered.masks.stream().map(Mask::instances).toList(), List.of(), gathered.points);
	}

	/** The ROIs of a slice of a changed sample, with the names, groups and colours of those that they come from. */
	List<Roi> moved(Annotated changed, int plane) {
		int size = changed.extent().slicePixels();
		List<int[]> layers = changed.masks().stream().map(mask -> Arrays.copyOfRange(mask.labels(), plane * size, (plane + 1) * size)).toList();
		List<RoiLayers.Mark> marks = changed.points().stream().filter(point -> point.slice() == plane)
			.map(point -> new RoiLayers.Mark(point.label(), point.x(), point.y())).toList();
		List<String> sources = IntStream.range(0, image.getNSlices() * image.getNFrames()).boxed().flatMap(p -> on(p).stream()).filter(Roi::isArea)
			.map(Roi::getName).toList();
		List<Roi> moved = new RoiLayers(layers, sources, marks).rois(changed.extent().width());
		moved.forEach(this::dress);
		return moved;
	}

	/** Objects of other samples, as mixup adds them, have a number of four digits or more that is none of the places, and keep it as their name. */
	private void dress(Roi moved) {
		String place = moved.getName();
		if (!place.matches("0|[1-9]\\d*") || Integer.parseInt(place) >= rois.size()) return;
		Roi source = rois.get(Integer.parseInt(place));
		moved.setName(source.getName());
		moved.setGroup(source.getGroup());
		moved.setStrokeColor(source.getStrokeColor());
		moved.setFillColor(source.getFillColor());
	}

	/** Masks and points of all slices; ids go on from slice to slice. */
	private static final class Gathered {

		private final List<int[]> masks = new ArrayList<>();
		private final List<LabelledPoint> points = new ArrayList<>();
		private final int width;
		private final int height;
		private final int depth;
		private int largest;

		Gathered(int width, int height, int depth) {
			this.width = width;
			this.height = height;
			this.depth = depth;
		}

		void add(List<Roi> rois, int plane) {
			if (rois.isEmpty()) return;
			RoiLayers layers = RoiLayers.of(rois, width, height);
			int size = width * height;
			for (int m = 0; m < layers.layers().size(); m++) {
				if (m == masks.size()) masks.add(new int[size * depth]);
				int[] ids = layers.layers().get(m);
				for (int i = 0; i < size; i++) {
					masks.get(m)[plane * size + i] = ids[i] == 0 ? 0 : ids[i] + largest;
				}
			}
			largest += layers.names().size();
			layers.points().forEach(mark -> points.add(new LabelledPoint(mark.name(), mark.x(), mark.y(), plane)));
		}
	}
}
