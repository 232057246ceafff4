package sc.fovea.cli;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.table.LabelMeasurements;
import sc.fovea.job.batch.Found;

/** {@code summary.csv}: one row for each image of a run: what was found in it, how, or why not. */
final class FolderSummary {

	/** Name of its rows in the manifest. */
	static final String TABLE = "summary";

	/** Name of the row in the manifest that names the model which was used for an image, where each may have another. */
	static final String MODEL = "model";

	private static final String FILE = "summary.csv";
	private static final List<String> NUMBERS = List.of("Scale", "Objects", "MedianArea", "Density");

	private FolderSummary() {}

	/**
	 * The row of a segmented image: name, model, numbers and unit, and behind them the mean of what the objects hold in
	 * each channel more that is measured. The density is the number of objects in a unit of area of all planes, or of bodies in a unit
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
		List<Object> row = new ArrayList<>(List.of(name, model, result.scale().factor(), (double) result.count(), area, density, calibration.getUnits()));
		result.means().forEach((column, mean) -> row.addAll(List.of(column, Double.isNaN(mean) ? "" : mean)));
		return row;
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
		Set<String> columns = rows.stream().flatMap(row -> means(row).keySet().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
		for (List<Object> row : rows) {
			begin(table, (String) row.get(0), (String) row.get(1));
			for (int i = 0; i < NUMBERS.size(); i++) {
				table.addValue(NUMBERS.get(i), ((Number) row.get(2 + i)).doubleValue());
			}
			table.addValue("Unit", (String) row.get(2 + NUMBERS.size()));
			addMeans(table, columns, means(row));
			table.addValue("Failure", "");
		}
		failures.forEach((image, reason) -> {
			begin(table, image, "");
			NUMBERS.forEach(column -> table.addValue(column, Double.NaN));
			table.addValue("Unit", "");
			addMeans(table, columns, Map.of());
			table.addValue("Failure", reason);
		});
		LabelMeasurements.saveCsv(table, file);
	}

	/** What stands behind the unit: names of columns, each followed by its number, or an empty text where there is no object. */
	private static Map<String, Object> means(List<Object> row) {
		Map<String, Object> means = new LinkedHashMap<>();
		for (int i = 3 + NUMBERS.size(); i < row.size(); i += 2)
			means.put((String) row.get(i), row.get(i + 1));
		return means;
	}

	/** A cell that is not known is empty, not 0. */
	private static void addMeans(ResultsTable table, Set<String> columns, Map<String, Object> means) {
		for (String column : columns) {
			if (means.get(column) instanceof Number mean) table.addValue(column, mean.doubleValue());
			else
				table.addValue(column, "");
		}
	}

	private static void begin(ResultsTable table, String image, String model) {
		table.addRow();
		table.addLabel(image);
		table.addValue("Model", model);
	}

	private static String model(Found found, String asked) {
		List<List<Object>> rows = found.rows().getOrDefault(MODEL, List.of());
		return rows.isEmpty() ? asked : rows.get(0).get(0).toString();
	}

	/**
	 * Writes the table of images of which no more is known than the number of objects.
	 *
	 * @param model of those that have no row {@link #MODEL}
	 * @throws IOException if writing fails
	 */
	static void write(Path folder, String model, ImageRun images) throws IOException {
		List<List<Object>> rows = new ArrayList<>();
		images.records().forEach(record -> rows.add(List.of(record.image(), record.found().map(found -> model(found, model)).orElse(""),
			ImageRun.objects(record).map(count -> (Object) count).orElse(Double.NaN), record.reason())));
		String csv = new Table(List.of("Label", "Model", "Objects", "Failure"), rows).csv();
		AtomicFiles.write(folder.resolve(FILE), file -> Files.writeString(file, csv));
	}
}
