package sc.fovea.image.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sc.fovea.image.tiff.RawNumbers;

/**
 * An array of numbers in chunks, Zarr 2 or 3, in C order.
 *
 * @param folder  of the array
 * @param shape   size of each axis, the slowest first
 * @param chunks  size of a chunk along each axis
 * @param shards  chunks of a shard along each axis; ones where there are no shards
 * @param numbers how they are stored
 * @param steps   that are undone to unpack a chunk
 * @param key     names of the files of chunks
 * @param fill    the number of chunks that are not there
 */
public record ZarrArray(Path folder, long[] shape, int[] chunks, int[] shards, RawNumbers numbers, List<Codec> steps, Key key, double fill) {

	private static final int MOST_AXES = 8;
	private static final long LARGEST_JSON = 1L << 26;
	private static final long LARGEST_CHUNK = 1L << 30;

	/**
	 * Names of the files of chunks.
	 *
	 * @param prefix    before the numbers
	 * @param separator between the numbers
	 */
	public record Key(String prefix, String separator) {}

	/** The JSON of a file; nothing where there is no such file. @throws ZarrException if it is none */
	static JsonObject json(Path file) throws IOException {
		if (Files.size(file) > LARGEST_JSON) throw new ZarrException("\"" + file.getFileName() + "\" is larger than 64 MB");
		try {
			return JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8)).getAsJsonObject();
		}
		catch (JsonSyntaxException | IllegalStateException e) {
			throw new ZarrException("\"" + file.getFileName() + "\" is no JSON object", e);
		}
	}

	/** The array of a folder. @throws IOException if there is none, or it cannot be read; the message is the reason */
	public static ZarrArray open(Path folder) throws IOException {
		try {
			boolean isThird = Files.isRegularFile(folder.resolve("zarr.json"));
			if (!isThird && !Files.isRegularFile(folder.resolve(".zarray"))) throw new ZarrException("it has no array \"" + folder.getFileName() + "\"");
			return isThird ? third(folder, json(folder.resolve("zarr.json"))) : second(folder, json(folder.resolve(".zarray")));
		}
		catch (IllegalStateException | NullPointerException | ClassCastException | NumberFormatException | UnsupportedOperationException e) {
			throw new ZarrException("the description of its array \"" + folder.getFileName() + "\" is damaged", e);
		}
	}

	private static ZarrArray second(Path folder, JsonObject about) throws ZarrException {
		String type = about.get("dtype").getAsString();
		if (!type.matches("[<>|][biuf]\\d+")) throw new ZarrException("its numbers are of type " + type);
		ByteOrder order = type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
		if (!"C".equals(about.get("order").getAsString())) throw new ZarrException("its chunks are in Fortran order, which is not read here");
		JsonElement filters = about.get("filters");
		if (filters != null && filters.isJsonArray() && filters.getAsJsonArray().size() > 0) throw new ZarrException("it has filters, which are not read here");
		JsonElement compressor = about.get("compressor");
		List<Codec> steps = compressor == null || compressor.isJsonNull() ? List.of() : List.of(Codec.ofCompressor(compressor.getAsJsonObject()));
		String separator = about.has("dimension_separator") ? about.get("dimension_separator").getAsString() : ".";
		int[] chunks = sizes(about.getAsJsonArray("chunks"));
		RawNumbers numbers = numbers(type.charAt(1) == 'b' ? 'u' : type.charAt(1), Integer.parseInt(type.substring(2)), order);
		return checked(new ZarrArray(folder, shape(about), chunks, ones(chunks.length), numbers, steps, new Key("", separator), fill(about)));
	}

	private static ZarrArray third(Path folder, JsonObject about) throws ZarrException {
		String type = about.get("data_type").getAsString();
		if (!type.matches("bool|(u?int|float)\\d+")) throw new ZarrException("its numbers are of type " + type);
		int[] chunks = sizes(about.getAsJsonObject("chunk_grid").getAsJsonObject("configuration").getAsJsonArray("chunk_shape"));
		JsonArray codecs = about.getAsJsonArray("codecs");
		int[] shards = ones(chunks.length);
		JsonObject first = codecs.get(0).getAsJsonObject();
		if (first.get("name").getAsString().equals("sharding_indexed")) {
			JsonObject settings = first.getAsJsonObject("configuration");
			if (codecs.size() > 1) throw new ZarrException("its shards are packed as a whole, which is not read here");
			boolean isAtStart = settings.has("index_location") && settings.get("index_location").getAsString().equals("start");
			if (isAtStart) throw new ZarrException("the index of its shards is at their start, which is not read here");
			int[] inner = sizes(settings.getAsJsonArray("chunk_shape"));
			for (int i = 0; i < chunks.length; i++)
				shards[i] = chunks[i] / Math.max(1, inner[i]);
			chunks = inner;
			codecs = settings.getAsJsonArray("codecs");
		}
		int bits = type.equals("bool") ? 8 : Integer.parseInt(type.replaceAll("\\D", ""));
		char kind = type.startsWith("float") ? 'f' : type.startsWith("int") ? 'i' : 'u';
		JsonObject names = about.getAsJsonObject("chunk_key_encoding");
		boolean isDefault = names == null || names.get("name").getAsString().equals("default");
		String separator = separator(names, isDefault ? "/" : ".");
		Key key = new Key(isDefault ? "c" + separator : "", separator);
		return checked(new ZarrArray(folder, shape(about), chunks, shards, numbers(kind, bits / 8, order(codecs)), Codec.ofCodecs(codecs), key, fill(about)));
	}

	private static String separator(JsonObject names, String otherwise) {
		JsonObject settings = names == null || !names.has("configuration") ? new JsonObject() : names.getAsJsonObject("configuration");
		return settings.has("separator") ? settings.get("separator").getAsString() : otherwise;
	}

	private static ByteOrder order(JsonArray codecs) throws ZarrException {
		ByteOrder order = ByteOrder.LITTLE_ENDIAN;
		for (JsonElement codec : codecs) {
			String name = codec.getAsJsonObject().get("name").getAsString();
			if (name.equals("transpose")) throw new ZarrException("the axes of its chunks are transposed, which is not read here");
			JsonObject settings = codec.getAsJsonObject().getAsJsonObject("configuration");
			boolean isBig = name.equals("bytes") && settings != null && settings.has("endian") && settings.get("endian").getAsString().equals("big");
			if (isBig) order = ByteOrder.BIG_ENDIAN;
		}
		return order;
	}

	private static RawNumbers numbers(char kind, int bytes, ByteOrder order) throws ZarrException {
		return RawNumbers.of(kind, bytes, order).orElseThrow(() -> new ZarrException("its numbers are of " + bytes + " bytes"));
	}

	private static double fill(JsonObject about) {
		JsonElement fill = about.get("fill_value");
		if (fill == null || !fill.isJsonPrimitive()) return 0;
		if (fill.getAsJsonPrimitive().isBoolean()) return fill.getAsBoolean() ? 1 : 0;
		return fill.getAsJsonPrimitive().isString() ? Double.NaN : fill.getAsDouble();
	}

	private static long[] shape(JsonObject about) {
		JsonArray sizes = about.getAsJsonArray("shape");
		long[] shape = new long[sizes.size()];
		for (int i = 0; i < shape.length; i++)
			shape[i] = sizes.get(i).getAsLong();
		return shape;
	}

	private static int[] sizes(JsonArray array) {
		int[] sizes = new int[array.size()];
		for (int i = 0; i < sizes.length; i++)
			sizes[i] = array.get(i).getAsInt();
		return sizes;
	}

	private static int[] ones(int count) {
		int[] ones = new int[count];
		Arrays.fill(ones, 1);
		return ones;
	}

	private static ZarrArray checked(ZarrArray array) throws ZarrException {
		boolean fits = array.shape.length == array.chunks.length && array.shape.length >= 2 && array.shape.length <= MOST_AXES;
		if (!fits) throw new ZarrException("its array has " + array.shape.length + " axes and chunks of " + array.chunks.length);
		double bytes = array.numbers.bytes();
		for (int i = 0; i < array.chunks.length; i++) {
			if (array.chunks[i] < 1 || array.shape[i] < 1 || array.shards[i] < 1) throw new ZarrException("an axis of its array or its chunks is empty");
			bytes *= array.chunks[i];
		}
		if (bytes > LARGEST_CHUNK) throw new ZarrException("its chunks have " + Math.round(bytes / 1e6) + " MB, which must be unpacked as one");
		return array;
	}

	/** Bytes of an unpacked chunk. */
	public int chunkBytes() {
		int bytes = numbers.bytes();
		for (int size : chunks)
			bytes *= size;
		return bytes;
	}

	/**
	 * The bytes of a chunk, in C order; empty where the chunk is not there and all its numbers are {@link #fill}.
	 *
	 * @param index of the chunk along each axis
	 * @throws IOException naming the chunk, if it cannot be read or does not give its bytes
	 */
	public byte[] chunk(long[] index) throws IOException {
		byte[] bytes = packed(index);
		if (bytes.length == 0) return bytes;
		try {
			for (Codec step : steps)
				bytes = step.decode(bytes, chunkBytes());
			if (bytes.length != chunkBytes()) throw new ZarrException("gives " + bytes.length + " of its " + chunkBytes() + " bytes");
			return bytes;
		}
		catch (ZarrException e) {
			throw new ZarrException("chunk " + name(index) + " " + e.getMessage(), e);
		}
		catch (RuntimeException e) { // the libraries answer damage with several exceptions
			throw new ZarrException("chunk " + name(index) + " is damaged (" + e.getMessage() + ")", e);
		}
	}

	private String name(long[] index) {
		List<String> parts = new ArrayList<>();
		for (long i : index)
			parts.add(Long.toString(i));
		return String.join(key.separator, parts);
	}

	private byte[] packed(long[] index) throws IOException {
		long[] shard = index.clone();
		int inShard = 0;
		int perShard = 1;
		for (int i = 0; i < index.length; i++) {
			shard[i] = index[i] / shards[i];
			inShard = inShard * shards[i] + (int) (index[i] % shards[i]);
			perShard *= shards[i];
		}
		Path file = folder.resolve(key.prefix + name(shard));
		if (!Files.isRegularFile(file)) return new byte[0];
		long size = Files.size(file);
		if (perShard == 1) {
			if (size > 2L * LARGEST_CHUNK) throw new ZarrException("chunk " + name(index) + " has " + size + " bytes");
			return size == 0 ? empty(index) : Files.readAllBytes(file);
		}
		return ofShard(file, size, inShard, perShard, index);
	}

	private byte[] empty(long[] index) throws ZarrException {
		throw new ZarrException("chunk " + name(index) + " has 0 bytes");
	}

	/** A shard ends with the place and length of each chunk, and a checksum of these. */
	private byte[] ofShard(Path file, long size, int inShard, int perShard, long[] index) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			long table = size - 16L * perShard - 4;
			if (table < 0) throw new ZarrException("the shard of chunk " + name(index) + " is truncated");
			ByteBuffer entry = read(channel, table + 16L * inShard, 16);
			long at = entry.getLong();
			long count = entry.getLong();
			if (at == -1 && count == -1) return new byte[0];
			if (at < 0 || count < 1 || at + count > table) throw new ZarrException("chunk " + name(index) + " lies behind the end of its shard");
			return read(channel, at, (int) count).array();
		}
	}

	private static ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
		while (buffer.hasRemaining())
			if (channel.read(buffer, at + buffer.position()) < 0) throw new ZarrException("a shard is truncated");
		return buffer.flip();
	}
}
