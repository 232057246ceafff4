package sc.fovea.cli;

import ij.gui.Roi;
import ij.measure.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sc.fovea.annotation.CocoResults;
import sc.fovea.evaluate.Table;
import sc.fovea.geometry.Box;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.Overlays;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.roi.RoiFiles;
import sc.fovea.job.BoxRois;
import sc.fovea.predict.Detection;

/** Writes the boxes of images: three files for each, and two for all of them together. */
final class DetectionFiles {

	/** Titles of {@link #table}. */
	static final List<String> COLUMNS = List.of("label", "score", "x", "y", "width", "height", "calibrated_x", "calibrated_y", "calibrated_width",
		"calibrated_height", "unit", "slice", "frame");

	/** Name of the rows from which the files of all images are made. */
	static final String BOXES = "boxes";

	private final List<String> classes;
	private final List<CocoResults.Result> results = new ArrayList<>();
	private final List<List<Object>> counts = new ArrayList<>();
	private final Map<String, Integer> totals = new LinkedHashMap<>();

	DetectionFiles(List<String> classes) {
		this.classes = classes;
		classes.forEach(label -> totals.put(label, 0));
	}

	/** Writes the files of an image, and gives a row for each box. @return number of boxes @throws IOException if a file cannot be written */
	static int write(ImageRun.Input input, BoxRois boxes, Batch batch) throws IOException {
		if (batch.wants(ResultFile.TABLE)) save(input.results().apply("_detections.csv"), table(boxes));
		writeMarks(input, boxes, batch);
		for (Detection d : boxes.found()) {
			Box box = d.box();
			input.row(BOXES, List.of(d.label(), d.score(), box.x(), box.y(), box.width(), box.height()));
		}
		return boxes.found().size();
	}

	/** Writes the boxes for the ROI Manager, and a picture of the plane with the most. @throws IOException if a file cannot be written */
	static void writeMarks(ImageRun.Input input, BoxRois boxes, Batch batch) throws IOException {
		List<Roi> rois = boxes.rois();
		if (batch.wants(ResultFile.ROIS)) RoiFiles.write(rois, input.results().apply("_rois.zip"));
		if (!batch.wants(ResultFile.OVERLAY)) return;
		PlaneIndex fullest = fullest(boxes.found());
		List<Roi> shown = new ArrayList<>();
		for (int i = 0; i < rois.size(); i++) {
			Detection detection = boxes.found().get(i);
			if (detection.z() == fullest.z() && detection.t() == fullest.t()) shown.add(rois.get(i));
		}
		ImageWriter.savePng(Overlays.boxes(boxes.image(), fullest, shown), input.results().apply("_overlay.png"));
	}

	/** The plane with the most boxes, which a picture shows. */
	private static PlaneIndex fullest(List<Detection> found) {
		Map<PlaneIndex, Integer> planes = new LinkedHashMap<>();
		found.forEach(d -> planes.merge(new PlaneIndex(0, d.z(), d.t()), 1, Integer::sum));
		return planes.entrySet().stream().reduce((a, b) -> b.getValue() > a.getValue() ? b : a).map(Map.Entry::getKey).orElse(PlaneIndex.FIRST);
	}

	/** A row for each box. */
	static Table table(BoxRois boxes) {
		Calibration calibration = boxes.image().getCalibration();
		List<List<Object>> rows = new ArrayList<>();
		for (Detection d : boxes.found()) {
			Box box = d.box();
			rows.add(List.of(d.label(), d.score(), box.x(), box.y(), box.width(), box.height(), calibration.getX(box.x()), calibration.getY(box.y()),
				box.width() * calibration.pixelWidth, box.height() * calibration.pixelHeight, calibration.getUnits(), d.z() + 1, d.t() + 1));
		}
		return new Table(COLUMNS, rows);
	}

	/** Adds an image. @param name its name @param boxes its rows: label, score, place and size */
	void add(String name, List<List<Object>> boxes) {
		int image = counts.size() + 1;
		Map<String, Integer> found = new LinkedHashMap<>();
		classes.forEach(label -> found.put(label, 0));
		for (List<Object> row : boxes) {
			String label = (String) row.get(0);
			double[] numbers = row.stream().skip(1).mapToDouble(number -> ((Number) number).doubleValue()).toArray();
			results.add(
				new CocoResults.Result(image, name, classes.indexOf(label) + 1, label, new Box(numbers[1], numbers[2], numbers[3], numbers[4]), numbers[0]));
			found.merge(label, 1, Integer::sum);
		}
		List<Object> row = new ArrayList<>(List.of(name));
		found.forEach((label, count) -> {
			row.add(count);
			totals.merge(label, count, Integer::sum);
		});
		counts.add(row);
	}

	/** Whether there is no image whose boxes were written. */
	boolean isEmpty() {
		return counts.isEmpty();
	}

	/** Writes the files of all images together. @throws IOException if a file cannot be written */
	void finish(Path folder) throws IOException {
		CocoResults.write(folder.resolve("detections.json"), results);
		List<String> columns = new ArrayList<>(List.of("image"));
		columns.addAll(classes);
		save(folder.resolve("counts.csv"), new Table(columns, counts));
	}

	/** Number of boxes of each class in all images. */
	Map<String, Integer> totals() {
		return totals;
	}

	private static void save(Path file, Table table) throws ImageFileException {
		AtomicFiles.write(file, target -> Files.writeString(target, table.csv()));
	}
}
