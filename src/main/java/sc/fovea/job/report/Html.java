package sc.fovea.job.report;

import java.util.Locale;

/** The text of a page as it grows. What comes from outside is escaped. */
final class Html {

	private final StringBuilder text = new StringBuilder();

	/** Markup as it is. */
	Html raw(String markup) {
		text.append(markup);
		return this;
	}

	/** Text that is not markup. */
	Html text(Object what) {
		return raw(escaped(String.valueOf(what)));
	}

	/** An element with text in it. */
	Html element(String name, Object content) {
		int attributes = name.indexOf(' ');
		return raw("<" + name + ">").text(content).raw("</" + (attributes < 0 ? name : name.substring(0, attributes)) + ">");
	}

	/** A row of a table. @param kind td or th */
	Html row(String kind, Object... cells) {
		raw("<tr>");
		for (Object cell : cells) {
			element(kind + (cell instanceof Number ? " class=\"n\"" : ""), cell instanceof Number number ? number(number) : cell);
		}
		return raw("</tr>\n");
	}

	static String number(Number number) {
		if (number instanceof Long || number instanceof Integer) return number.toString();
		double value = number.doubleValue();
		if (Double.isNaN(value)) return "–";
		return value == Math.rint(value) && Math.abs(value) < 1e9 ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.4g", value);
	}

	static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	@Override
	public String toString() {
		return text.toString();
	}
}
