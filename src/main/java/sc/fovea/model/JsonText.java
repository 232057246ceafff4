package sc.fovea.model;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/**
 * JSON (RFC 8259) as trees of maps, lists, texts, {@code Long}, {@code Double} and booleans. Stricter than Gson's own reading: no null,
 * no key twice, no number beyond a double, no comments, and only so deep. Files of other programs may hold null.
 */
public final class JsonText {

	private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();
	private static final Gson PRETTY = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
	private static final int DEEPEST = 64;

	private final boolean takesNull;

	private JsonText(boolean takesNull) {
		this.takesNull = takesNull;
	}

	/** One line without spaces. */
	public static String compact(Map<String, ?> tree) {
		return COMPACT.toJson(tree);
	}

	/** Indented, for people. */
	public static String pretty(Map<String, ?> tree) {
		return PRETTY.toJson(tree) + "\n";
	}

	/** The object that a text holds. @throws IllegalArgumentException saying where it is not JSON, or if it is no object */
	static Map<String, Object> parse(String text) {
		return new JsonText(false).read(text);
	}

	/**
	 * The object of a text that another program wrote: a member that is null is left out, an element that is null becomes an empty {@link Optional}.
	 *
	 * @throws IllegalArgumentException saying where it is not JSON, or if it is no object
	 */
	public static Map<String, Object> parseForeign(String text) {
		return new JsonText(true).read(text);
	}

	private Map<String, Object> read(String text) {
		JsonReader reader = new JsonReader(new StringReader(text));
		try {
			if (reader.peek() != JsonToken.BEGIN_OBJECT) {
				throw new IllegalArgumentException("Expected a JSON object, got " + reader.peek() + ".");
			}
			Map<String, Object> tree = object(reader, 0);
			if (reader.peek() != JsonToken.END_DOCUMENT) {
				throw new IllegalArgumentException("Expected nothing behind the JSON object, got " + reader.peek() + ".");
			}
			return tree;
		}
		catch (IOException | IllegalStateException | NumberFormatException e) {
			throw new IllegalArgumentException("Expected JSON, got an error at " + reader.getPath() + ": " + e.getMessage() + ".", e);
		}
	}

	private Map<String, Object> object(JsonReader reader, int depth) throws IOException {
		Map<String, Object> tree = new LinkedHashMap<>();
		reader.beginObject();
		while (reader.hasNext()) {
			String key = reader.nextName();
			if (takesNull && reader.peek() == JsonToken.NULL) {
				reader.nextNull();
			}
			else if (tree.put(key, value(reader, depth + 1)) != null) {
				throw new IllegalArgumentException("Expected each JSON key once, got '" + key + "' twice.");
			}
		}
		reader.endObject();
		return tree;
	}

	private List<Object> list(JsonReader reader, int depth) throws IOException {
		List<Object> values = new ArrayList<>();
		reader.beginArray();
		while (reader.hasNext()) {
			values.add(value(reader, depth + 1));
		}
		reader.endArray();
		return values;
	}

	private Object value(JsonReader reader, int depth) throws IOException {
		if (depth > DEEPEST) {
			throw new IllegalArgumentException("Expected JSON at most " + DEEPEST + " levels deep, got more.");
		}
		return switch (reader.peek()) {
			case BEGIN_OBJECT -> object(reader, depth);
			case BEGIN_ARRAY -> list(reader, depth);
			case STRING -> reader.nextString();
			case BOOLEAN -> reader.nextBoolean();
			case NUMBER -> number(reader.nextString());
			case NULL -> nothing(reader);
			default -> throw new IllegalArgumentException("Expected a value at " + reader.getPath() + ", got " + reader.peek() + ".");
		};
	}

	private Optional<Object> nothing(JsonReader reader) throws IOException {
		if (!takesNull) {
			throw new IllegalArgumentException("Expected a value at " + reader.getPath() + ", got " + reader.peek() + ".");
		}
		reader.nextNull();
		return Optional.empty();
	}

	private static Object number(String text) {
		if (text.matches("-?[0-9]{1,19}") && !text.equals("-0") && new BigInteger(text).bitLength() < Long.SIZE) {
			return Long.parseLong(text);
		}
		double value = Double.parseDouble(text);
		if (!Double.isFinite(value)) {
			throw new IllegalArgumentException("Expected numbers up to 1.8e308, got " + text + ".");
		}
		return value;
	}
}
