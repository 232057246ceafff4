package sc.fovea.command;

import java.awt.GraphicsEnvironment;
import java.util.List;

import ij.measure.ResultsTable;

import sc.fovea.evaluate.Table;

/** Adds what a command measured to ImageJ's Results table. */
final class ResultRows {

	private ResultRows() {}

	/**
	 * A row for each of a table, in columns of the same titles, and shown where there is a display.
	 *
	 * @param label of all rows
	 */
	static void add(Table table, String label) {
		table.rows().forEach(row -> add(table.columns(), row, label));
		if (!GraphicsEnvironment.isHeadless()) ResultsTable.getResultsTable().show("Results");
	}

	/** One row, which is shown when the table is. @param columns titles @param row a number or text for each of them */
	static void add(List<String> columns, List<Object> row, String label) {
		ResultsTable results = ResultsTable.getResultsTable();
		results.incrementCounter();
		results.addLabel(label);
		for (int i = 0; i < row.size(); i++) {
			if (row.get(i) instanceof Number number) results.addValue(columns.get(i), number.doubleValue());
			else
				results.addValue(columns.get(i), String.valueOf(row.get(i)));
		}
	}
}
