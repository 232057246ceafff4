package sc.fovea.image.table;

/** Cells of CSV files (RFC 4180) that a spreadsheet shows and does not carry out. */
public final class Csv {

	/** What a formula begins with, or what a spreadsheet passes over before it looks for one (OWASP, "CSV Injection"). */
	private static final String FORMULA = "=+-@\t\r";
	private static final String NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?Infinity";

	private Csv() {}

	/** A text as a cell: in quotes where it must be, and with an apostrophe in front if it would be taken for a formula, as the name of a file may. */
	public static String cell(String text) {
		String safe = isFormula(text) ? "'" + text : text;
		boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
		return isPlain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
	}

	private static boolean isFormula(String text) {
		return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches(NUMBER);
	}
}
