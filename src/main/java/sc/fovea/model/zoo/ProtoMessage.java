package sc.fovea.model.zoo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A message in the wire format of protocol buffers (protobuf.dev/programming-guides/encoding), read field by field without a schema. Every length is checked against
 * what is there; a message is read to one level only, those in it when they are asked for, so that nesting costs nothing.
 */
final class ProtoMessage {

	private static final int VARINT = 0, FIXED64 = 1, LENGTH = 2, FIXED32 = 5;
	private static final int LONGEST_VARINT = 10;

	/** A part of the file. */
	private record Part(int type, long number, int from, int to) {}

	private final byte[] data;
	private final Map<Integer, List<Part>> fields = new HashMap<>();

	private ProtoMessage(byte[] data, int from, int to) {
		this.data = data;
		ByteBuffer in = ByteBuffer.wrap(data, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
		while (in.hasRemaining()) {
			long tag = varint(in);
			int field = (int) (tag >>> 3);
			fields.computeIfAbsent(field, key -> new ArrayList<>()).add(part(in, (int) tag & 7));
		}
	}

	/** The message that some bytes hold. @throws IllegalArgumentException if they hold none */
	static ProtoMessage of(byte[] data) {
		return new ProtoMessage(data, 0, data.length);
	}

	private static Part part(ByteBuffer in, int type) {
		return switch (type) {
			case VARINT -> new Part(type, varint(in), 0, 0);
			case FIXED64 -> new Part(type, 0, in.position(), skip(in, Long.BYTES));
			case FIXED32 -> new Part(type, 0, in.position(), skip(in, Integer.BYTES));
			case LENGTH -> {
				long length = varint(in);
				yield new Part(type, 0, in.position(), skip(in, length));
			}
			default -> throw new IllegalArgumentException("Expected a protocol buffer, got a field of type " + type + " at byte " + in.position() + ".");
		};
	}

	private static int skip(ByteBuffer in, long bytes) {
		if (bytes < 0 || bytes > in.remaining()) {
			throw new IllegalArgumentException("Expected " + bytes + " more bytes at byte " + in.position() + ", got " + in.remaining() + ".");
		}
		in.position(in.position() + (int) bytes);
		return in.position();
	}

	private static long varint(ByteBuffer in) {
		long value = 0;
		for (int i = 0; i < LONGEST_VARINT && in.hasRemaining(); i++) {
			byte next = in.get();
			value |= (next & 0x7fL) << 7 * i;
			if (next >= 0) return value;
		}
		throw new IllegalArgumentException("Expected the end of a number at byte " + in.position() + ", got none.");
	}

	private List<Part> parts(int field) {
		return fields.getOrDefault(field, Collections.emptyList());
	}

	/** Whether there is such a field. */
	boolean has(int field) {
		return fields.containsKey(field);
	}

	/** The messages of a field. */
	List<ProtoMessage> messages(int field) {
		return parts(field).stream().map(part -> message(field, part)).toList();
	}

	/** The last message of a field. */
	Optional<ProtoMessage> message(int field) {
		List<Part> all = parts(field);
		return all.isEmpty() ? Optional.empty() : Optional.of(message(field, all.get(all.size() - 1)));
	}

	private ProtoMessage message(int field, Part part) {
		require(field, part, LENGTH);
		return new ProtoMessage(data, part.from(), part.to());
	}

	/** The texts of a field. */
	List<String> texts(int field) {
		List<String> texts = new ArrayList<>();
		for (Part part : parts(field)) {
			require(field, part, LENGTH);
			texts.add(new String(data, part.from(), part.to() - part.from(), StandardCharsets.UTF_8));
		}
		return texts;
	}

	/** The last text of a field, or an empty one. */
	String text(int field) {
		List<String> texts = texts(field);
		return texts.isEmpty() ? "" : texts.get(texts.size() - 1);
	}

	/** The bytes of a field, for reading. */
	ByteBuffer bytes(int field) {
		List<Part> all = parts(field);
		if (all.isEmpty()) return ByteBuffer.allocate(0);
		Part part = all.get(all.size() - 1);
		require(field, part, LENGTH);
		return ByteBuffer.wrap(data, part.from(), part.to() - part.from()).slice().order(ByteOrder.LITTLE_ENDIAN);
	}

	/** The whole numbers of a field, packed or not. */
	long[] wholes(int field) {
		LongStream.Builder values = LongStream.builder();
		for (Part part : parts(field)) {
			if (part.type() == LENGTH) {
				ByteBuffer packed = ByteBuffer.wrap(data, part.from(), part.to() - part.from());
				while (packed.hasRemaining())
					values.add(varint(packed));
			}
			else {
				require(field, part, VARINT);
				values.add(part.number());
			}
		}
		return values.build().toArray();
	}

	/** The last whole number of a field. */
	long whole(int field, long usual) {
		long[] all = wholes(field);
		return all.length == 0 ? usual : all[all.length - 1];
	}

	/** The 32-bit floats of a field, packed or not. */
	float[] reals(int field) {
		int count = parts(field).stream().mapToInt(part -> (part.to() - part.from()) / Float.BYTES).sum();
		float[] values = new float[count];
		int index = 0;
		for (Part part : parts(field)) {
			if (part.type() != FIXED32) require(field, part, LENGTH);
			ByteBuffer in = ByteBuffer.wrap(data, part.from(), part.to() - part.from()).order(ByteOrder.LITTLE_ENDIAN);
			while (in.remaining() >= Float.BYTES)
				values[index++] = in.getFloat();
		}
		return values;
	}

	/** The last 32-bit float of a field. */
	float real(int field, float usual) {
		float[] all = reals(field);
		return all.length == 0 ? usual : all[all.length - 1];
	}

	private static void require(int field, Part part, int type) {
		if (part.type() != type) {
			throw new IllegalArgumentException("Expected field " + field + " of type " + type + ", got " + part.type() + ".");
		}
	}
}
