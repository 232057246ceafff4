package sc.fovea.model.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes small TensorFlow Lite files for tests, by the page on the layout of FlatBuffers: every table behind its own vtable, what it refers to placed before or after it.
 */
final class FlatWriter {

	private static final int LARGEST = 1 << 16;

	private final ByteBuffer out = ByteBuffer.allocate(LARGEST).order(ByteOrder.LITTLE_ENDIAN);

	FlatWriter() {
		out.putInt(0).put("TFL3".getBytes(StandardCharsets.US_ASCII));
	}

	/** A table of fields of 32 bits; those of which the value is {@link Integer#MIN_VALUE} are absent, and references are positions that are made relative. */
	private int table(int[] values, boolean... areReferences) {
		while (out.position() % Integer.BYTES != 0) {
			out.put((byte) 0);
		}
		int vtable = out.position();
		out.putShort((short) (4 + 2 * values.length)).putShort((short) (4 + 4 * values.length));
		int offset = 4;
		for (int value : values) {
			out.putShort((short) (value == Integer.MIN_VALUE ? 0 : offset));
			offset += value == Integer.MIN_VALUE ? 0 : 4;
		}
		while (out.position() % Integer.BYTES != 0) {
			out.put((byte) 0);
		}
		int table = out.position();
		out.putInt(table - vtable);
		for (int i = 0; i < values.length; i++) {
			if (values[i] != Integer.MIN_VALUE) out.putInt(areReferences[i] ? values[i] - out.position() : values[i]);
		}
		return table;
	}

	private int vector(int count, byte[] content) {
		int at = out.position();
		out.putInt(count).put(content);
		return at;
	}

	private int words(int... values) {
		ByteBuffer words = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		Arrays.stream(values).forEach(words::putInt);
		return vector(values.length, words.array());
	}

	private int references(int... tables) {
		int at = out.position();
		out.putInt(tables.length);
		for (int table : tables) {
			out.putInt(table - out.position());
		}
		return at;
	}

	int operatorCode(int code) {
		return table(new int[] { code }, false);
	}

	int buffer(byte[] content) {
		return table(new int[] { vector(content.length, content) }, true);
	}

	int tensor(int[] shape, int type, int buffer) {
		return table(new int[] { words(shape), type, buffer }, true, false, false);
	}

	int tensor(int[] shape, int type, int buffer, float scale, long zero) {
		int scales = words(Float.floatToIntBits(scale));
		int zeros = vector(1, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(zero).array());
		int none = Integer.MIN_VALUE;
		int quantization = table(new int[] { none, none, scales, zeros }, false, false, true, true);
		return table(new int[] { words(shape), type, buffer, none, quantization }, true, false, false, false, true);
	}

	int operator(int code, int... inputs) {
		return table(new int[] { code, words(inputs) }, false, true);
	}

	byte[] model(int[] codes, int[] tensors, int[] operators, int[] buffers) {
		int none = Integer.MIN_VALUE;
		int graph = table(new int[] { references(tensors), none, none, references(operators) }, true, false, false, true);
		int model = table(new int[] { 3, references(codes), references(graph), none, references(buffers) }, false, true, true, false, true);
		out.putInt(0, model);
		return Arrays.copyOf(out.array(), out.position());
	}
}
