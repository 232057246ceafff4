package sc.fovea.train.loop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The records of TensorBoard's event files. A record is length (8 bytes), checksum of these, a protobuf message, checksum of it, all little-endian; a checksum is
 * the CRC32C c of the bytes, masked to ((c ≫ 15) | (c ≪ 17)) + 0xa282ead8, so that data that hold checksums do not confuse it (TFRecord).
 * <p>
 * The message is an {@code Event}: wall_time = 1 (double), step = 2 (int64), file_version = 3 (string) or summary = 5; a {@code Summary} has values = 1, each with
 * tag = 1 (string) and simple_value = 2 (float).
 */
public final class EventRecord {

	private static final int VARINT = 0;
	private static final int DOUBLE = 1;
	private static final int BYTES = 2;
	private static final int FLOAT = 5;
	private static final int MASK = 0xa282ead8;

	private EventRecord() {}

	/** The first record of a file. @param seconds since 1970 */
	static byte[] header(double seconds) {
		ByteBuffer event = buffer(64);
		time(event, seconds);
		bytes(event, 3, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
		return framed(event);
	}

	/** A value of a step. @param seconds since 1970 */
	static byte[] scalar(double seconds, long step, String tag, double value) {
		byte[] name = tag.getBytes(StandardCharsets.UTF_8);
		ByteBuffer scalar = buffer(name.length + 32);
		bytes(scalar, 1, name);
		key(scalar, 2, FLOAT);
		scalar.putFloat((float) value);
		ByteBuffer summary = buffer(scalar.position() + 16);
		bytes(summary, 1, content(scalar));
		ByteBuffer event = buffer(summary.position() + 64);
		time(event, seconds);
		key(event, 2, VARINT);
		varint(event, step);
		bytes(event, 5, content(summary));
		return framed(event);
	}

	private static ByteBuffer buffer(int capacity) {
		return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static byte[] content(ByteBuffer message) {
		byte[] content = new byte[message.position()];
		message.flip().get(content);
		return content;
	}

	private static void time(ByteBuffer message, double seconds) {
		key(message, 1, DOUBLE);
		message.putDouble(seconds);
	}

	private static void key(ByteBuffer message, int field, int wireType) {
		varint(message, field << 3 | wireType);
	}

	private static void bytes(ByteBuffer message, int field, byte[] content) {
		key(message, field, BYTES);
		varint(message, content.length);
		message.put(content);
	}

	/** Seven bits a byte, the lowest first; all but the last have their eighth bit set. */
	private static void varint(ByteBuffer message, long value) {
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			message.put((byte) (rest & 0x7f | 0x80));
			rest >>>= 7;
		}
		message.put((byte) rest);
	}

	private static byte[] framed(ByteBuffer message) {
		byte[] content = content(message);
		byte[] length = buffer(Long.BYTES).putLong(content.length).array();
		return buffer(content.length + 16).put(length).putInt(checksum(length)).put(content).putInt(checksum(content)).array();
	}

	private static int checksum(byte[] bytes) {
		CRC32C crc = new CRC32C();
		crc.update(bytes);
		return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
	}
}
