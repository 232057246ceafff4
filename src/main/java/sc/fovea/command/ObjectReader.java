package sc.fovea.command;

import ij.ImagePlus;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.Wand;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.FloatStatistics;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import java.awt.Polygon;
import java.util.List;
import java.util.function.Consumer;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import sc.fovea.command.LabelPlane.PixelBox;

/**
 * Outlines and measures the objects of a label image, one after the other, with the definitions and column names of ImageJ's Analyze
 * Particles. Only the box around an object is in memory at a time.
 *
 * <pre>{@code
 * new ObjectReader(image.getCalibration()).read(labels, pixels, new ObjectReader.Position(1, 1), object -> rois.add(object.outline()));
 * }</pre>
 */
public final class ObjectReader {

	/** Names of the measurements, as in ImageJ's Results: lengths and areas calibrated, positions from the calibration's origin. */
	public static final List<String> COLUMNS = List.of("Area", "Mean", "StdDev", "Min", "Max", "X", "Y", "Perim.", "BX", "BY", "Width", "Height",
		"Major", "Minor", "Angle", "Circ.", "Feret", "IntDen", "RawIntDen", "FeretAngle", "MinFeret", "AR", "Round", "Solidity");

	private static final int STATISTICS = Measurements.AREA | Measurements.MEAN | Measurements.STD_DEV | Measurements.MIN_MAX | Measurements.CENTROID
		| Measurements.RECT | Measurements.ELLIPSE;
	private static final int INSIDE = 255;

	private final Calibration calibration;

	/**
	 * Where a plane lies in its image.
	 *
	 * @param slice from 1
	 * @param frame from 1
	 * @param isHyperstack whether the image has several slices and several frames, which decides how a ROI says where it is
	 */
	public record Position(int slice, int frame, boolean isHyperstack) {

		private void applyTo(Roi outline) {
			if (isHyperstack) {
				outline.setPosition(0, slice, frame);
			} else if (slice > 1 || frame > 1) {
				outline.setPosition(Math.max(slice, frame));
			}
		}
	}

	/** Measures in the units of a calibration; values of pixels are taken as they are stored. */
	public ObjectReader(Calibration calibration) {
		this.calibration = calibration.copy();
		this.calibration.disableDensityCalibration();
	}

	/**
	 * Gives each object of a plane, in the order of the ids.
	 *
	 * @param labels ids
	 * @param pixels intensities (x, y), of the same size
	 */
	public void read(LabelPlane labels, RandomAccessibleInterval<? extends RealType<?>> pixels, Position position, Consumer<FoundObject> action) {
		ObjectBoxes.of(labels).forEach((id, box) -> action.accept(read(new Crop(labels, id, box), pixels, position)));
	}

	/** An object in its box. */
	private record Crop(LabelPlane labels, int id, PixelBox box) {

		Roi outline() {
			int[] ids = new int[box.width() * box.height()];
			labels.read(box, ids);
			byte[] mask = new byte[ids.length];
			int count = 0;
			for (int i = 0; i < ids.length; i++) {
				if (ids[i] != id) continue;
				mask[i] = (byte) INSIDE;
				count++;
			}
			return outline(new ByteProcessor(box.width(), box.height(), mask), count);
		}

		/** Traced as Analyze Particles does, from the first pixel on; an object of several parts or with holes is a composite. */
		private static Roi outline(ByteProcessor mask, int count) {
			int start = 0;
			while (mask.get(start) == 0) {
				start++;
			}
			Wand wand = new Wand(mask);
			wand.autoOutline(start, 0, INSIDE, INSIDE, Wand.LEGACY_MODE);
			Roi traced = new PolygonRoi(wand.xpoints, wand.ypoints, wand.npoints, Roi.TRACED_ROI);
			if (area(traced.getPolygon()) == count) return traced;
			mask.setThreshold(INSIDE, INSIDE, ImageProcessor.NO_LUT_UPDATE);
			return new ThresholdToSelection().convert(mask);
		}
	}

	private FoundObject read(Crop crop, RandomAccessibleInterval<? extends RealType<?>> pixels, Position position) {
		Roi outline = crop.outline();
		double[] values = measure(outline, cut(pixels, crop.box()), shifted(crop.box()));
		outline.setImage(null);
		outline.setLocation(crop.box().x() + outline.getBounds().x, crop.box().y() + outline.getBounds().y);
		outline.setName(Integer.toString(crop.id()));
		position.applyTo(outline);
		return new FoundObject(crop.id(), position.slice(), position.frame(), outline, values);
	}

	/** The calibration in the coordinates of a box: positions come out as those in the whole image. */
	private Calibration shifted(PixelBox box) {
		Calibration shifted = calibration.copy();
		shifted.xOrigin -= box.x();
		shifted.yOrigin -= box.y();
		return shifted;
	}

	private static FloatProcessor cut(RandomAccessibleInterval<? extends RealType<?>> pixels, PixelBox box) {
		float[] values = new float[box.width() * box.height()];
		Cursor<? extends RealType<?>> cursor = Views.flatIterable(Views.offsetInterval(pixels, new long[] {box.x(), box.y()},
			new long[] {box.width(), box.height()})).cursor();
		for (int i = 0; i < values.length; i++) {
			values[i] = cursor.next().getRealFloat();
		}
		return new FloatProcessor(box.width(), box.height(), values);
	}

	private static double[] measure(Roi outline, FloatProcessor pixels, Calibration calibration) {
		ImagePlus image = new ImagePlus("", pixels);
		image.setCalibration(calibration);
		outline.setImage(image);
		pixels.setRoi(outline);
		ImageStatistics s = new FloatStatistics(pixels, STATISTICS, calibration);
		double perimeter = outline.getLength();
		double[] feret = outline.getFeretValues();
		double circularity = perimeter == 0 ? 0 : Math.min(1, 4 * Math.PI * s.area / (perimeter * perimeter));
		double aspect = s.major / s.minor;
		return new double[] {s.area, s.mean, s.stdDev, s.min, s.max, s.xCentroid, s.yCentroid, perimeter, s.roiX, s.roiY, s.roiWidth, s.roiHeight,
			s.major, s.minor, s.angle, circularity, feret[0], s.area * s.mean, s.pixelCount * s.mean, feret[1], feret[2], aspect,
			4 * s.area / (Math.PI * s.major * s.major), s.pixelCount / area(outline.getConvexHull())};
	}

	private static double area(Polygon polygon) {
		double twice = 0;
		for (int i = 0, j = polygon.npoints - 1; i < polygon.npoints; j = i++) {
			twice += (double) polygon.xpoints[j] * polygon.ypoints[i] - (double) polygon.xpoints[i] * polygon.ypoints[j];
		}
		return Math.abs(twice) / 2;
	}
}
