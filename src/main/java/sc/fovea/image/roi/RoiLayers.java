package sc.fovea.image.roi;

import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sc.fovea.image.ImageFileException;

/**
 * Outlines and points of the ROI Manager as pixels: each area has an id, and areas that overlap lie in different layers.
 *
 * @param layers ids in rows from the top, 0 for none
 * @param names  of the areas: that of id i is {@code names.get(i - 1)}
 * @param groups of the areas likewise, 0 for none
 * @param points marked
 */
public record RoiLayers(List<int[]> layers, List<String> names, List<Integer> groups, List<Mark> points) {

	/** A point in pixels and its name. */
	public record Mark(String name, double x, double y) {}

	/** Copies the lists. */
	public RoiLayers {
		layers = List.copyOf(layers);
		names = List.copyOf(names);
		groups = List.copyOf(groups);
		points = List.copyOf(points);
	}

	/** Areas in no group. */
	public RoiLayers(List<int[]> layers, List<String> names, List<Mark> points) {
		this(layers, names, Collections.nCopies(names.size(), 0), points);
	}

	/**
	 * The outlines and points of a picture.
	 *
	 * @param width  of the picture in pixels; what lies outside is cut
	 * @param height of the picture in pixels
	 * @throws IllegalArgumentException if one is neither an area nor points, naming it
	 */
	public static RoiLayers of(List<Roi> rois, int width, int height) {
		List<int[]> layers = new ArrayList<>(List.of(new int[width * height]));
		List<String> names = new ArrayList<>();
		List<Mark> points = new ArrayList<>();
		for (Roi roi : rois) {
			String name = roi.getName() == null ? "object" : roi.getName();
			if (roi instanceof PointRoi) {
				FloatPolygon at = roi.getFloatPolygon();
				for (int i = 0; i < at.npoints; i++)
					points.add(new Mark(name, at.xpoints[i], at.ypoints[i]));
			}
			else if (roi.isArea()) {
				names.add(name);
				draw(roi, names.size(), layers, width);
			}
			else
				throw new IllegalArgumentException("Areas and points can be moved, but \"" + name + "\" is a " + roi.getTypeAsString() + ".");
		}
		return new RoiLayers(layers, names, points);
	}

	private static void draw(Roi roi, int id, List<int[]> layers, int width) {
		List<Integer> pixels = pixels(roi, layers.get(0).length / width, width);
		int[] free = layers.stream().filter(layer -> pixels.stream().allMatch(p -> layer[p] == 0)).findFirst().orElseGet(() -> {
			layers.add(new int[layers.get(0).length]);
			return layers.get(layers.size() - 1);
		});
		pixels.forEach(p -> free[p] = id);
	}

	private static List<Integer> pixels(Roi roi, int height, int width) {
		Rectangle bounds = roi.getBounds();
		ImageProcessor mask = roi.getMask();
		List<Integer> pixels = new ArrayList<>();
		for (int y = Math.max(0, bounds.y); y < Math.min(height, bounds.y + bounds.height); y++)
			for (int x = Math.max(0, bounds.x); x < Math.min(width, bounds.x + bounds.width); x++)
				if (mask == null || mask.get(x - bounds.x, y - bounds.y) != 0) pixels.add(y * width + x);
		return pixels;
	}

	/** Reads a zip of the ROI Manager. @throws ImageFileException naming the file and the entry, if it cannot be read or holds lines */
	public static RoiLayers read(Path zip, int width, int height) throws ImageFileException {
		try {
			return of(RoiFiles.read(zip), width, height);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("Cannot use \"" + zip + "\": " + e.getMessage(), e);
		}
	}

	/** The outlines and points, with their names. @param width of the picture in pixels */
	public List<Roi> rois(int width) {
		List<Roi> rois = new ArrayList<>();
		for (int[] layer : layers)
			for (Roi roi : LabelRois.of(layer, width)) {
				int id = Integer.parseInt(roi.getName());
				if (id <= names.size()) {
					roi.setName(names.get(id - 1));
					RoiGroup.keep(roi, groups.get(id - 1));
				}
				rois.add(roi);
			}
		for (Mark mark : points) {
			PointRoi point = new PointRoi(mark.x, mark.y);
			point.setName(mark.name);
			rois.add(point);
		}
		return rois;
	}

	/** Writes a zip as the ROI Manager reads it. */
	public void save(int width, Path zip) throws ImageFileException {
		RoiFiles.write(rois(width), zip);
	}
}
