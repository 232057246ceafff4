package sc.fovea.model.zoo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.net.Tensor;

/**
 * Variables of a TensorFlow model ({@code variables.index} and {@code variables.data-00000-of-00001}): a sorted table of LevelDB's format
 * (github.com/google/leveldb/blob/main/doc/table_format.md), whose values say where in the data each array lies (tensorflow/core/protobuf/tensor_bundle.proto).
 */
final class TensorBundle {

	private static final long MAGIC = 0xdb4775248b80fb57L;
	private static final int FOOTER = 48;
	private static final int TRAILER = 5;
	private static final int FLOAT = 1;
	private static final int MOST_VALUES = 1 << 28;

	private final ByteBuffer data;
	private final Map<String, ProtoMessage> entries = new HashMap<>();

	/** Reads the table. @throws IllegalArgumentException if it is damaged, packed, or in several files */
	TensorBundle(byte[] index, byte[] data) {
		this.data = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
		ByteBuffer file = ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN);
		if (index.length < FOOTER || file.getLong(index.length - Long.BYTES) != MAGIC) {
			throw new IllegalArgumentException("Expected an index of variables, got something else.");
		}
		ByteBuffer footer = file.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(index.length - FOOTER);
		varint(footer);
		varint(footer);
		for (byte[] handle : rows(block(file, varint(footer), varint(footer))).values()) {
			ByteBuffer place = ByteBuffer.wrap(handle);
			rows(block(file, varint(place), varint(place))).forEach((key, value) -> entries.put(key, ProtoMessage.of(value)));
		}
	}

	private static ByteBuffer block(ByteBuffer file, long offset, long size) {
		if (offset < 0 || size < 4 || offset + size + TRAILER > file.capacity()) {
			throw new IllegalArgumentException("Expected a block of the index inside of the file, got bytes " + offset + " to " + (offset + size) + ".");
		}
		if (file.get((int) (offset + size)) != 0) {
			throw new IllegalArgumentException("Expected an index of variables that is not packed, got one that is.");
		}
		return file.slice((int) offset, (int) size).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Keys share their beginnings with the key before; behind the entries stand restart points and their number. */
	private static Map<String, byte[]> rows(ByteBuffer block) {
		long end = block.capacity() - 4L - 4L * Integer.toUnsignedLong(block.getInt(block.capacity() - 4));
		Map<String, byte[]> rows = new HashMap<>();
		byte[] key = new byte[0];
		while (block.position() < end) {
			int shared = length(block, key.length);
			int own = (int) Math.min(Integer.MAX_VALUE, varint(block));
			int size = length(block, block.capacity());
			byte[] next = Arrays.copyOf(key, shared + checked(own, block));
			block.get(next, shared, own);
			byte[] value = new byte[checked(size, block)];
			block.get(value);
			rows.put(new String(next, StandardCharsets.UTF_8), value);
			key = next;
		}
		return rows;
	}

	private static int length(ByteBuffer in, int most) {
		long length = varint(in);
		if (length < 0 || length > most) throw new IllegalArgumentException("Expected at most " + most + " bytes in the index, got " + length + ".");
		return (int) length;
	}

	private static int checked(int size, ByteBuffer in) {
		if (size < 0 || size > in.remaining()) throw new IllegalArgumentException("Expected " + size + " more bytes in the index, got " + in.remaining() + ".");
		return size;
	}

	private static long varint(ByteBuffer in) {
		long value = 0;
		for (int shift = 0; shift < 64 && in.hasRemaining(); shift += 7) {
			byte next = in.get();
			value |= (next & 0x7fL) << shift;
			if (next >= 0) return value;
		}
		throw new IllegalArgumentException("Expected the end of a number in the index, got none.");
	}

	/** The values of a variable. @throws IllegalArgumentException if there is none of that name, or it holds no 32-bit floats */
	Tensor read(String name) {
		ProtoMessage entry = entries.get(name);
		if (entry == null) throw new IllegalArgumentException("Expected a variable \"" + name + "\", got none.");
		if (entry.whole(1, 0) != FLOAT || entry.whole(3, 0) != 0) {
			throw new IllegalArgumentException("Expected \"" + name + "\" as floats of 32 bits in one file, got type " + entry.whole(1, 0) + ".");
		}
		List<ProtoMessage> dimensions = entry.message(2).map(shape -> shape.messages(2)).orElse(List.of());
		int[] shape = dimensions.stream().mapToInt(d -> Math.toIntExact(d.whole(1, 0))).toArray();
		long offset = entry.whole(4, 0);
		long size = entry.whole(5, 0);
		if (offset < 0 || size < 0 || size > 4L * MOST_VALUES || offset + size > data.capacity()) {
			throw new IllegalArgumentException(
				"Expected the values of \"" + name + "\" inside of the data, got bytes " + offset + " to " + (offset + size) + ".");
		}
		float[] values = new float[(int) (size / 4)];
		data.slice((int) offset, (int) size).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
		return Tensor.of(values, shape);
	}
}
