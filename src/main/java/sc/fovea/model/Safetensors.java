package sc.fovea.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * The safetensors format (github.com/huggingface/safetensors): length of the header (8 bytes, little-endian), header (JSON: name to {@code dtype},
 * {@code shape} and {@code data_offsets}), numbers (little-endian), which cover everything behind the header without a gap.
 * <p>
 * Reads F32, F16 and BF16; writes F32 and F16 in the order of the reference implementation: wide numbers first, then by name.
 */
public final class Safetensors {

	private static final int LONGEST_HEADER = 16 << 20;
	private static final int MOST_EXTENTS = 16;

	private enum Type {
		F32(4), F16(2), BF16(2);

		private final int bytes;

		Type(int bytes) {
			this.bytes = bytes;
		}
	}

	/** Where a tensor lies: bytes [begin, end) behind the header. */
	private record Place(String name, Type type, int[] shape, long begin, long end) {}

	private Safetensors() {}

	/** The bytes of a file. @throws IllegalArgumentException if a number is too large for 16 bits */
	public static byte[] write(Weights weights, Precision precision) {
		List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(weights.tensors().entrySet());
		ordered.sort(Comparator.comparing((Map.Entry<String, Tensor> e) -> precision.isHalf(e.getValue())).thenComparing(Map.Entry::getKey));
		Map<String, Object> header = new LinkedHashMap<>();
		long size = 0;
		for (Map.Entry<String, Tensor> entry : ordered) {
			Type type = precision.isHalf(entry.getValue()) ? Type.F16 : Type.F32;
			long end = size + (long) entry.getValue().data().length * type.bytes;
			header.put(entry.getKey(), describe(type, entry.getValue(), List.of(size, end)));
			size = end;
		}
		byte[] text = padded(JsonText.compact(header));
		ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(8 + text.length + size)).order(ByteOrder.LITTLE_ENDIAN);
		file.putLong(text.length).put(text);
		ordered.forEach(entry -> put(file, entry.getKey(), entry.getValue(), precision));
		return file.array();
	}

	/** The tensors of a file, in the order of their data. @throws IllegalArgumentException if it does not keep to the format */
	public static Weights read(byte[] bytes) {
		ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		long length = bytes.length < 8 ? -1 : file.getLong();
		if (length < 2 || length > Math.min(LONGEST_HEADER, bytes.length - 8L)) {
			throw new IllegalArgumentException("Expected a header length between 2 and " + Math.min(LONGEST_HEADER, Math.max(0, bytes.length - 8))
				+ ", got " + length + ".");
		}
		int start = 8 + (int) length;
		Map<String, Object> header = JsonText.parse(new String(bytes, 8, (int) length, StandardCharsets.UTF_8));
		Map<String, Tensor> tensors = new LinkedHashMap<>();
		for (Place place : places(header, bytes.length - start)) {
			tensors.put(place.name, tensor(place, file.position(start + (int) place.begin)));
		}
		return new Weights(tensors);
	}

	private static Map<String, Object> describe(Type type, Tensor tensor, List<Long> offsets) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("dtype", type.name());
		description.put("shape", tensor.shape());
		description.put("data_offsets", offsets);
		return description;
	}

	/** With spaces behind it, so that the numbers begin at a multiple of 8 bytes. */
	private static byte[] padded(String header) {
		byte[] text = header.getBytes(StandardCharsets.UTF_8);
		byte[] all = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
		Arrays.fill(all, text.length, all.length, (byte) ' ');
		return all;
	}

	private static void put(ByteBuffer file, String name, Tensor tensor, Precision precision) {
		if (!precision.isHalf(tensor)) {
			file.asFloatBuffer().put(tensor.data());
			file.position(file.position() + 4 * tensor.data().length);
			return;
		}
		for (float value : tensor.data()) {
			file.putShort(Precision.half(name, value));
		}
	}

	private static List<Place> places(Map<String, Object> header, int size) {
		List<Place> places = new ArrayList<>();
		header.forEach((name, description) -> {
			if (!name.equals("__metadata__")) {
				places.add(place(name, description));
			}
		});
		places.sort(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end));
		long position = 0;
		for (Place place : places) {
			if (place.begin != position) {
				throw new IllegalArgumentException("Expected '" + place.name + "' to begin at byte " + position + ", got " + place.begin + ".");
			}
			position = place.end;
		}
		if (position != size) {
			throw new IllegalArgumentException("Expected " + position + " bytes of numbers, got " + size + ".");
		}
		return places;
	}

	private static Place place(String name, Object description) {
		if (!(description instanceof Map<?, ?> map) || !(map.get("shape") instanceof List<?> extents)
			|| !(map.get("data_offsets") instanceof List<?> offsets) || offsets.size() != 2 || extents.size() > MOST_EXTENTS) {
			throw new IllegalArgumentException("Expected dtype, shape and two data_offsets of '" + name + "', got something else.");
		}
		Type type = type(name, map.get("dtype"));
		int[] shape = extents.stream().mapToInt(extent -> (int) whole(name, extent, Integer.MAX_VALUE)).toArray();
		Place place = new Place(name, type, shape, whole(name, offsets.get(0), Integer.MAX_VALUE), whole(name, offsets.get(1), Integer.MAX_VALUE));
		long bytes = type.bytes;
		for (int extent : shape) {
			bytes = Math.multiplyExact(bytes, extent);
		}
		if (place.end - place.begin != bytes) {
			throw new IllegalArgumentException("Expected " + bytes + " bytes for '" + name + "', got " + place.begin + " to " + place.end + ".");
		}
		return place;
	}

	private static Type type(String name, Object value) {
		for (Type type : Type.values()) {
			if (type.name().equals(value)) {
				return type;
			}
		}
		throw new IllegalArgumentException("Expected '" + name + "' as F32, F16 or BF16, got " + value + ".");
	}

	private static long whole(String name, Object value, long most) {
		if (!(value instanceof Long whole) || whole < 0 || whole > most) {
			throw new IllegalArgumentException("Expected shape and offsets of '" + name + "' between 0 and " + most + ", got " + value + ".");
		}
		return whole;
	}

	private static Tensor tensor(Place place, ByteBuffer file) {
		float[] values = new float[(int) ((place.end - place.begin) / place.type.bytes)];
		switch (place.type) {
			case F32 -> file.asFloatBuffer().get(values);
			case F16 -> {
				for (int i = 0; i < values.length; i++) {
					values[i] = Float16.toFloat(file.getShort());
				}
			}
			case BF16 -> {
				for (int i = 0; i < values.length; i++) {
					values[i] = Float.intBitsToFloat(file.getShort() << 16);
				}
			}
		}
		return Tensor.of(values, place.shape);
	}
}
