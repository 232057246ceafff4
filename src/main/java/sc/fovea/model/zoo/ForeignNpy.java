package sc.fovea.model.zoo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fovea.net.Tensor;

/** An array that NumPy wrote (format 1 to 3), of any plain type of numbers, as 32-bit floats. */
final class ForeignNpy {

	private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<|=]?)([fiub])([1248])'");
	private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, L]{0,200})\\)");

	private ForeignNpy() {}

	/** Reads a file. @throws IllegalArgumentException if it is none, or of another type or order */
	static Tensor read(byte[] bytes) {
		ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		boolean isNumPy = bytes.length > 12 && bytes[1] == 'N' && bytes[2] == 'U' && bytes[3] == 'M' && bytes[4] == 'P' && bytes[5] == 'Y';
		if (!isNumPy) throw new IllegalArgumentException("Expected a NumPy file, got something else.");
		int prefix = bytes[6] == 1 ? 10 : 12;
		long length = bytes[6] == 1 ? Short.toUnsignedInt(file.getShort(8)) : Integer.toUnsignedLong(file.getInt(8));
		if (length > bytes.length - prefix) throw new IllegalArgumentException("Expected a NumPy header of " + length + " bytes, got fewer.");
		String header = new String(bytes, prefix, (int) length, StandardCharsets.ISO_8859_1);
		Matcher type = TYPE.matcher(header);
		Matcher shape = SHAPE.matcher(header);
		if (!type.find() || !shape.find() || header.contains("True")) {
			throw new IllegalArgumentException("Expected an array of numbers in C order, got " + header.strip() + ".");
		}
		int[] extents = Arrays.stream(shape.group(1).replace("L", "").split(",")).map(String::strip).filter(e -> !e.isEmpty()).mapToInt(Integer::parseInt)
			.toArray();
		file.position(prefix + (int) length);
		return Tensor.of(values(file, type.group(2).charAt(0), Integer.parseInt(type.group(3))), extents);
	}

	private static float[] values(ByteBuffer file, char kind, int size) {
		float[] values = new float[file.remaining() / size];
		for (int i = 0; i < values.length; i++) {
			values[i] = switch (size) {
				case 1 -> kind == 'u' || kind == 'b' ? file.get() & 0xff : file.get();
				case 2 -> kind == 'u' ? file.getShort() & 0xffff : half(kind, file.getShort());
				case 4 -> kind == 'f' ? file.getFloat() : kind == 'u' ? Integer.toUnsignedLong(file.getInt()) : file.getInt();
				default -> kind == 'f' ? (float) file.getDouble() : file.getLong();
			};
		}
		return values;
	}

	private static float half(char kind, short value) {
		if (kind == 'f') throw new IllegalArgumentException("Expected numbers of 32 bits, got floats of 16.");
		return value;
	}
}
