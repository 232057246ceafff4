package sc.fovea.job;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.process.FloatProcessor;

import sc.fovea.explain.Heat;
import sc.fovea.explain.Target;
import sc.fovea.geometry.Box;
import sc.fovea.image.HeatPicture;
import sc.fovea.image.PlaneIndex;

/**
 * An explained score.
 *
 * @param number of the score within its image, from 1
 * @param plane of the image
 * @param target the score
 * @param heat contributions of the pixels of the plane
 * @param layer of Grad-CAM; empty for other methods
 * @param method name of the method
 * @param inside share of what speaks for the score that lies in the box of the object, or within its outline grown by its radius; {@code NaN} without an object
 * @param randomHead mean size of the rank correlation, 0 to 1, with the maps of networks with random heads; {@code NaN} if they were not asked for
 */
public record Explanation(int number, PlaneIndex plane, Target target, Heat heat, String layer, String method, double inside, double randomHead) {

	/** Titles of {@link #row}. */
	public static final List<String> COLUMNS = List.of("slice", "frame", "number", "class", "score", "x", "y", "width", "height", "method", "layer", "inside",
		"completeness_error", "random_head");

	/** Its numbers; boxes in pixels, {@code NaN} for what does not apply. */
	public List<Object> row() {
		Box box = target.box().orElse(heatBox());
		return List.of(plane.z() + 1, plane.t() + 1, number, target.label(), target.score(), box.x(), box.y(), box.width(), box.height(), method, layer, inside,
			heat.error(), randomHead);
	}

	private Box heatBox() {
		return Box.ofImage(heat.width(), heat.height());
	}

	/** In one line, for example {@code gradcam of WBC 0.98, layer middle}. */
	public String title() {
		return String.format(Locale.ROOT, "%s of %s %.2f%s", method, target.label(), target.score(), layer.isEmpty() ? "" : ", layer " + layer);
	}

	/** The picture with its legend. @param image that was explained */
	public BufferedImage picture(ImagePlus image) {
		List<String> lines = new ArrayList<>(List.of(title()));
		if (!Double.isNaN(inside)) lines.add(String.format(Locale.ROOT, "%.0f %% of what speaks for it lies at the object", 100 * inside));
		if (!Double.isNaN(randomHead)) lines.add(String.format(Locale.ROOT, "|rank correlation| with random heads %.2f", randomHead));
		List<Rectangle2D> boxes = target.box().filter(box -> target.mask().isEmpty() || box.area() < 0.5 * heat.width() * heat.height())
			.map(box -> List.<Rectangle2D>of(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()))).orElse(List.of());
		return new HeatPicture(image, plane, heat.values()).with(boxes, lines);
	}

	/** The map as a 32-bit image, calibrated as the image that was explained. */
	public ImagePlus map(ImagePlus image) {
		ImagePlus map = new ImagePlus(title(), new FloatProcessor(heat.width(), heat.height(), heat.values()));
		map.setCalibration(image.getCalibration().copy());
		map.resetDisplayRange();
		return map;
	}
}
