package sc.fovea.cli;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import java.nio.file.Path;
import java.util.Map;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.table.LabelMeasurements;

/** One row for each image of a run: what was found in it, how, or why not. */
final class FolderSummary {

	private final ResultsTable table = LabelMeasurements.table();

	/**
	 * Adds an image.
	 *
	 * @param image that was segmented
	 * @param model name of the model that did it
	 * @param result what was found
	 */
	void add(ImagePlus image, String model, ImageJob.Result result) {
		Calibration calibration = image.getCalibration();
		double pixel = calibration.pixelWidth * calibration.pixelHeight;
		double planes = image.getNSlices() * image.getNFrames();
		begin(image.getTitle(), model);
		table.addValue("Scale", result.scale().factor());
		table.addValue("Objects", result.count());
		table.addValue("MedianArea", Double.isNaN(result.medianArea()) ? 0 : result.medianArea() * pixel);
		table.addValue("Density", result.count() / (image.getWidth() * (double) image.getHeight() * planes * pixel));
		table.addValue("Unit", calibration.getUnits());
		table.addValue("Failure", "");
	}

	private void begin(String image, String model) {
		table.addRow();
		table.addLabel(image);
		table.addValue("Model", model);
	}

	/**
	 * Writes the table, if there are several images: first what was found, then the images that failed.
	 *
	 * @param failures why, for each image
	 * @throws ImageFileException if writing fails
	 */
	void write(Path file, Map<Path, String> failures) throws ImageFileException {
		failures.forEach((image, reason) -> {
			begin(String.valueOf(image.getFileName()), "");
			for (String column : new String[] { "Scale", "Objects", "MedianArea", "Density" })
				table.addValue(column, Double.NaN);
			table.addValue("Unit", "");
			table.addValue("Failure", quoted(reason));
		});
		if (table.size() > 1) LabelMeasurements.saveCsv(table, file);
	}

	private static String quoted(String text) {
		return "\"" + text.replace("\"", "\"\"") + "\"";
	}
}
