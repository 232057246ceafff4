package sc.fovea.cli;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.table.LabelMeasurements;

/** {@code summary.csv}: one row for each image of a run: what was found in it, how, or why not. */
final class FolderSummary {

	/** Name of its rows in the manifest. */
	static final String TABLE = "summary";

	private static final String FILE = "summary.csv";
	private static final List<String> NUMBERS = List.of("Scale", "Objects", "MedianArea", "Density");

	private FolderSummary() {}

	/**
	 * The row of a segmented image: name, model, numbers and unit. The density is the number of objects in a unit of area of all planes, or of bodies in a unit
	 * of volume.
	 *
	 * @param model name of the model that did it
	 * @param result what was found
	 */
	static List<Object> row(ImageRun.Input input, String model, ImageJob.Result result) {
		String folder = input.name().substring(0, input.name().lastIndexOf('/') + 1);
		return row(folder + input.image().getTitle(), input.image(), model, result);
	}

	static List<Object> row(String name, ImagePlus image, String model, ImageJob.Result result) {
		Calibration calibration = image.getCalibration();
		double pixel = calibration.pixelWidth * calibration.pixelHeight;
		double planes = image.getNSlices() * image.getNFrames();
		double depth = result.areBodies() ? calibration.pixelDepth : 1;
		double area = Double.isNaN(result.medianArea()) ? 0 : result.medianArea() * pixel;
		double density = result.count() / (image.getWidth() * (double) image.getHeight() * planes * pixel * depth);
		return List.of(name, model, result.scale().factor(), (double) result.count(), area, density, calibration.getUnits());
	}

	/** Writes the table of segmented images: first what was found, then the images that failed. @throws ImageFileException if writing fails */
	static void write(Path folder, ImageRun images) throws ImageFileException {
		List<List<Object>> rows = new ArrayList<>();
		images.rows(TABLE, (name, some) -> rows.addAll(some));
		write(folder.resolve(FILE), rows, images.failures());
	}

	/** @param failures why, for each image */
	static void write(Path file, List<List<Object>> rows, Map<String, String> failures) throws ImageFileException {
		ResultsTable table = LabelMeasurements.table();
		for (List<Object> row : rows) {
			begin(table, (String) row.get(0), (String) row.get(1));
			for (int i = 0; i < NUMBERS.size(); i++) {
				table.addValue(NUMBERS.get(i), ((Number) row.get(2 + i)).doubleValue());
			}
			table.addValue("Unit", (String) row.get(2 + NUMBERS.size()));
			table.addValue("Failure", "");
		}
		failures.forEach((image, reason) -> {
			begin(table, image, "");
			NUMBERS.forEach(column -> table.addValue(column, Double.NaN));
			table.addValue("Unit", "");
			table.addValue("Failure", quoted(reason));
		});
		LabelMeasurements.saveCsv(table, file);
	}

	private static void begin(ResultsTable table, String image, String model) {
		table.addRow();
		table.addLabel(image);
		table.addValue("Model", model.matches("[^,\"\n]*") ? model : quoted(model));
	}

	private static String quoted(String text) {
		return "\"" + text.replace("\"", "\"\"") + "\"";
	}

	/** Writes the table of images of which no more is known than the number of objects. @throws IOException if writing fails */
	static void write(Path folder, String model, ImageRun images) throws IOException {
		List<List<Object>> rows = new ArrayList<>();
		images.records().forEach(record -> rows.add(List.of(record.image(), record.found().isPresent() ? model : "",
			ImageRun.objects(record).map(count -> (Object) count).orElse(Double.NaN), record.reason())));
		String csv = new Table(List.of("Label", "Model", "Objects", "Failure"), rows).csv();
		AtomicFiles.write(folder.resolve(FILE), file -> Files.writeString(file, csv));
	}
}
