package sc.fovea.model.zoo;

import java.util.List;
import java.util.Map;

import sc.fovea.model.JsonText;
import sc.fovea.model.ModelFormatException;

/**
 * Settings that another program wrote as JSON. What is missing or null has the value that the program takes then.
 *
 * @param files where they are
 * @param entry the file that holds them
 * @param tree by name
 */
record ForeignSettings(ForeignFiles files, String entry, Map<String, Object> tree) {

	/** Reads a file. @throws ModelFormatException if it is missing or no JSON object */
	static ForeignSettings read(ForeignFiles files, String entry) throws ModelFormatException {
		String text = files.text(entry);
		try {
			return new ForeignSettings(files, entry, JsonText.parseForeign(text));
		}
		catch (IllegalArgumentException e) {
			throw files.refusal(entry, e.getMessage());
		}
	}

	/** A whole number between 0 and {@code most}. */
	int whole(String key, int usual, int most) throws ModelFormatException {
		double value = number(key, usual);
		if (value != Math.rint(value) || value < 0 || value > most) {
			throw refusal(key, "a whole number from 0 to " + most, value);
		}
		return (int) value;
	}

	/** A finite number. */
	double number(String key, double usual) throws ModelFormatException {
		Object value = tree.getOrDefault(key, usual);
		if (!(value instanceof Number number)) {
			throw refusal(key, "a number", value);
		}
		return number.doubleValue();
	}

	/** A text. */
	String text(String key, String usual) throws ModelFormatException {
		Object value = tree.getOrDefault(key, usual);
		if (!(value instanceof String text)) {
			throw refusal(key, "a text", value);
		}
		return text;
	}

	/** Yes or no. */
	boolean flag(String key, boolean usual) throws ModelFormatException {
		Object value = tree.getOrDefault(key, usual);
		if (!(value instanceof Boolean flag)) {
			throw refusal(key, "true or false", value);
		}
		return flag;
	}

	/** The one number of a pair of equal whole numbers above 0, or of a single one: the side of a square. */
	int side(String key, int usual, int most) throws ModelFormatException {
		Object value = tree.getOrDefault(key, (long) usual);
		List<?> sides = value instanceof List<?> list ? list : List.of(value);
		boolean isSquare = !sides.isEmpty() && sides.stream().allMatch(side -> side.equals(sides.get(0)));
		if (!isSquare || !(sides.get(0) instanceof Long side) || side < 1 || side > most) {
			throw refusal(key, "equal whole numbers from 1 to " + most, value);
		}
		return side.intValue();
	}

	/** A refusal of a value. */
	ModelFormatException refusal(String key, String expected, Object got) {
		return files.refusal(entry, "Expected " + expected + " as \"" + key + "\", got " + got + ".");
	}
}
