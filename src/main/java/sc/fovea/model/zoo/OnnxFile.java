package sc.fovea.model.zoo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fovea.net.Tensor;

/**
 * What an ONNX file says (github.com/onnx/onnx/blob/main/onnx/onnx.proto), as far as it is needed: nodes in order, constants, inputs and outputs.
 *
 * @param nodes in the order of computation
 * @param constants by name: floats as {@link Tensor}, whole numbers as {@link Wholes}
 * @param inputs extents by name, without those that are constants; -1 for a free one
 * @param outputs names
 * @param version of ONNX's own operations ("opset")
 */
record OnnxFile(List<Item> nodes, Map<String, Object> constants, Map<String, long[]> inputs, List<String> outputs, long version) {

	private static final int FLOAT = 1, INT32 = 6, INT64 = 7, DOUBLE = 11;
	private static final int MOST_NODES = 20_000;
	private static final long MOST_VALUES = 1L << 28;

	/**
	 * An array of whole numbers.
	 *
	 * @param values the last extent running fastest
	 * @param shape extents; none for a single number
	 */
	record Wholes(long[] values, int... shape) {}

	/**
	 * A node.
	 *
	 * @param operation for example {@code Conv}
	 * @param name its own, or that of its first output
	 * @param inputs names of values, empty for one that is left out
	 * @param outputs names of values
	 * @param attributes numbers ({@code Long}, {@code Float}), texts, {@code long[]}, tensors
	 */
	record Item(String operation, String name, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {

		long whole(String key, long usual) {
			return attributes.get(key) instanceof Long value ? value : usual;
		}

		float real(String key, float usual) {
			return attributes.get(key) instanceof Float value ? value : usual;
		}

		String text(String key, String usual) {
			return attributes.get(key) instanceof String value ? value : usual;
		}

		long[] wholes(String key, long... usual) {
			return attributes.get(key) instanceof long[] values ? values : usual;
		}
	}

	/** Reads a file. @throws IllegalArgumentException if it is none, or something in it is damaged */
	static OnnxFile of(byte[] content, Function<String, byte[]> external) {
		ProtoMessage model = ProtoMessage.of(content);
		ProtoMessage graph = model.message(7)
			.orElseThrow(() -> new IllegalArgumentException("Expected an ONNX model with a graph, got none."));
		Map<String, byte[]> outside = new HashMap<>();
		Function<String, byte[]> kept = location -> outside.computeIfAbsent(location, external);
		Map<String, Object> constants = new HashMap<>();
		for (ProtoMessage tensor : graph.messages(5)) {
			constants.put(tensor.text(8), tensor(tensor, kept));
		}
		List<Item> nodes = new ArrayList<>();
		for (ProtoMessage node : graph.messages(1)) {
			if (nodes.size() == MOST_NODES) throw new IllegalArgumentException("Expected at most " + MOST_NODES + " nodes, got more.");
			nodes.add(item(node, kept));
		}
		Map<String, long[]> inputs = new LinkedHashMap<>();
		graph.messages(11).stream().filter(input -> !constants.containsKey(input.text(1))).forEach(input -> inputs.put(input.text(1), extents(input)));
		return new OnnxFile(nodes, constants, inputs, graph.messages(12).stream().map(output -> output.text(1)).toList(), version(model));
	}

	private static long version(ProtoMessage model) {
		return model.messages(8).stream().filter(set -> set.text(1).isEmpty() || set.text(1).equals("ai.onnx")).mapToLong(set -> set.whole(2, 0)).max()
			.orElse(0);
	}

	/** Whether bytes look like an ONNX model: its version, and a graph with nodes. */
	static boolean is(byte[] content) {
		try {
			ProtoMessage model = ProtoMessage.of(content);
			return model.whole(1, 0) > 0 && model.has(8) && model.message(7).filter(graph -> graph.has(1)).isPresent();
		}
		catch (IllegalArgumentException e) {
			return false;
		}
	}

	private static Item item(ProtoMessage node, Function<String, byte[]> external) {
		Map<String, Object> attributes = new HashMap<>();
		for (ProtoMessage attribute : node.messages(5)) {
			attributes.put(attribute.text(1), value(attribute, external));
		}
		List<String> outputs = node.texts(2);
		if (outputs.isEmpty()) throw new IllegalArgumentException("Expected an output of the node " + node.text(3) + ", got none.");
		return new Item(node.text(4), node.text(3).isEmpty() ? outputs.get(0) : node.text(3), node.texts(1), outputs, attributes);
	}

	private static Object value(ProtoMessage attribute, Function<String, byte[]> external) {
		if (attribute.has(5)) return tensor(attribute.message(5).orElseThrow(), external);
		if (attribute.has(2)) return attribute.real(2, 0);
		if (attribute.has(3)) return attribute.whole(3, 0);
		if (attribute.has(4)) return attribute.text(4);
		return attribute.has(7) ? (Object) attribute.reals(7) : attribute.wholes(8);
	}

	private static long[] extents(ProtoMessage input) {
		List<ProtoMessage> dimensions = input.message(2).flatMap(type -> type.message(1)).flatMap(tensor -> tensor.message(2)).map(shape -> shape.messages(1))
			.orElse(List.of());
		return dimensions.stream().mapToLong(d -> d.has(1) ? d.whole(1, -1) : -1).toArray();
	}

	private static Object tensor(ProtoMessage tensor, Function<String, byte[]> external) {
		int[] shape = Arrays.stream(tensor.wholes(1)).mapToInt(Math::toIntExact).toArray();
		long count = 1;
		for (int extent : shape) {
			count = Math.multiplyExact(count, extent);
			if (extent < 0 || count > MOST_VALUES)
				throw new IllegalArgumentException("Expected at most " + MOST_VALUES + " values, got " + Arrays.toString(shape) + ".");
		}
		int type = (int) tensor.whole(2, 0);
		ByteBuffer raw = tensor.has(13) ? external(tensor, external) : tensor.bytes(9);
		boolean isRaw = raw.hasRemaining();
		return switch (type) {
			case FLOAT -> Tensor.of(isRaw ? floats(raw, (int) count) : tensor.reals(4), shape);
			case INT64 -> new Wholes(sized(isRaw ? longs(raw, (int) count) : tensor.wholes(7), count), shape);
			case INT32 -> new Wholes(sized(isRaw ? ints(raw, (int) count) : tensor.wholes(5), count), shape);
			case DOUBLE -> Tensor.of(doubles(raw, (int) count), shape);
			default -> new Wholes(new long[0], 0);
		};
	}

	private static long[] sized(long[] values, long count) {
		if (values.length != count) throw new IllegalArgumentException("Expected " + count + " whole numbers, got " + values.length + ".");
		return values;
	}

	private static void require(ByteBuffer raw, long bytes) {
		if (raw.remaining() != bytes) throw new IllegalArgumentException("Expected a tensor of " + bytes + " bytes, got " + raw.remaining() + ".");
	}

	private static float[] floats(ByteBuffer raw, int count) {
		require(raw, (long) count * Float.BYTES);
		float[] values = new float[count];
		raw.asFloatBuffer().get(values);
		return values;
	}

	private static float[] doubles(ByteBuffer raw, int count) {
		require(raw, (long) count * Double.BYTES);
		float[] values = new float[count];
		for (int i = 0; i < count; i++)
			values[i] = (float) raw.getDouble();
		return values;
	}

	private static long[] longs(ByteBuffer raw, int count) {
		require(raw, (long) count * Long.BYTES);
		long[] values = new long[count];
		raw.asLongBuffer().get(values);
		return values;
	}

	private static long[] ints(ByteBuffer raw, int count) {
		require(raw, (long) count * Integer.BYTES);
		long[] values = new long[count];
		for (int i = 0; i < count; i++)
			values[i] = raw.getInt();
		return values;
	}

	/** A part of another file: {@code location}, {@code offset}, {@code length}. */
	private static ByteBuffer external(ProtoMessage tensor, Function<String, byte[]> external) {
		Map<String, String> entries = new HashMap<>();
		tensor.messages(13).forEach(entry -> entries.put(entry.text(1), entry.text(2)));
		byte[] file = external.apply(entries.getOrDefault("location", ""));
		try {
			int offset = Integer.parseInt(entries.getOrDefault("offset", "0"));
			int length = entries.containsKey("length") ? Integer.parseInt(entries.get("length")) : file.length - offset;
			return ByteBuffer.wrap(file, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
		}
		catch (IndexOutOfBoundsException | NumberFormatException e) {
			throw new IllegalArgumentException("Expected a part of the file \"" + entries.get("location") + "\", got " + entries + ".", e);
		}
	}
}
