package sc.fovea.image.table;

import ij.measure.ResultsTable;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes tables of {@link LabelMeasurements} one after the other into one CSV file, with seven significant digits and a decimal point.
 * The first row decides on the columns; a file without rows has its heading all the same.
 */
public final class MeasurementCsv implements Closeable {

	private static final MathContext DIGITS = new MathContext(7);

	private final BufferedWriter out;
	private final List<String> further;
	private List<String> columns = List.of();

	/** A new file. @throws IOException if it cannot be made */
	public MeasurementCsv(Path file) throws IOException {
		this(file, List.of());
	}

	/** A new file. @param further columns behind the usual ones, for a heading without rows @throws IOException if it cannot be made */
	public MeasurementCsv(Path file, List<String> further) throws IOException {
		this.out = Files.newBufferedWriter(file);
		this.further = List.copyOf(further);
	}

	/** Writes the rows of a table. @throws IOException if writing fails */
	public void add(ResultsTable table) throws IOException {
		if (table.size() == 0) return;
		if (columns.isEmpty()) begin(Arrays.stream(table.getHeadings()).filter(heading -> !heading.isBlank()).toList());
		for (int row = 0; row < table.size(); row++)
			out.write(row(table, row));
	}

	private void begin(List<String> headings) throws IOException {
		columns = headings;
		out.write(columns.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\n");
	}

	private String row(ResultsTable table, int row) {
		StringBuilder line = new StringBuilder();
		for (String column : columns)
			line.append(line.isEmpty() ? "" : ",").append(cell(table, column, row));
		return line.append('\n').toString();
	}

	private static String cell(ResultsTable table, String column, int row) {
		if (column.equals("Label")) return Csv.cell(String.valueOf(table.getLabel(row)));
		double value = table.getValue(column, row);
		if (!Double.isFinite(value)) return Double.isNaN(value) ? Csv.cell(table.getStringValue(column, row)) : String.valueOf(value);
		return plain(value);
	}

	private static String plain(double value) {
		return value == 0 ? "0" : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
	}

	/** Ends the file. */
	@Override
	public void close() throws IOException {
		try (out) {
			if (columns.isEmpty()) begin(Stream.concat(LabelMeasurements.COLUMNS.stream(), further.stream()).toList());
		}
	}
}
