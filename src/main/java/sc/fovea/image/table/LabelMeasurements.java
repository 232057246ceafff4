package sc.fovea.image.table;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import java.nio.file.Path;
import java.util.List;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.roi.LabelRois;

/**
 * One row of numbers per object, with the columns and the units of ImageJ's Analyze Particles: lengths and areas in the unit of the
 * calibration, intensities as the image has them.
 */
public final class LabelMeasurements {

	/** The column with the name of the image. */
	public static final String IMAGE = "Image";
	/** The column with the unit of lengths, of whose square areas are. */
	public static final String UNIT = "Unit";

	/** The columns of a table, in their order. A stack has {@code Ch}, {@code Slice} and {@code Frame} behind them. */
	public static final List<String> COLUMNS = List.of("Label", "Area", "Mean", "StdDev", "Mode", "Min", "Max", "X", "Y", "XM", "YM", "Perim.",
		"BX", "BY", "Width", "Height", "Major", "Minor", "Angle", "Circ.", "Feret", "IntDen", "Median", "Skew", "Kurt", "RawIntDen", "FeretX",
		"FeretY", "FeretAngle", "MinFeret", "AR", "Round", "Solidity", LabelMeasurements.IMAGE, LabelMeasurements.UNIT);

	/** The column of {@link #addShapes}. */
	public static final String SHAPE = "ShapeDist";

	private static final int WHAT = Measurements.AREA | Measurements.MEAN | Measurements.STD_DEV | Measurements.MODE | Measurements.MIN_MAX
		| Measurements.CENTROID | Measurements.CENTER_OF_MASS | Measurements.PERIMETER | Measurements.RECT | Measurements.ELLIPSE
		| Measurements.SHAPE_DESCRIPTORS | Measurements.FERET | Measurements.INTEGRATED_DENSITY | Measurements.MEDIAN | Measurements.SKEWNESS
		| Measurements.KURTOSIS;

	private LabelMeasurements() {}

	/** An empty table for {@link #add}. */
	public static ResultsTable table() {
		ResultsTable table = new ResultsTable();
		table.showRowNumbers(false);
		return table;
	}

	/**
	 * Measures objects in a plane and adds a row for each, labelled with the name of its outline.
	 *
	 * @param table receives the rows
	 * @param image calibrated image; RGB is measured in the chosen colour, or, where none is chosen, by its brightness as ImageJ does
	 * @param plane which of its planes is measured
	 * @param rois  outlines in pixels of the plane, as {@link LabelRois} gives them
	 * @throws IllegalArgumentException if the image has no such plane
	 */
	public static void add(ResultsTable table, ImagePlus image, PlaneIndex plane, List<Roi> rois) {
		ImageProcessor pixels = plane.of(image).duplicate();
		ImagePlus single = new ImagePlus(image.getTitle(), pixels);
		single.setCalibration(image.getCalibration().copy());
		Analyzer analyzer = new Analyzer(single, WHAT, table);
		for (Roi roi : rois) {
			Roi calibrated = (Roi) roi.clone();
			calibrated.setImage(single); // lengths of an outline are calibrated by the image it belongs to
			pixels.setRoi(calibrated);
			analyzer.saveResults(ImageStatistics.getStatistics(pixels, WHAT, single.getCalibration()), calibrated);
			table.addLabel(String.valueOf(roi.getName()));
			table.addValue(IMAGE, image.getTitle());
			table.addValue(UNIT, image.getCalibration().getUnits());
			if (image.getStackSize() > 1) addPosition(table, plane);
		}
	}

	private static void addPosition(ResultsTable table, PlaneIndex plane) {
		table.addValue("Ch", Math.max(0, plane.c()) + 1);
		table.addValue("Slice", plane.z() + 1);
		table.addValue("Frame", plane.t() + 1);
	}

	/**
	 * Adds how unusual the shapes of objects are, in the column {@value #SHAPE}.
	 *
	 * @param first row of the first object
	 * @param values one for each object, NaN where it is not known
	 */
	public static void addShapes(ResultsTable table, int first, double[] values) {
		for (int i = 0; i < values.length; i++) {
			table.setValue(SHAPE, first + i, values[i]);
		}
	}

	/**
	 * Writes a table as {@link MeasurementCsv} does.
	 *
	 * @throws ImageFileException if writing fails
	 */
	public static void saveCsv(ResultsTable table, Path target) throws ImageFileException {
		AtomicFiles.write(target, file -> {
			try (MeasurementCsv csv = new MeasurementCsv(file)) {
				csv.add(table);
			}
		});
	}
}
