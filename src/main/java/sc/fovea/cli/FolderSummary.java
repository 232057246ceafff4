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
	 * Adds an image. The density is the number of objects in a unit of area of all planes, or of bodies in a unit of volume.
	 *
	 * @param image that was segmented
	 * @param model name of the model that did it
	 * @param result what was found
	 */
	void add(ImagePlus image, String model, ImageJob.Result result) {
		Calibration calibration = image.getCalibration();
		double pixel = calibration.pixelWidth * calibration.pixelHeight;
		double planes = image.getNSlices() * image.getNFrames();
		double depth = result.areBodies() ? calibration.pixelDepth : 1;
		begin(image.getTitle(), model);
		table.addValue("Scale", result.scale().factor());
		table.addValue("Objects", result.count());
		table.addValue("MedianArea", Double.isNaN(result.medianArea()) ? 0 : result.medianArea() * pixel);
		table.addValue("Density", result.count() / (image.getWidth() * (double) image.getHeight() * planes * pixel * depth));
		table.addValue("Unit", calibration.getUnits());
		table.addValue("Failure", "");
	}

	private void begin(String image, String model) {
		table.addRow();
		table.addLabel(image);
		table.addValue("Model", model.matches("[^,\"\n]*") ? model : quoted(model));
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
