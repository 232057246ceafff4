package sc.fovea.annotation;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;

import sc.fovea.image.ImageFileException;

/**
 * A JSON file that is read as it comes, so that files larger than memory would allow as a tree can be read. Every fault ends in one sentence with the file and
 * the place in it, in the notation {@code $.annotations[3].bbox}.
 */
final class JsonSource implements Closeable {

	/** No coordinate of an image is larger. */
	private static final double LARGEST = 1e9;
	private static final int MOST_NUMBERS = 1 << 26;

	private final Path file;
	private final JsonReader reader;

	private JsonSource(Path file, Reader text) {
		this.file = file;
		this.reader = new JsonReader(text);
	}

	/** Reads from a value of an object of the file. */
	interface Field {

		/** Takes the value of a key, all of it. */
		void read(String key) throws IOException;
	}

	/** Reads a value of a list. */
	interface Element {

		/** Takes the value, all of it. */
		void read() throws IOException;
	}

	/** Opens a file whose whole is an object. @throws ImageFileException with one sentence */
	static void read(Path file, Content content) throws ImageFileException {
		read(file, () -> Files.newBufferedReader(file, StandardCharsets.UTF_8), content);
	}

	/** Opens a text. */
	interface Text {

		/** At its beginning. */
		Reader open() throws IOException;
	}

	/** Reads a text whose whole is an object. @param file for messages @throws ImageFileException with one sentence */
	static void read(Path file, Text text, Content content) throws ImageFileException {
		try (JsonSource source = new JsonSource(file, text.open())) {
			source.read(content);
		}
		catch (CharacterCodingException e) {
			throw new ImageFileException("Expected text in UTF-8, got other bytes in \"" + file + "\".", e);
		}
		catch (IOException e) {
			throw e instanceof ImageFileException known ? known : new ImageFileException("Cannot read \"" + file + "\": " + e.getMessage() + ".", e);
		}
	}

	private void read(Content content) throws IOException {
		try {
			content.read(this);
			if (reader.peek() != JsonToken.END_DOCUMENT) {
				throw wrong("nothing behind the object", "more");
			}
		}
		catch (MalformedJsonException | EOFException | IllegalStateException | NumberFormatException e) {
			throw new ImageFileException("Expected JSON at " + place() + ", got something else or the end of the file.", e);
		}
	}

	/** What is to be read. */
	interface Content {

		/** Takes the whole. */
		void read(JsonSource source) throws IOException;
	}

	/** The sentence for a value that is not what it should be. */
	ImageFileException wrong(String expected, String got) {
		return new ImageFileException("Expected " + expected + " at " + place() + ", got " + got + ".");
	}

	/** Where reading is, for messages. */
	String place() {
		return reader.getPath() + " of \"" + file + "\"";
	}

	private void require(JsonToken token, String expected) throws IOException {
		JsonToken next = reader.peek();
		if (next != token) {
			throw wrong(expected, next.name().toLowerCase(Locale.ROOT).replace('_', ' '));
		}
	}

	/** Reads an object, field by field. */
	void fields(Field field) throws IOException {
		require(JsonToken.BEGIN_OBJECT, "an object");
		reader.beginObject();
		while (reader.peek() != JsonToken.END_OBJECT) {
			field.read(reader.nextName());
		}
		reader.endObject();
	}

	/** Reads a list, value by value. */
	void elements(Element element) throws IOException {
		require(JsonToken.BEGIN_ARRAY, "a list");
		reader.beginArray();
		while (reader.peek() != JsonToken.END_ARRAY) {
			element.read();
		}
		reader.endArray();
	}

	/** Passes over a value. */
	void skip() throws IOException {
		reader.skipValue();
	}

	boolean isObject() throws IOException {
		return reader.peek() == JsonToken.BEGIN_OBJECT;
	}

	boolean isList() throws IOException {
		return reader.peek() == JsonToken.BEGIN_ARRAY;
	}

	/** Passes over a null. @return whether there was one */
	boolean isNull() throws IOException {
		if (reader.peek() != JsonToken.NULL) return false;
		reader.nextNull();
		return true;
	}

	/** A text, or a number or truth value as it is written. */
	String text() throws IOException {
		if (reader.peek() == JsonToken.BOOLEAN) return String.valueOf(reader.nextBoolean());
		if (reader.peek() != JsonToken.NUMBER) require(JsonToken.STRING, "a text or a number");
		return reader.nextString();
	}

	/** A number or a text that names something: 1.0 and 1 are the same. */
	String id() throws IOException {
		String text = text().strip();
		return text.matches("-?\\d{1,18}\\.0+") ? text.substring(0, text.indexOf('.')) : text;
	}

	/** A finite number that may be a coordinate. */
	double number() throws IOException {
		require(JsonToken.NUMBER, "a number");
		String text = reader.nextString();
		double value = Double.parseDouble(text);
		if (!(Math.abs(value) <= LARGEST)) {
			throw wrong("a number up to 1e9", text);
		}
		return value;
	}

	/** A list of numbers. */
	double[] numbers() throws IOException {
		double[][] values = { new double[16] };
		int[] count = { 0 };
		elements(() -> {
			if (count[0] == values[0].length) {
				if (count[0] == MOST_NUMBERS) throw wrong("at most " + MOST_NUMBERS + " numbers", "more");
				values[0] = Arrays.copyOf(values[0], 2 * count[0]);
			}
			values[0][count[0]++] = number();
		});
		return Arrays.copyOf(values[0], count[0]);
	}

	@Override
	public void close() throws IOException {
		reader.close();
	}
}
