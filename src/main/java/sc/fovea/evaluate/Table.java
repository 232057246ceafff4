package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import sc.fovea.image.table.Csv;

/**
 * Numbers and names in rows.
 *
 * <pre>{@code
 * new Table(List.of("IoU", "TP"), List.of(List.of(0.5, 3))).csv(); // "IoU,TP\n0.500000,3\n"
 * }</pre>
 *
 * @param columns their titles
 * @param rows cells, each a String, Integer, Long or Double
 */
public record Table(List<String> columns, List<List<Object>> rows) {

	/**
	 * Copies titles and cells.
	 *
	 * @throws IllegalArgumentException if a row has not one cell for each column
	 */
	public Table {
		columns = List.copyOf(columns);
		rows = rows.stream().map(List::copyOf).toList();
		for (List<Object> row : rows) {
			if (row.size() != columns.size()) {
				throw new IllegalArgumentException("Expected " + columns.size() + " cells in a row, got " + row.size() + ".");
			}
		}
	}

	/** Text with a line for the titles and one for each row; fractions have six decimals, and what is undefined is {@code NaN}. */
	public String csv() {
		List<List<?>> lines = new ArrayList<>(rows);
		lines.add(0, columns);
		return lines.stream().map(line -> line.stream().map(Table::text).collect(Collectors.joining(",", "", "\n"))).collect(Collectors.joining());
	}

	private static String text(Object cell) {
		if (cell instanceof Double number) return number.isNaN() ? "NaN" : String.format(Locale.ROOT, "%.6f", number);
		return Csv.cell(String.valueOf(cell));
	}
}
