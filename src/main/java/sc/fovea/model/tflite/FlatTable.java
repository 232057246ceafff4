package sc.fovea.model.tflite;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a FlatBuffer (flatbuffers.dev/internals), whose fields are found by their number in the schema, without generated code. Nothing is copied before it is
 * asked for. A position outside of the file gives an {@link IndexOutOfBoundsException}.
 *
 * @param file all of it, in little endian
 * @param at position of the table in bytes
 */
record FlatTable(ByteBuffer file, int at) {

	private static final int WORD = Integer.BYTES;

	/** The table that a file begins with. */
	static FlatTable root(ByteBuffer file) {
		return new FlatTable(file, file.getInt(0));
	}

	/** Position of a field's value; 0 if it is absent. */
	private int field(int number) {
		int vtable = at - file.getInt(at);
		int entry = WORD + Short.BYTES * number;
		if (entry >= Short.toUnsignedInt(file.getShort(vtable))) return 0;
		int offset = Short.toUnsignedInt(file.getShort(vtable + entry));
		return offset == 0 ? 0 : at + offset;
	}

	/** A whole number of 32 bits. */
	int whole(int number, int otherwise) {
		int place = field(number);
		return place == 0 ? otherwise : file.getInt(place);
	}

	/** A whole number of 8 bits. */
	int small(int number, int otherwise) {
		int place = field(number);
		return place == 0 ? otherwise : file.get(place);
	}

	/** A table. */
	Optional<FlatTable> table(int number) {
		int place = field(number);
		return place == 0 ? Optional.empty() : Optional.of(new FlatTable(file, place + file.getInt(place)));
	}

	/** A vector of tables; empty if it is absent. */
	List<FlatTable> tables(int number) {
		ByteBuffer elements = vector(number, WORD);
		List<FlatTable> tables = new ArrayList<>();
		int start = start(number);
		for (int i = 0; i < elements.remaining() / WORD; i++) {
			int place = start + i * WORD;
			tables.add(new FlatTable(file, place + file.getInt(place)));
		}
		return tables;
	}

	/**
	 * The bytes of a vector of numbers; none if it is absent.
	 *
	 * @param bytes of one element
	 * @throws IndexOutOfBoundsException if it is longer than the file
	 */
	ByteBuffer vector(int number, int bytes) {
		if (field(number) == 0) return ByteBuffer.allocate(0);
		int start = start(number);
		long length = Integer.toUnsignedLong(file.getInt(start - WORD)) * bytes;
		if (start + length > file.limit()) {
			throw new IndexOutOfBoundsException("a vector of " + length + " bytes at byte " + start + " of " + file.limit());
		}
		return file.slice(start, (int) length).order(file.order());
	}

	private int start(int number) {
		int place = field(number);
		return place == 0 ? 0 : place + file.getInt(place) + WORD;
	}
}
