package sc.fovea.image.roi;

import ij.gui.ImageRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.FloatPolygon;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import sc.fovea.image.ImageFileException;

/**
 * What a ROI marks, in plain numbers.
 *
 * @param name of the ROI, empty if it has none
 * @param group number of its group, 0 if it is in none
 * @param groupName what the user calls the group, empty if nothing
 * @param content what is marked
 */
public record RoiMark(String name, int group, String groupName, Content content) {

	/** More pixels than this are no object of an image. */
	private static final long LARGEST = 1L << 28;

	/** What is marked. */
	public sealed interface Content {}

	/**
	 * An area, cut off at the image's edges.
	 *
	 * @param bounds the ROI's own x, y, width and height, which may reach beyond the image
	 * @param inside x, y, width and height of its part within the image
	 * @param pixels of that part that belong to it, in rows from the top
	 */
	public record Area(int[] bounds, int[] inside, BitSet pixels) implements Content {}

	/**
	 * Points.
	 *
	 * @param xs in pixels
	 * @param ys in pixels
	 */
	public record Points(float[] xs, float[] ys) implements Content {}

	/** A line, a text or a picture. @param kind in ImageJ's words */
	public record Other(String kind) implements Content {}

	/** The marks of ROIs in an image. @throws IllegalArgumentException if one is too large, naming it */
	public static List<RoiMark> of(List<Roi> rois, int width, int height) {
		List<RoiMark> marks = new ArrayList<>();
		for (Roi roi : rois) {
			int group = RoiGroup.of(roi);
			String groupName = group == 0 ? null : Roi.getGroupName(group);
			marks.add(new RoiMark(text(roi.getName()), group, text(groupName), content(roi, width, height)));
		}
		return marks;
	}

	private static String text(String text) {
		return text == null ? "" : text;
	}

	private static Content content(Roi roi, int width, int height) {
		if (roi instanceof PointRoi) {
			FloatPolygon at = roi.getFloatPolygon();
			return new Points(Arrays.copyOf(at.xpoints, at.npoints), Arrays.copyOf(at.ypoints, at.npoints));
		}
		boolean isArea = roi.isArea() && !(roi instanceof TextRoi) && !(roi instanceof ImageRoi);
		return isArea ? area(roi, width, height) : new Other(roi.getTypeAsString());
	}

	private static Area area(Roi roi, int width, int height) {
		Rectangle bounds = roi.getBounds();
		Rectangle inside = bounds.intersection(new Rectangle(width, height));
		int[] all = { bounds.x, bounds.y, bounds.width, bounds.height };
		if (inside.isEmpty()) return new Area(all, new int[4], new BitSet());
		if ((long) bounds.width * bounds.height > LARGEST) {
			throw new IllegalArgumentException("Expected areas of at most " + LARGEST + " pixels, got " + bounds.width + "x" + bounds.height + " in \""
				+ roi.getName() + "\".");
		}
		ImageProcessor mask = roi.getMask();
		BitSet pixels = new BitSet();
		for (int y = 0, i = 0; y < inside.height; y++)
			for (int x = 0; x < inside.width; x++, i++)
				pixels.set(i, mask == null || mask.get(inside.x + x - bounds.x, inside.y + y - bounds.y) != 0);
		return new Area(all, new int[] { inside.x, inside.y, inside.width, inside.height }, pixels);
	}

	/** The marks of a file of the ROI Manager. @throws ImageFileException naming the file, if it cannot be used */
	public static List<RoiMark> read(Path file, int width, int height) throws ImageFileException {
		return named(file, RoiFiles.read(file), width, height);
	}

	/** The marks of the overlay that a TIFF file holds; none if it has no overlay. @throws ImageFileException naming the file, if it cannot be read */
	public static List<RoiMark> overlay(Path image, int width, int height) throws ImageFileException {
		return named(image, OverlayFile.rois(image), width, height);
	}

	private static List<RoiMark> named(Path file, List<Roi> rois, int width, int height) throws ImageFileException {
		try {
			return of(rois, width, height);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("Cannot use \"" + file + "\": " + e.getMessage(), e);
		}
	}
}
