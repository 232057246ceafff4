package sc.fovea.job.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.table.Csv;
import sc.fovea.image.table.LabelMeasurements;
import sc.fovea.job.batch.ImageRecord;

/**
 * The measurements of all objects of all images in one table, with the name of the image and its group in front; row by row, so that it may be larger than memory.
 * Databases and statistics programs read it at one go.
 *
 * @param section whose images
 * @param grouping of them
 */
public record ObjectTable(RunSection section, Grouping grouping) {

	/** Name of the file. */
	public static final String NAME = "objects.csv";

	private static final String CSV = ".csv";

	/**
	 * Writes it.
	 *
	 * @throws IllegalArgumentException if no image has a table of its own, as of a command that writes none, or where it was not wanted
	 * @throws IOException if it cannot be written, or a table not be read
	 */
	public void write(Path file) throws IOException {
		String ending = ending(section).orElseThrow(() -> new IllegalArgumentException(
			"\"objects\" joins the tables of images, but " + section.title() + " wrote none: segment and detect do, unless --write leaves out \"table\"."));
		AtomicFiles.write(file, scratch -> {
			Set<String> columns = columns(ending);
			try (Writer out = Files.newBufferedWriter(scratch)) {
				if (!columns.isEmpty()) out.write("Image,Group," + columns.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\n");
				for (ImageRecord image : section.done()) {
					Optional<Path> table = table(section, image, ending);
					if (table.isPresent()) append(image, table.get(), columns, out);
				}
			}
		});
	}

	/** Those of all tables: of a stack there are more, and of channels that are not in every image. */
	private Set<String> columns(String ending) throws IOException {
		Set<String> columns = new LinkedHashSet<>();
		for (ImageRecord image : section.done()) {
			Optional<Path> table = table(section, image, ending);
			if (table.isEmpty()) continue;
			try (CsvFile rows = new CsvFile(table.get())) {
				columns.addAll(rows.columns());
			}
		}
		columns.remove(LabelMeasurements.IMAGE); // which is in front of each row
		return columns;
	}

	private void append(ImageRecord image, Path table, Set<String> columns, Writer out) throws IOException {
		try (CsvFile rows = new CsvFile(table)) {
			String front = Csv.cell(image.image()) + "," + Csv.cell(grouping.group(image.image()));
			List<Integer> places = columns.stream().map(rows.columns()::indexOf).toList();
			for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
				List<String> cells = row.get();
				out.write(front);
				for (int place : places)
					out.write("," + (place < 0 || place >= cells.size() ? "" : Csv.cell(cells.get(place))));
				out.write('\n');
			}
		}
	}

	/** The ending of the tables that most images have, for example {@code _objects.csv}. */
	static Optional<String> ending(RunSection section) {
		Map<String, Integer> counts = new TreeMap<>();
		for (ImageRecord image : section.done()) {
			for (String output : image.found().orElseThrow().outputs()) {
				if (output.endsWith(CSV)) counts.merge(output.substring(Math.max(0, output.lastIndexOf('_'))), 1, Integer::sum);
			}
		}
		return counts.entrySet().stream().reduce((a, b) -> b.getValue() > a.getValue() ? b : a).map(Map.Entry::getKey);
	}

	/** The table of an image; empty if it has none, or it was removed. */
	static Optional<Path> table(RunSection section, ImageRecord image, String ending) {
		return output(section, image, ending);
	}

	/** The file of an image whose name ends so; empty if it has none, or it was removed. */
	static Optional<Path> output(RunSection section, ImageRecord image, String ending) {
		return image.found().orElseThrow().outputs().stream().filter(output -> output.endsWith(ending)).map(section.folder()::resolve).filter(Files::exists)
			.findFirst();
	}
}
