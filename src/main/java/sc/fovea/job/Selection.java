package sc.fovea.job;

import ij.ImagePlus;
import ij.gui.Roi;
import java.util.List;
import java.util.Optional;
import sc.fovea.predict.Detection;

/**
 * The part of an image that its selection leaves: objects whose centre lies in the area. The image is looked at whole, so that an object is the same with a selection as
 * without. A line or points are no area, and restrict nothing.
 *
 * @param area in pixels of the image, on all slices and frames; empty for the whole image
 */
public record Selection(Optional<Roi> area) {

	/** The whole image. */
	public static final Selection NONE = new Selection(Optional.empty());
	/** A selection restricts what is found. */
	public static final String RESTRICT = "restrict";
	/** The whole image, whatever is selected. */
	public static final String IGNORE = "ignore";

	/**
	 * The selection of an image now.
	 *
	 * @param roi what the user wants: restrict or ignore
	 * @throws IllegalArgumentException if it is neither
	 */
	public static Selection of(ImagePlus image, String roi) {
		if (!roi.equals(RESTRICT) && !roi.equals(IGNORE)) {
			throw new IllegalArgumentException("\"roi\" must be restrict or ignore, but is \"" + roi + "\".");
		}
		Optional<Roi> selected = Optional.ofNullable(roi.equals(IGNORE) ? null : image.getRoi());
		return new Selection(selected.filter(Roi::isArea).map(area -> (Roi) area.clone()));
	}

	/**
	 * Whether the pixel in which a point lies belongs to it. {@code Roi.containsPoint} of ImageJ 1.54p is no help: it is false for every rectangle that a macro makes.
	 *
	 * @param x in pixels of the image
	 */
	public boolean contains(double x, double y) {
		return area.isEmpty() || area.get().contains((int) Math.floor(x), (int) Math.floor(y));
	}

	/** For the status bar: empty, or that it is about the selection. */
	public String words() {
		return area.isEmpty() ? "" : " in the selection";
	}

	/** The ROIs whose middle lies in it. */
	public List<Roi> keepRois(List<Roi> rois) {
		return rois.stream().filter(one -> contains(one.getFloatBounds().getCenterX(), one.getFloatBounds().getCenterY())).toList();
	}

	/** The boxes whose centre lies in it. */
	public List<Detection> keep(List<Detection> found) {
		return found.stream().filter(one -> contains(one.box().x() + one.box().width() / 2, one.box().y() + one.box().height() / 2)).toList();
	}

	/**
	 * Keeps the objects whose centre of area lies in it, and numbers them anew from 1.
	 *
	 * @param planes ids of all slices and frames; an id that occurs in several is one object; overwritten
	 * @param width of a plane
	 * @param count the highest id
	 * @return the number of objects that are left
	 */
	public int keepObjects(List<int[]> planes, int width, int count) {
		if (area.isEmpty()) return count;
		double[] x = new double[count + 1];
		double[] y = new double[count + 1];
		int[] pixels = new int[count + 1];
		for (int[] ids : planes) {
			for (int i = 0; i < ids.length; i++) {
				x[ids[i]] += i % width + 0.5;
				y[ids[i]] += i / width + 0.5;
				pixels[ids[i]]++;
			}
		}
		int[] renamed = new int[count + 1];
		int left = 0;
		for (int id = 1; id <= count; id++) {
			if (pixels[id] > 0 && contains(x[id] / pixels[id], y[id] / pixels[id])) renamed[id] = ++left;
		}
		for (int[] ids : planes) {
			for (int i = 0; i < ids.length; i++) {
				ids[i] = renamed[ids[i]];
			}
		}
		return left;
	}

	/** Leaves no class where a pixel's centre lies outside. @param planes classes; overwritten */
	public void keepPixels(List<int[]> planes, int width) {
		if (area.isEmpty()) return;
		for (int[] classes : planes) {
			for (int i = 0; i < classes.length; i++) {
				if (classes[i] != 0 && !contains(i % width + 0.5, i / width + 0.5)) classes[i] = 0;
			}
		}
	}
}
