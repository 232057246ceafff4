package sc.fovea.annotation.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import sc.fovea.image.ImageFileException;
import sc.fovea.image.LabelImage;

/**
 * The masks that Cellpose keeps in {@code NAME_seg.npy}: a NumPy file that holds a pickled dictionary, of which {@code masks} are the ids of the objects.
 *
 * @param width in pixels
 * @param height in pixels
 * @param ids of the object at each pixel in rows from the top, 0 for background
 */
public record CellposeMasks(int width, int height, int[] ids) {

	/** What the names of its files end with. */
	public static final String ENDING = "_seg.npy";

	private static final String MAGIC = "\u0093NUMPY";
	private static final int LARGEST_HEADER = 1 << 16;
	/** In messages. */
	private static final int LONGEST = 100;

	/** @throws ImageFileException with one sentence that names the file, if there are no masks of one plane in it */
	public static CellposeMasks read(Path file) throws ImageFileException {
		try (FileChannel channel = FileChannel.open(file)) {
			if (channel.size() > Integer.MAX_VALUE) throw new PickleException("it is larger than 2 GB; save the masks alone as PNG or TIFF in Cellpose");
			return masks(dictionary(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN)));
		}
		catch (PickleException e) {
			throw new ImageFileException("\"" + file + "\" cannot be read as what Cellpose saves: " + e.getMessage() + ".", e);
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read \"" + file + "\": " + e.getMessage() + ".", e);
		}
	}

	private static Map<?, ?> dictionary(ByteBuffer in) throws PickleException {
		if (in.remaining() < 12 || !text(in.slice(0, 6)).equals(MAGIC)) throw new PickleException("it is no NumPy file");
		boolean isFirst = in.get(6) == 1;
		int length = isFirst ? Short.toUnsignedInt(in.getShort(8)) : in.getInt(8);
		int from = isFirst ? 10 : 12;
		if (length < 0 || length > LARGEST_HEADER || from + length > in.remaining()) throw new PickleException("it is truncated or damaged");
		String header = text(in.slice(from, length));
		if (!header.matches("(?s).*'descr':\\s*'\\|O'.*"))
			throw new PickleException("a pickled dictionary is expected, but its header is " + shortened(header.strip()));
		in.position(from + length);
		if (array(Pickle.read(in)).data() instanceof List<?> items && items.size() == 1 && items.get(0) instanceof Map<?, ?> map) return map;
		throw new PickleException("a dictionary is expected, but there is none");
	}

	private static String text(ByteBuffer bytes) {
		return StandardCharsets.ISO_8859_1.decode(bytes).toString();
	}

	/**
	 * A pickled array of NumPy.
	 *
	 * @param shape sizes of the axes
	 * @param type for example {@code <u2}
	 * @param isFortran whether the first axis is the fastest
	 * @param data its bytes, or the list of its objects
	 */
	private record Array(List<Long> shape, String type, boolean isFortran, Object data) {}

	private static Array array(Object value) throws PickleException {
		boolean isArray = value instanceof Pickle.Call call && call.what().endsWith("multiarray._reconstruct") && !call.states().isEmpty();
		if (!isArray || !(((Pickle.Call) value).states().get(0) instanceof List<?> state) || state.size() != 5 || !(state.get(1) instanceof List<?> shape)) {
			throw new PickleException("an array is expected, but there is none");
		}
		List<Long> sizes = shape.stream().filter(Long.class::isInstance).map(Long.class::cast).toList();
		if (sizes.size() != shape.size()) throw new PickleException("an array has a shape that is no list of whole numbers");
		return new Array(sizes, type(state.get(2)), Boolean.TRUE.equals(state.get(3)), state.get(4));
	}

	/** The kind and size of numbers with the order of their bytes in front. */
	private static String type(Object value) throws PickleException {
		if (!(value instanceof Pickle.Call call) || !call.what().equals("numpy.dtype") || call.arguments().isEmpty()
			|| !(call.arguments().get(0) instanceof String name)) {
			throw new PickleException("an array has no type of numbers");
		}
		boolean isBig = !call.states().isEmpty() && call.states().get(0) instanceof List<?> state && state.size() > 1 && ">".equals(state.get(1));
		return (isBig ? ">" : "<") + shortened(name);
	}

	private static String shortened(String text) {
		return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
	}

	private static CellposeMasks masks(Map<?, ?> all) throws PickleException {
		if (!all.containsKey("masks"))
			throw new PickleException(
				"\"masks\" is expected, but there is " + shortened(String.join(", ", all.keySet().stream().map(String.class::cast).toList())));
		Array masks = array(all.get("masks"));
		List<Long> shape = masks.shape();
		if (shape.size() == 3 && shape.get(0) == 1) shape = shape.subList(1, 3);
		if (shape.size() != 2) throw new PickleException("masks of one plane are expected, but their shape is " + shape);
		long count = masks.shape().stream().reduce(1L, (a, b) -> a < 0 || b < 0 || b > 0 && a > Integer.MAX_VALUE / b ? -1 : a * b);
		String type = masks.type();
		if (!type.matches("[<>][iu][1248]|[<>]b1")) throw new PickleException("whole numbers are expected, but the masks are of the type " + type);
		int size = type.charAt(2) - '0';
		if (!(masks.data() instanceof ByteBuffer bytes) || count < 1 || bytes.remaining() != count * size) {
			throw new PickleException("it is damaged: the masks have not " + shape + " numbers of " + size + " bytes");
		}
		bytes.order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		int width = shape.get(1).intValue();
		int height = shape.get(0).intValue();
		int[] ids = new int[(int) count];
		for (int i = 0; i < ids.length; i++) {
			int at = masks.isFortran() ? i % height * width + i / height : i;
			ids[at] = id(bytes, i, type.charAt(1) == 'i', size);
		}
		return new CellposeMasks(width, height, ids);
	}

	private static int id(ByteBuffer bytes, int index, boolean isSigned, int size) throws PickleException {
		long value = switch (size) {
			case 1 -> isSigned ? bytes.get(index) : Byte.toUnsignedInt(bytes.get(index));
			case 2 -> isSigned ? bytes.getShort(2 * index) : Short.toUnsignedInt(bytes.getShort(2 * index));
			case 4 -> isSigned ? bytes.getInt(4 * index) : Integer.toUnsignedLong(bytes.getInt(4 * index));
			default -> bytes.getLong(8 * index);
		};
		if (value < 0 || value > LabelImage.LARGEST) throw new PickleException("ids from 0 to " + LabelImage.LARGEST + " are expected, but there is " + value);
		return (int) value;
	}
}
