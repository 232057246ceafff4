package sc.fovea.model.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A graph of ONNX in the making (github.com/onnx/onnx/blob/main/onnx/onnx.proto): nodes in order, and the constants that they read. */
final class OnnxGraph {

	private static final int FLOAT = 1;
	private static final int INT64 = 7;
	/** Fields of AttributeProto, and its numbers for their types. */
	private static final int REAL = 1, WHOLE = 2, TEXT = 3, WHOLES = 7;

	private final ProtoWriter graph = new ProtoWriter();
	private final Map<String, byte[]> constants = new LinkedHashMap<>();

	/** What a node is told besides its inputs: numbers, texts or lists of whole numbers by name. */
	record Attributes(Map<String, Object> values) {

		static final Attributes NONE = new Attributes(Map.of());

		/** Names and values in turn. */
		static Attributes of(Object... namesAndValues) {
			Map<String, Object> values = new LinkedHashMap<>();
			for (int i = 0; i < namesAndValues.length; i += 2) {
				values.put((String) namesAndValues[i], namesAndValues[i + 1]);
			}
			return new Attributes(values);
		}
	}

	/** Adds a node of one output, named like it. @return the output */
	String node(String operation, String output, List<String> inputs, Attributes attributes) {
		graph.message(1, node -> {
			inputs.forEach(input -> node.text(1, input));
			node.text(2, output).text(3, output).text(4, operation);
			attributes.values().forEach((name, value) -> node.message(5, attribute -> attribute(attribute, name, value)));
		});
		return output;
	}

	private static void attribute(ProtoWriter attribute, String name, Object value) {
		attribute.text(1, name);
		if (value instanceof Float number) {
			attribute.real(2, number).whole(20, REAL);
		}
		else if (value instanceof Integer number) {
			attribute.whole(3, number).whole(20, WHOLE);
		}
		else if (value instanceof String text) {
			attribute.text(4, text).whole(20, TEXT);
		}
		else {
			((List<?>) value).forEach(element -> attribute.whole(8, (Integer) element));
			attribute.whole(20, WHOLES);
		}
	}

	/** A constant of floats. @return its name */
	String floats(String name, float[] values, int... shape) {
		ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length)).order(ByteOrder.LITTLE_ENDIAN);
		raw.asFloatBuffer().put(values);
		return constant(name, FLOAT, raw.array(), shape);
	}

	/** A constant list of whole numbers. @return its name */
	String wholes(String name, long... values) {
		ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
		raw.asLongBuffer().put(values);
		return constant(name, INT64, raw.array(), values.length);
	}

	private String constant(String name, int type, byte[] raw, int... shape) {
		ProtoWriter tensor = new ProtoWriter();
		for (int extent : shape) {
			tensor.whole(1, extent);
		}
		constants.put(name, tensor.whole(2, type).text(8, name).raw(9, raw).bytes());
		return name;
	}

	/** The whole model. @param inputs (name to extents) @param outputs likewise; an extent of -1 is free and has a name of its own */
	byte[] model(Map<String, int[]> inputs, Map<String, int[]> outputs, int opset) {
		graph.text(2, "network");
		constants.values().forEach(tensor -> graph.raw(5, tensor));
		inputs.forEach((name, extents) -> graph.message(11, value(name, extents)));
		outputs.forEach((name, extents) -> graph.message(12, value(name, extents)));
		return new ProtoWriter().whole(1, 7).text(2, "Fovea").raw(7, graph.bytes()).message(8, set -> set.text(1, "").whole(2, opset)).bytes();
	}

	private static Consumer<ProtoWriter> value(String name, int[] extents) {
		return info -> info.text(1, name).message(2, type -> type.message(1, tensor -> tensor.whole(1, FLOAT).message(2, shape -> {
			for (int i = 0; i < extents.length; i++) {
				String free = i == 0 ? "batch" : name + "_" + i;
				int extent = extents[i];
				shape.message(1, dimension -> {
					if (extent < 0) {
						dimension.text(2, free);
					}
					else {
						dimension.whole(1, extent);
					}
				});
			}
		})));
	}
}
