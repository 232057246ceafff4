package sc.fovea.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The second argument of a macro's {@code run("Segment...", "model=nuclei input=[my cells.tif] rois")}: values by key.
 * <p>
 * Keys are case-insensitive; a value with spaces stands in brackets; a key alone means {@code true}, as ImageJ records a ticked box.
 *
 * @param values by lower-case key, in the order in which they were written
 */
record MacroOptions(Map<String, String> values) {

	MacroOptions {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * Reads a line of options.
	 *
	 * @throws IllegalArgumentException if a key is empty or occurs twice, or a bracket is not closed
	 */
	static MacroOptions parse(String text) {
		Map<String, String> values = new LinkedHashMap<>();
		int at = skipSpace(text, 0);
		while (at < text.length()) {
			int end = endOfKey(text, at);
			String key = text.substring(at, end).toLowerCase(Locale.ROOT);
			boolean hasValue = end < text.length() && text.charAt(end) == '=';
			int stop = hasValue ? endOfValue(text, end + 1) : end;
			put(values, key, hasValue ? unquoted(text.substring(end + 1, stop)) : "true");
			at = skipSpace(text, stop);
		}
		return new MacroOptions(values);
	}

	private static void put(Map<String, String> values, String key, String value) {
		if (key.isEmpty()) {
			throw new IllegalArgumentException("Expected key=value, got \"=" + value + "\" without a key.");
		}
		if (values.put(key, value) != null) {
			throw new IllegalArgumentException("Expected each key once, got \"" + key + "\" twice.");
		}
	}

	private static int skipSpace(String text, int from) {
		int at = from;
		while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
			at++;
		}
		return at;
	}

	private static int endOfKey(String text, int from) {
		int at = from;
		while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
			at++;
		}
		return at;
	}

	private static int endOfValue(String text, int from) {
		if (from < text.length() && text.charAt(from) == '[') {
			int end = text.indexOf(']', from);
			if (end < 0) {
				throw new IllegalArgumentException("Expected a ] after \"" + text.substring(from) + "\", got none.");
			}
			return end + 1;
		}
		int at = from;
		while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
			at++;
		}
		return at;
	}

	private static String unquoted(String value) {
		return value.startsWith("[") ? value.substring(1, value.length() - 1) : value;
	}
}
