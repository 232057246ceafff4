package sc.fovea.image;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import java.io.BufferedWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One row of numbers per object, with the columns and the units of ImageJ's Analyze Particles: lengths and areas in the unit of the
 * calibration, intensities as the image has them.
 */
public final class LabelMeasurements {

	/** The columns of a table, in their order. A stack has {@code Ch}, {@code Slice} and {@code Frame} behind them. */
	public static final List<String> COLUMNS = List.of("Label", "Area", "Mean", "StdDev", "Mode", "Min", "Max", "X", "Y", "XM", "YM", "Perim.",
		"BX", "BY", "Width", "Height", "Major", "Minor", "Angle", "Circ.", "Feret", "IntDen", "Median", "Skew", "Kurt", "RawIntDen", "FeretX",
		"FeretY", "FeretAngle", "MinFeret", "AR", "Round", "Solidity");

	private static final int WHAT = Measurements.AREA | Measurements.MEAN | Measurements.STD_DEV | Measurements.MODE | Measurements.MIN_MAX
		| Measurements.CENTROID | Measurements.CENTER_OF_MASS | Measurements.PERIMETER | Measurements.RECT | Measurements.ELLIPSE
		| Measurements.SHAPE_DESCRIPTORS | Measurements.FERET | Measurements.INTEGRATED_DENSITY | Measurements.MEDIAN | Measurements.SKEWNESS
		| Measurements.KURTOSIS;
	private static final MathContext DIGITS = new MathContext(7);

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
	 * @param image calibrated image; RGB is measured as ImageJ does, by its brightness
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
			if (image.getStackSize() > 1) addPosition(table, plane);
		}
	}

	private static void addPosition(ResultsTable table, PlaneIndex plane) {
		table.addValue("Ch", plane.c() + 1);
		table.addValue("Slice", plane.z() + 1);
		table.addValue("Frame", plane.t() + 1);
	}

	/**
	 * Writes a table as CSV with seven significant digits and a decimal point; a table without rows has its heading all the same.
	 *
	 * @throws ImageFileException if writing fails
	 */
	public static void saveCsv(ResultsTable table, Path target) throws ImageFileException {
		List<String> columns = table.size() == 0
			? COLUMNS
			: Arrays.stream(table.getHeadings()).filter(heading -> !heading.isBlank()).toList();
		AtomicFiles.write(target, file -> {
			try (BufferedWriter out = Files.newBufferedWriter(file)) {
				out.write(String.join(",", columns) + "\n");
				for (int row = 0; row < table.size(); row++)
					out.write(row(table, columns, row));
			}
		});
	}

	private static String row(ResultsTable table, List<String> columns, int row) {
		StringBuilder line = new StringBuilder();
		for (String column : columns)
			line.append(line.isEmpty() ? "" : ",").append(cell(table, column, row));
		return line.append('\n').toString();
	}

	private static String cell(ResultsTable table, String column, int row) {
		if (column.equals("Label")) return quoted(String.valueOf(table.getLabel(row)));
		double value = table.getValue(column, row);
		if (!Double.isFinite(value)) return Double.isNaN(value) ? table.getStringValue(column, row) : String.valueOf(value);
		return plain(value);
	}

	private static String plain(double value) {
		return value == 0 ? "0" : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
	}

	private static String quoted(String text) {
		return text.matches("(?s).*[\",\n\r].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
	}
}
