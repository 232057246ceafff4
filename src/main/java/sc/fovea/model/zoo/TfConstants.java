package sc.fovea.model.zoo;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fovea.net.Tensor;

/** Values of a TensorFlow graph that do not depend on the image: constants, variables, and what is computed of them by simple arithmetic, as a scale of a normalization is. */
final class TfConstants {

	private static final int FLOAT = 1, INT32 = 3, INT64 = 9;
	/** Values of one number repeated, of which a file of some bytes may claim any number. */
	private static final int MOST_REPEATED = 1 << 24;
	/** Operations of constants on one another. */
	private static final int DEEPEST = 100;

	private static final Map<String, DoubleUnaryOperator> UNARY = Map.of("Rsqrt", x -> 1 / Math.sqrt(x), "Sqrt", Math::sqrt, "Neg", x -> -x, "Square",
		x -> x * x);
	private static final Map<String, DoubleBinaryOperator> BINARY = Map.of("Mul", (a, b) -> a * b, "Add", Double::sum, "AddV2", Double::sum, "Sub",
		(a, b) -> a - b, "RealDiv", (a, b) -> a / b);

	private final TfGraph graph;
	private final Map<String, Optional<Tensor>> known = new HashMap<>();

	TfConstants(TfGraph graph) {
		this.graph = graph;
	}

	/** The values of a node, if they do not depend on the image. */
	Optional<Tensor> values(String name) {
		return values(name, 0);
	}

	private Optional<Tensor> values(String name, int depth) {
		TfGraph.Op op = graph.behindIdentity(name);
		Optional<Tensor> before = known.get(op.name());
		if (before != null) return before;
		Optional<Tensor> values = depth > DEEPEST ? Optional.empty() : computed(op, depth + 1);
		known.put(op.name(), values);
		return values;
	}

	private Optional<Tensor> computed(TfGraph.Op op, int depth) {
		List<String> inputs = op.inputs();
		if (UNARY.containsKey(op.kind()) && inputs.size() == 1) return values(inputs.get(0), depth).map(x -> each(x, UNARY.get(op.kind())));
		if (BINARY.containsKey(op.kind()) && inputs.size() == 2) {
			Optional<Tensor> a = values(inputs.get(0), depth);
			return a.isEmpty() ? a : values(inputs.get(1), depth).flatMap(b -> pairs(a.get(), b, BINARY.get(op.kind())));
		}
		return switch (op.kind()) {
			case "Const" -> Optional.of(constant(op)).filter(Tensor.class::isInstance).map(Tensor.class::cast);
			case "VarHandleOp", "VariableV2", "Variable" -> graph.variables().read(op);
			case "Reshape" -> inputs.size() == 2 ? values(inputs.get(0), depth).flatMap(x -> reshaped(x, inputs.get(1))) : Optional.empty();
			case "Squeeze" -> inputs.size() == 1 ? values(inputs.get(0), depth).map(x -> squeezed(op, x)) : Optional.empty();
			case "Cast" -> inputs.size() == 1 && op.type("DstT") == FLOAT ? cast(inputs.get(0), depth) : Optional.empty();
			default -> Optional.empty();
		};
	}

	/** Extents of 1 are left out. */
	private static Tensor squeezed(TfGraph.Op op, Tensor x) {
		Set<Long> axes = Arrays.stream(op.wholes("squeeze_dims")).map(axis -> axis < 0 ? axis + x.rank() : axis).boxed().collect(Collectors.toSet());
		int[] kept = IntStream.range(0, x.rank()).filter(i -> x.extent(i) != 1 || !axes.isEmpty() && !axes.contains((long) i)).map(x::extent).toArray();
		return Tensor.of(x.data(), kept);
	}

	/** Whole numbers as floats; floats as they are. */
	private Optional<Tensor> cast(String name, int depth) {
		TfGraph.Op op = graph.behindIdentity(name);
		if (!op.kind().equals("Const") || !(constant(op) instanceof long[] numbers)) return values(name, depth);
		float[] values = new float[numbers.length];
		for (int i = 0; i < values.length; i++)
			values[i] = numbers[i];
		return numbers.length == 1 ? Optional.of(Tensor.of(values)) : Optional.of(Tensor.of(values, values.length));
	}

	private static Tensor each(Tensor x, DoubleUnaryOperator operator) {
		float[] values = new float[x.data().length];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) operator.applyAsDouble(x.data()[i]);
		return Tensor.of(values, x.shape());
	}

	/** A single number goes with any shape; else the shapes are the same but for ones in front. */
	private static Optional<Tensor> pairs(Tensor a, Tensor b, DoubleBinaryOperator operator) {
		int count = Math.max(a.data().length, b.data().length);
		boolean isBroadcast = a.data().length == 1 || b.data().length == 1 || Arrays.equals(withoutOnes(a), withoutOnes(b));
		if (!isBroadcast || Math.min(a.data().length, b.data().length) == 0) return Optional.empty();
		float[] values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = (float) operator.applyAsDouble(a.data()[a.data().length == 1 ? 0 : i], b.data()[b.data().length == 1 ? 0 : i]);
		}
		boolean isOfA = a.data().length == count && (b.data().length < count || a.rank() >= b.rank());
		return Optional.of(Tensor.of(values, isOfA ? a.shape() : b.shape()));
	}

	private static int[] withoutOnes(Tensor x) {
		int first = 0;
		while (first < x.rank() && x.extent(first) == 1)
			first++;
		return Arrays.copyOfRange(x.shape(), first, x.rank());
	}

	private Optional<Tensor> reshaped(Tensor x, String shape) {
		long[] extents = wholes(shape).orElse(new long[0]);
		long known = Arrays.stream(extents).filter(extent -> extent > 0).reduce(1, Math::multiplyExact);
		int[] own = Arrays.stream(extents).mapToInt(extent -> extent < 0 ? x.data().length / Math.toIntExact(known) : Math.toIntExact(extent)).toArray();
		return extents.length == 0 ? Optional.empty() : Optional.of(Tensor.of(x.data(), own));
	}

	/** Constant whole numbers, if they are some. */
	Optional<long[]> wholes(String name) {
		TfGraph.Op op = graph.behindIdentity(name);
		return op.kind().equals("Const") && constant(op) instanceof long[] numbers ? Optional.of(numbers) : Optional.empty();
	}

	private static Object constant(TfGraph.Op op) {
		ProtoMessage tensor = Optional.ofNullable(op.attributes().get("value")).flatMap(value -> value.message(8))
			.orElseThrow(() -> new IllegalArgumentException("Expected a value of the constant \"" + op.name() + "\", got none."));
		int[] shape = tensor.message(2).map(s -> s.messages(2)).orElse(List.of()).stream().mapToInt(d -> Math.toIntExact(d.whole(1, 0))).toArray();
		ByteBuffer content = tensor.bytes(4);
		int count = count(op, shape, content.remaining());
		return switch ((int) tensor.whole(1, 0)) {
			case FLOAT -> Tensor.of(content.hasRemaining() ? floats(content, count) : repeated(tensor.reals(5), count), shape);
			case INT32 -> content.hasRemaining() ? ints(content, count) : repeated(tensor.wholes(7), count);
			case INT64 -> content.hasRemaining() ? longs(content, count) : repeated(tensor.wholes(10), count);
			default -> new Object();
		};
	}

	private static int count(TfGraph.Op op, int[] shape, int bytes) {
		long count = 1;
		for (int extent : shape)
			count = Math.multiplyExact(count, extent);
		if (count < 0 || count > Math.max(bytes, MOST_REPEATED)) {
			throw new IllegalArgumentException("Expected at most " + MOST_REPEATED + " values of the constant \"" + op.name() + "\", got " + count + ".");
		}
		return (int) count;
	}

	private static float[] floats(ByteBuffer content, int count) {
		float[] values = new float[count];
		if (content.remaining() != 4L * count) throw new IllegalArgumentException("Expected " + count + " floats, got " + content.remaining() + " bytes.");
		content.asFloatBuffer().get(values);
		return values;
	}

	private static long[] ints(ByteBuffer content, int count) {
		if (content.remaining() != 4L * count) throw new IllegalArgumentException("Expected " + count + " numbers, got " + content.remaining() + " bytes.");
		long[] values = new long[count];
		Arrays.setAll(values, i -> content.getInt(4 * i));
		return values;
	}

	private static long[] longs(ByteBuffer content, int count) {
		if (content.remaining() != 8L * count) throw new IllegalArgumentException("Expected " + count + " numbers, got " + content.remaining() + " bytes.");
		long[] values = new long[count];
		content.asLongBuffer().get(values);
		return values;
	}

	/** The last value stands for all that are not told. */
	private static float[] repeated(float[] told, int count) {
		float[] values = Arrays.copyOf(told, count);
		if (told.length > 0 && told.length < count) Arrays.fill(values, told.length, count, told[told.length - 1]);
		return values;
	}

	private static long[] repeated(long[] told, int count) {
		long[] values = Arrays.copyOf(told, count);
		if (told.length > 0 && told.length < count) Arrays.fill(values, told.length, count, told[told.length - 1]);
		return values;
	}
}
