package sc.fovea.image.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Labels as OME-Zarr 0.4 (Zarr 2, unsigned 32 bits, zlib), written chunk by chunk by any number of processes on any number of computers. The folder appears when all is
 * written; until then it has a hidden name. Chunks of background are left out, and a chunk that is written twice is the same file.
 *
 * <pre>{@code
 * LabelZarr labels = new LabelZarr("labels.zarr", new LabelZarr.Shape(4096, 4096, 1, 1), 0.5, 1024);
 * labels.begin();                                     // one process
 * labels.write(new LabelZarr.Place(0, 0, 1024, 0), 1024, ids); // any
 * labels.complete();                                  // one
 * }</pre>
 *
 * @param folder that will appear
 * @param shape in pixels
 * @param micrometres size of a pixel; 0 if it is unknown
 * @param depth distance of two slices in µm; 0 if it is unknown
 * @param chunk side of a chunk in pixels
 */
public record LabelZarr(String folder, Shape shape, double micrometres, double depth, int chunk) implements Serializable {

	/** Size of an image in pixels, slices and frames. */
	public record Shape(long width, long height, int slices, int frames) implements Serializable {}

	/** Where a block begins: slice, frame and pixel, from 0. */
	public record Place(int z, int t, long x, long y) {}

	/** @throws IllegalArgumentException if chunks are empty or larger than an array */
	public LabelZarr {
		if (chunk < 1 || chunk > 1 << 14) throw new IllegalArgumentException("Expected chunks of 1 to 16384 pixels, got " + chunk + ".");
	}

	/** Of slices whose distance is not known. */
	public LabelZarr(String folder, Shape shape, double micrometres, int chunk) {
		this(folder, shape, micrometres, 0, chunk);
	}

	private Path target() {
		return Path.of(folder).toAbsolutePath();
	}

	private Path staging() {
		return target().resolveSibling(".fovea-" + target().getFileName() + ".parts");
	}

	private Path temporary() {
		return staging().resolve(".temporary");
	}

	/** Makes the hidden folder, without what a killed run left there. @throws IOException if the folder exists, or cannot be made */
	public void begin() throws IOException {
		if (Files.exists(target())) throw new FileAlreadyExistsException("\"" + target() + "\" exists; choose another output, or remove it");
		delete(staging());
		Files.createDirectories(temporary());
		Path array = Files.createDirectories(staging().resolve("0"));
		Files.writeString(array.resolve(".zarray"), about().toString());
	}

	private boolean has(char axis) {
		return axis == 't' ? shape.frames() > 1 : axis != 'z' || shape.slices() > 1;
	}

	private List<Character> axes() {
		return Stream.of('t', 'z', 'y', 'x').filter(this::has).toList();
	}

	private JsonObject about() {
		JsonObject about = new JsonObject();
		JsonArray sizes = new JsonArray();
		JsonArray chunks = new JsonArray();
		for (char axis : axes()) {
			sizes.add(axis == 't' ? shape.frames() : axis == 'z' ? shape.slices() : axis == 'y' ? shape.height() : shape.width());
			chunks.add(axis == 't' || axis == 'z' ? 1 : chunk);
		}
		JsonObject compressor = new JsonObject();
		compressor.addProperty("id", "zlib");
		compressor.addProperty("level", 1);
		about.addProperty("zarr_format", 2);
		about.add("shape", sizes);
		about.add("chunks", chunks);
		about.addProperty("dtype", "<u4");
		about.add("compressor", compressor);
		about.addProperty("fill_value", 0);
		about.addProperty("order", "C");
		about.add("filters", com.google.gson.JsonNull.INSTANCE);
		about.addProperty("dimension_separator", "/");
		return about;
	}

	/**
	 * Writes the chunks of a block.
	 *
	 * @param place where it begins, at the beginning of a chunk
	 * @param width of the block; it ends with a chunk, or with the image
	 * @param ids (H, W), none negative
	 * @throws IllegalArgumentException if the block does not consist of chunks
	 * @throws IOException if a chunk cannot be written
	 */
	public void write(Place place, int width, int[] ids) throws IOException {
		int height = ids.length / width;
		boolean isWhole = ids.length == width * height && place.x() % chunk == 0 && place.y() % chunk == 0
			&& (width % chunk == 0 || place.x() + width == shape.width()) && (height % chunk == 0 || place.y() + height == shape.height());
		if (!isWhole)
			throw new IllegalArgumentException("Expected a block of whole chunks of " + chunk + " pixels, got " + width + "x" + height + " at " + place + ".");
		for (int y = 0; y < height; y += chunk)
			for (int x = 0; x < width; x += chunk) {
				byte[] packed = packed(ids, width, x, y);
				if (packed.length > 0) publish(packed, file(place, (place.x() + x) / chunk, (place.y() + y) / chunk));
			}
	}

	/** A chunk, filled up with background; nothing if it is all background. */
	private byte[] packed(int[] ids, int width, int left, int top) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(chunk * chunk * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		int height = ids.length / width;
		boolean isEmpty = true;
		for (int y = top; y < Math.min(top + chunk, height); y++)
			for (int x = left; x < Math.min(left + chunk, width); x++) {
				int id = ids[y * width + x];
				isEmpty &= id == 0;
				bytes.putInt(((y - top) * chunk + x - left) * Integer.BYTES, id);
			}
		if (isEmpty) return new byte[0];
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		Deflater deflater = new Deflater(1);
		try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
			out.write(bytes.array());
		}
		finally {
			deflater.end();
		}
		return packed.toByteArray();
	}

	private Path file(Place place, long column, long row) {
		Path file = staging().resolve("0");
		if (has('t')) file = file.resolve(Integer.toString(place.t()));
		if (has('z')) file = file.resolve(Integer.toString(place.z()));
		return file.resolve(Long.toString(row)).resolve(Long.toString(column));
	}

	private void publish(byte[] packed, Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Path written = temporary().resolve(UUID.randomUUID().toString());
		try {
			Files.write(written, packed);
			Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	/** Makes the folder appear. @throws IOException if it exists by now */
	public void complete() throws IOException {
		delete(temporary());
		Files.writeString(staging().resolve(".zgroup"), "{\"zarr_format\":2}");
		Files.writeString(staging().resolve(".zattrs"), attributes().toString());
		Files.move(staging(), target());
	}

	private JsonObject attributes() {
		JsonArray axes = new JsonArray();
		JsonArray scale = new JsonArray();
		for (char letter : axes()) {
			double size = letter == 't' ? 0 : letter == 'z' ? depth : micrometres;
			JsonObject axis = new JsonObject();
			axis.addProperty("name", String.valueOf(letter));
			axis.addProperty("type", letter == 't' ? "time" : "space");
			if (size > 0) axis.addProperty("unit", "micrometer");
			axes.add(axis);
			scale.add(size > 0 ? size : 1);
		}
		JsonObject step = new JsonObject();
		step.addProperty("type", "scale");
		step.add("scale", scale);
		JsonObject level = new JsonObject();
		level.addProperty("path", "0");
		level.add("coordinateTransformations", array(step));
		JsonObject multiscale = new JsonObject();
		multiscale.addProperty("version", "0.4");
		multiscale.addProperty("name", target().getFileName().toString());
		multiscale.add("axes", axes);
		multiscale.add("datasets", array(level));
		JsonObject label = new JsonObject();
		label.addProperty("version", "0.4");
		JsonObject all = new JsonObject();
		all.add("multiscales", array(multiscale));
		all.add("image-label", label);
		return all;
	}

	private static JsonArray array(JsonObject only) {
		JsonArray array = new JsonArray();
		array.add(only);
		return array;
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		try (Stream<Path> all = Files.walk(folder)) {
			for (Path path : all.sorted(Comparator.reverseOrder()).toList())
				Files.delete(path);
		}
	}
}
