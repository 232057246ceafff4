package sc.fovea.model.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes a message in the wire format of protocol buffers (protobuf.dev/programming-guides/encoding): fields with their numbers, one after the other.
 *
 * <pre>{@code
 * byte[] dimension = new ProtoWriter().whole(1, 32).bytes();
 * }</pre>
 */
final class ProtoWriter {

	private static final int VARINT = 0;
	private static final int LENGTH = 2;
	private static final int FIXED32 = 5;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	/** A whole number, also one of an enumeration or a boolean. */
	ProtoWriter whole(int field, long value) {
		tag(field, VARINT);
		varint(value);
		return this;
	}

	/** A 32-bit float. */
	ProtoWriter real(int field, float value) {
		tag(field, FIXED32);
		out.writeBytes(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
		return this;
	}

	/** A text. */
	ProtoWriter text(int field, String value) {
		return raw(field, value.getBytes(StandardCharsets.UTF_8));
	}

	/** Bytes as they are, or a message that is written already. */
	ProtoWriter raw(int field, byte[] value) {
		tag(field, LENGTH);
		varint(value.length);
		out.writeBytes(value);
		return this;
	}

	/** A message. */
	ProtoWriter message(int field, Consumer<ProtoWriter> content) {
		ProtoWriter inner = new ProtoWriter();
		content.accept(inner);
		return raw(field, inner.bytes());
	}

	/** What was written. */
	byte[] bytes() {
		return out.toByteArray();
	}

	private void tag(int field, int type) {
		varint((long) field << 3 | type);
	}

	private void varint(long value) {
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			out.write((int) (rest & 0x7f | 0x80));
			rest >>>= 7;
		}
		out.write((int) rest);
	}
}
