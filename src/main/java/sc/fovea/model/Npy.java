package sc.fovea.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sc.fovea.net.Tensor;

/**
 * NumPy's file format 1.0 (NumPy enhancement proposal 1) for one array of 32-bit floats: magic, version, length of the header (2 bytes,
 * little-endian), header (a Python dictionary, padded to a multiple of 64 bytes), numbers.
 */
public final class Npy {

	private static final byte[] MAGIC = { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 };
	private static final int PREFIX = MAGIC.length + 2;
	private static final Pattern HEADER = Pattern.compile(
		"\\s*\\{\\s*'descr'\\s*:\\s*'<f4'\\s*,\\s*'fortran_order'\\s*:\\s*False\\s*,\\s*'shape'\\s*:\\s*\\(([0-9, ]{0,200})\\)\\s*,?\\s*}\\s*");

	private Npy() {}

	/** The bytes of a file. */
	public static byte[] write(Tensor tensor) {
		int[] shape = tensor.shape();
		String extents = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
		String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + extents + (shape.length == 1 ? "," : "") + "), }";
		int length = (PREFIX + dictionary.length() + 1 + 63) / 64 * 64 - PREFIX;
		String header = dictionary + " ".repeat(length - dictionary.length() - 1) + "\n";
		ByteBuffer file = ByteBuffer.allocate(PREFIX + length + Math.multiplyExact(4, tensor.data().length)).order(ByteOrder.LITTLE_ENDIAN);
		file.put(MAGIC).putShort((short) length).put(header.getBytes(StandardCharsets.ISO_8859_1));
		file.asFloatBuffer().put(tensor.data());
		return file.array();
	}

	/**
	 * The array of a file.
	 *
	 * @throws IllegalArgumentException if it is another format, type or order, or has another length
	 * than its shape says
	 */
	public static Tensor read(byte[] bytes) {
		if (bytes.length < PREFIX || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
			throw new IllegalArgumentException("Expected a NumPy file of version 1.0, got something else of " + bytes.length + " bytes.");
		}
		ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
		int length = Short.toUnsignedInt(file.getShort());
		if (length > bytes.length - PREFIX) {
			throw new IllegalArgumentException("Expected a NumPy header of " + length + " bytes, got " + (bytes.length - PREFIX) + ".");
		}
		String header = new String(bytes, PREFIX, length, StandardCharsets.ISO_8859_1);
		Matcher matcher = HEADER.matcher(header);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Expected a NumPy array of 32-bit floats in C order, got " + header.strip() + ".");
		}
		int[] shape = Arrays.stream(matcher.group(1).split(",")).map(String::strip).filter(e -> !e.isEmpty()).mapToInt(Integer::parseInt).toArray();
		int start = PREFIX + length;
		if ((bytes.length - start) % 4 != 0) {
			throw new IllegalArgumentException("Expected whole numbers of 4 bytes, got " + (bytes.length - start) + " bytes.");
		}
		float[] values = new float[(bytes.length - start) / 4];
		file.position(start).asFloatBuffer().get(values);
		return Tensor.of(values, shape);
	}
}
