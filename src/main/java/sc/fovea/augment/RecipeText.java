package sc.fovea.augment;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/** JSON (RFC 8259) as trees of maps, lists, texts and doubles. Stricter than Gson's own reading: no null, no key twice, and only so deep. */
final class RecipeText {

	private static final int DEEPEST = 32;
	private static final int LONGEST = 1 << 20;

	private RecipeText() {}

	/** The object that a text holds. @throws IllegalArgumentException saying where it is not what is expected */
	static Map<String, Object> parse(String text) {
		if (text.length() > LONGEST) {
			throw new IllegalArgumentException("Expected a recipe of at most " + LONGEST + " characters, got " + text.length() + ".");
		}
		JsonReader reader = new JsonReader(new StringReader(text));
		try {
			Map<String, Object> tree = object(reader, 0);
			if (reader.peek() != JsonToken.END_DOCUMENT) {
				throw new IllegalArgumentException("Expected nothing behind the JSON object, got more.");
			}
			return tree;
		}
		catch (IOException | IllegalStateException | NumberFormatException e) {
			throw new IllegalArgumentException("Expected a JSON object, got an error at " + reader.getPath() + ": " + firstLine(e) + ".", e);
		}
	}

	private static String firstLine(Exception e) {
		return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceAll("\\.$", "");
	}

	private static Map<String, Object> object(JsonReader reader, int depth) throws IOException {
		Map<String, Object> tree = new LinkedHashMap<>();
		reader.beginObject();
		while (reader.hasNext()) {
			String key = reader.nextName();
			if (tree.put(key, value(reader, depth + 1)) != null) {
				throw new IllegalArgumentException("Expected each key once, got '" + key + "' twice at " + reader.getPath() + ".");
			}
		}
		reader.endObject();
		return tree;
	}

	private static List<Object> list(JsonReader reader, int depth) throws IOException {
		List<Object> values = new ArrayList<>();
		reader.beginArray();
		while (reader.hasNext()) {
			values.add(value(reader, depth + 1));
		}
		reader.endArray();
		return values;
	}

	private static Object value(JsonReader reader, int depth) throws IOException {
		if (depth > DEEPEST) {
			throw new IllegalArgumentException("Expected JSON at most " + DEEPEST + " levels deep, got more.");
		}
		return switch (reader.peek()) {
			case BEGIN_OBJECT -> object(reader, depth);
			case BEGIN_ARRAY -> list(reader, depth);
			case STRING -> reader.nextString();
			case NUMBER -> reader.nextDouble();
			default -> throw new IllegalArgumentException("Expected a text, number, list or object at " + reader.getPath() + ", got " + reader.peek() + ".");
		};
	}
}
