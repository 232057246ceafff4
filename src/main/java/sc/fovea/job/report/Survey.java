package sc.fovea.job.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sc.fovea.job.batch.ImageRecord;

/**
 * The measured columns of all objects of a run: how their values spread, in all images, in each group, and the mean in each image. Tables are read twice, first
 * for the extremes and then for the bins between them, and never kept.
 */
final class Survey {

	/** Bars of a distribution: wide enough to be seen in a drawing of 240 pixels. */
	static final int BINS = 40;

	/** Where an object lies, and names: no measurements to be compared. */
	private static final Set<String> PLACES = Set.of("Label", "label", "X", "Y", "XM", "YM", "BX", "BY", "FeretX", "FeretY", "FeretAngle", "Angle", "Ch",
		"Slice",
		"Frame", "x", "y", "calibrated_x", "calibrated_y", "slice", "frame", "unit", "Unit", "Image");

	private final Map<String, Spread> columns = new LinkedHashMap<>();
	private final Map<String, Map<String, Spread>> groups = new LinkedHashMap<>();
	private final Map<String, Map<String, Double>> images = new LinkedHashMap<>();
	private final Map<String, Map<String, long[]>> bins = new LinkedHashMap<>();

	private Survey() {}

	/** Takes a value of an object. */
	private interface Taker {

		void take(String column, double value);
	}

	/** Reads the tables of a run, if its images have some. @throws IOException if one cannot be read */
	static Survey of(RunSection section, Grouping grouping) throws IOException {
		Survey survey = new Survey();
		Optional<String> ending = ObjectTable.ending(section);
		if (ending.isEmpty()) return survey;
		for (ImageRecord image : section.done()) {
			Map<String, Spread> own = new LinkedHashMap<>();
			String group = grouping.group(image.image());
			each(section, image, ending.get(), (column, value) -> {
				survey.columns.computeIfAbsent(column, name -> new Spread()).add(value);
				survey.groups.computeIfAbsent(column, name -> new LinkedHashMap<>()).computeIfAbsent(group, name -> new Spread()).add(value);
				own.computeIfAbsent(column, name -> new Spread()).add(value);
			});
			own.forEach((column, spread) -> survey.images.computeIfAbsent(column, name -> new LinkedHashMap<>()).put(image.image(), spread.mean()));
		}
		for (ImageRecord image : section.done()) {
			String group = grouping.group(image.image());
			each(section, image, ending.get(), (column, value) -> survey.bins.computeIfAbsent(column, name -> new LinkedHashMap<>())
				.computeIfAbsent(group, name -> new long[BINS])[survey.bin(column, value)]++);
		}
		return survey;
	}

	private static void each(RunSection section, ImageRecord image, String ending, Taker taker) throws IOException {
		Optional<Path> table = ObjectTable.table(section, image, ending);
		if (table.isEmpty()) return;
		try (CsvFile rows = new CsvFile(table.get())) {
			List<String> names = rows.columns();
			for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
				for (int i = 0; i < Math.min(names.size(), row.get().size()); i++) {
					Optional<Double> value = PLACES.contains(names.get(i)) ? Optional.empty() : number(row.get().get(i));
					if (value.isPresent()) taker.take(names.get(i), value.get());
				}
			}
		}
	}

	private static Optional<Double> number(String cell) {
		if (cell.isEmpty() || Character.isLetter(cell.charAt(0))) return Optional.empty();
		try {
			return Optional.of(Double.valueOf(cell)).filter(Double::isFinite);
		}
		catch (NumberFormatException e) {
			return Optional.empty();
		}
	}

	private int bin(String column, double value) {
		Spread spread = columns.get(column);
		double width = (spread.most() - spread.least()) / BINS;
		return width > 0 ? (int) Math.min(BINS - 1, (value - spread.least()) / width) : 0;
	}

	/** Columns whose values differ, in the order of the tables. */
	List<String> columns() {
		List<String> differing = new ArrayList<>();
		columns.forEach((name, spread) -> {
			if (spread.most() > spread.least()) differing.add(name);
		});
		return differing;
	}

	Spread all(String column) {
		return columns.get(column);
	}

	/** By group. */
	Map<String, Spread> groups(String column) {
		return groups.get(column);
	}

	/** By group the numbers of objects from the least value to the most. */
	Map<String, long[]> bins(String column) {
		return bins.get(column);
	}

	/** Means by image. */
	Map<String, Double> images(String column) {
		return images.get(column);
	}
}
