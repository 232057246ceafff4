package sc.fovea.job.report;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a table of values with commas between them (RFC 4180) row by row. */
final class CsvFile implements Closeable {

	private final BufferedReader in;
	private final List<String> columns;

	CsvFile(Path file) throws IOException {
		in = Files.newBufferedReader(file);
		columns = next().orElse(List.of());
	}

	/** The titles. */
	List<String> columns() {
		return columns;
	}

	/** The next row; empty behind the last. */
	Optional<List<String>> next() throws IOException {
		String line = in.readLine();
		if (line == null) return Optional.empty();
		StringBuilder row = new StringBuilder(line);
		while (isOpen(row)) {
			String more = in.readLine();
			if (more == null) break;
			row.append('\n').append(more);
		}
		return Optional.of(cells(row));
	}

	private static boolean isOpen(CharSequence row) {
		return row.chars().filter(c -> c == '"').count() % 2 == 1;
	}

	private static List<String> cells(CharSequence row) {
		List<String> cells = new ArrayList<>();
		StringBuilder cell = new StringBuilder();
		boolean isQuoted = false;
		for (int i = 0; i < row.length(); i++) {
			char c = row.charAt(i);
			boolean isTwice = c == '"' && isQuoted && i + 1 < row.length() && row.charAt(i + 1) == '"';
			if (isTwice) {
				cell.append(c);
				i++;
			}
			else if (c == '"') isQuoted = !isQuoted;
			else if (c == ',' && !isQuoted) {
				cells.add(cell.toString());
				cell.setLength(0);
			}
			else
				cell.append(c);
		}
		cells.add(cell.toString());
		return cells;
	}

	@Override
	public void close() throws IOException {
		in.close();
	}
}
