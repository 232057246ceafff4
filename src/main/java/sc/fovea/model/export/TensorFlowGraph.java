package sc.fovea.model.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A graph of TensorFlow while it is written (tensorflow/core/framework/graph.proto and saved_model.proto): operations one after the other, weights as constants. Every
 * operation and attribute that is written here exists since TensorFlow 1.15.
 */
final class TensorFlowGraph {

	private static final int FLOAT = 1, INT32 = 3;
	/** Fields of AttrValue. */
	private static final int LIST = 1, TEXT = 2, WHOLE = 3, REAL = 4, YES = 5, TYPE = 6, SHAPE = 7, TENSOR = 8;
	/** Of the list in an AttrValue, the field of whole numbers. */
	private static final int WHOLES = 3;
	private static final int PRODUCER = 134;

	private final ProtoWriter graph = new ProtoWriter();

	/** What an operation is told besides its inputs; texts, numbers, truths and lists of whole numbers by name. */
	record Attributes(Map<String, Object> values) {

		/** Names and values in turn, and that the values are floats. */
		static Attributes of(Object... namesAndValues) {
			Map<String, Object> values = new LinkedHashMap<>();
			values.put("T", Type.FLOATS);
			for (int i = 0; i < namesAndValues.length; i += 2)
				values.put((String) namesAndValues[i], namesAndValues[i + 1]);
			return new Attributes(values);
		}

		/** The same for whole numbers. */
		Attributes ofWholes() {
			Map<String, Object> changed = new LinkedHashMap<>(values);
			changed.put("T", Type.WHOLES);
			return new Attributes(changed);
		}
	}

	/** Types of values, as an attribute. */
	enum Type {

		FLOATS(FLOAT), WHOLES(INT32);

		private final int number;

		Type(int number) {
			this.number = number;
		}
	}

	/** Adds an operation. @return its name */
	String node(String operation, String name, List<String> inputs, Attributes attributes) {
		return add(operation, name, inputs, node -> attributes.values().forEach((key, value) -> attribute(node, key, v -> write(v, value))));
	}

	private String add(String operation, String name, List<String> inputs, Consumer<ProtoWriter> attributes) {
		graph.message(1, node -> {
			node.text(1, name).text(2, operation);
			inputs.forEach(input -> node.text(3, input));
			attributes.accept(node);
		});
		return name;
	}

	private static void attribute(ProtoWriter node, String key, Consumer<ProtoWriter> value) {
		node.message(5, entry -> entry.text(1, key).message(2, value));
	}

	private static void write(ProtoWriter target, Object value) {
		if (value instanceof Type type) target.whole(TYPE, type.number);
		else if (value instanceof String text) target.text(TEXT, text);
		else if (value instanceof Integer number) target.whole(WHOLE, number);
		else if (value instanceof Float number) target.real(REAL, number);
		else if (value instanceof Boolean truth) target.whole(YES, truth ? 1 : 0);
		else
			target.message(LIST, list -> ((List<?>) value).forEach(number -> list.whole(WHOLES, (Integer) number)));
	}

	/** An image that is put in. @param extents of which -1 is any */
	String input(String name, int[] extents) {
		return add("Placeholder", name, List.of(), node -> {
			attribute(node, "dtype", value -> value.whole(TYPE, FLOAT));
			attribute(node, "shape", value -> value.message(SHAPE, shape -> shape(shape, extents)));
		});
	}

	private static void shape(ProtoWriter shape, int... extents) {
		for (int extent : extents)
			shape.message(2, dimension -> dimension.whole(1, extent));
	}

	/** A constant of floats. @return its name */
	String floats(String name, float[] values, int... shape) {
		ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length)).order(ByteOrder.LITTLE_ENDIAN);
		raw.asFloatBuffer().put(values);
		return constant(name, FLOAT, raw.array(), shape);
	}

	/** A constant list of whole numbers. @return its name */
	String wholes(String name, int... values) {
		return table(name, values, values.length);
	}

	/** A single constant whole number. @return its name */
	String whole(String name, int value) {
		return table(name, new int[] { value });
	}

	/** Constant whole numbers of a shape. @return the name */
	String table(String name, int[] values, int... shape) {
		ByteBuffer raw = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
		raw.asIntBuffer().put(values);
		return constant(name, INT32, raw.array(), shape);
	}

	private String constant(String name, int type, byte[] raw, int... shape) {
		return add("Const", name, List.of(), node -> {
			attribute(node, "dtype", value -> value.whole(TYPE, type));
			attribute(node, "value",
				value -> value.message(TENSOR, tensor -> tensor.whole(1, type).message(2, s -> shape(s, shape)).raw(4, raw)));
		});
	}

	/**
	 * A tensor of the signature.
	 *
	 * @param operation that gives it
	 * @param extents of which -1 is any
	 */
	record Signed(String operation, int[] extents) {}

	/** The bytes of {@code saved_model.pb}, with the signature {@code serving_default}. @param inputs by the names that programs know them by @param outputs likewise */
	byte[] savedModel(Map<String, Signed> inputs, Map<String, Signed> outputs, String version) {
		byte[] definition = graph.message(4, versions -> versions.whole(1, PRODUCER)).bytes();
		return new ProtoWriter().whole(1, 1).message(2, meta -> {
			meta.message(1, info -> info.text(4, "serve").text(5, version));
			meta.raw(2, definition);
			meta.message(5, entry -> entry.text(1, "serving_default").message(2, signature -> {
				inputs.forEach((name, tensor) -> signature.message(1, e -> signed(e, name, tensor)));
				outputs.forEach((name, tensor) -> signature.message(2, e -> signed(e, name, tensor)));
				signature.text(3, "tensorflow/serving/predict");
			}));
		}).bytes();
	}

	private static void signed(ProtoWriter entry, String name, Signed tensor) {
		entry.text(1, name).message(2, info -> info.text(1, tensor.operation() + ":0").whole(2, FLOAT).message(3, shape -> shape(shape, tensor.extents())));
	}
}
