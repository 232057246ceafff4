package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import sc.fovea.net.Tensor;

/**
 * Computes what an ONNX graph computes from the extents of its image, as PyTorch writes it for every {@code size=x.shape[2:]}: the numbers come out as multiples of height
 * and width, and the operations leave no trace in the network. Operations on constants alone are done here as well.
 */
final class OnnxFolding {

	private static final Set<String> OPERATIONS = Set.of("Shape", "Size", "Constant", "ConstantOfShape", "Range", "Gather", "Slice", "Concat", "Unsqueeze",
		"Squeeze",
		"Reshape", "Flatten", "Transpose", "Cast", "Identity", "Floor", "Ceil", "Add", "Sub", "Mul", "Div", "Neg", "Equal", "Where", "Expand", "ReduceProd",
		"Dropout");
	/** Types to which numbers are cast that keep fractions (TensorProto.DataType). */
	private static final Set<Long> FLOATS = Set.of(1L, 10L, 11L, 16L);

	private final OnnxScope scope;

	OnnxFolding(OnnxScope scope) {
		this.scope = scope;
	}

	/** Whether a type of numbers keeps fractions. */
	static boolean isFloat(long type) {
		return FLOATS.contains(type);
	}

	/** Computes an operation on sizes and constants. @return false if it is none */
	boolean folds(OnnxFile.Item item) {
		if (!OPERATIONS.contains(item.operation())) return false;
		if (item.operation().equals("Constant")) {
			scope.constant(item.outputs().get(0), item.attributes().values().stream().findFirst().orElse(new long[0]));
			return true;
		}
		boolean isShape = item.operation().equals("Shape") || item.operation().equals("Size");
		boolean areNumbers = item.inputs().stream().allMatch(value -> value.isEmpty() || scope.isNumber(value));
		if (!isShape && !areNumbers) return false;
		if (!isShape && isWeight(item)) weight(item);
		else
			scope.number(item.outputs().get(0), value(item));
		return true;
	}

	/** Floats of a file that are not computed with, but put in another form. */
	private boolean isWeight(OnnxFile.Item item) {
		boolean isForm = Set.of("Transpose", "Reshape", "Flatten", "Unsqueeze", "Squeeze", "Identity", "Cast", "Dropout").contains(item.operation());
		return isForm && scope.constant(item.inputs().get(0)).filter(Tensor.class::isInstance).isPresent()
			&& !(item.operation().equals("Cast") && !FLOATS.contains(item.whole("to", 1)));
	}

	private void weight(OnnxFile.Item item) {
		Tensor tensor = scope.floats(item, 0);
		scope.constant(item.outputs().get(0), switch (item.operation()) {
			case "Transpose" ->
				tensor.transposed(ints(item.wholes("perm", IntStream.range(0, tensor.rank()).mapToLong(i -> tensor.rank() - 1L - i).toArray())));
			case "Identity", "Cast", "Dropout" -> tensor;
			default -> Tensor.of(tensor.data(), form(item, IntStream.of(tensor.shape()).boxed().toList()).stream().mapToInt(i -> i).toArray());
		});
	}

	private static int[] ints(long... values) {
		return LongStream.of(values).mapToInt(Math::toIntExact).toArray();
	}

	private OnnxNumbers value(OnnxFile.Item item) {
		return switch (item.operation()) {
			case "Shape" -> shape(item);
			case "Size" -> OnnxNumbers.repeated(product(extents(item)), List.of(), true);
			case "ConstantOfShape" -> filled(item);
			case "Range" -> range(item);
			case "Gather" -> gather(item);
			case "Slice" -> slice(item);
			case "Concat" -> OnnxNumbers.joined(IntStream.range(0, item.inputs().size()).mapToObj(i -> scope.numbers(item, i)).toList());
			case "Unsqueeze", "Squeeze", "Reshape", "Flatten" -> reshaped(item);
			case "Transpose" -> scope.numbers(item, 0).turned();
			case "Identity", "Dropout" -> scope.numbers(item, 0);
			case "Expand" -> expanded(item);
			default -> arithmetic(item);
		};
	}

	private OnnxNumbers arithmetic(OnnxFile.Item item) {
		OnnxNumbers a = scope.numbers(item, 0);
		return switch (item.operation()) {
			case "Cast" -> cast(item, a);
			case "Floor" -> a.mapped(this::floor, a.isWhole());
			case "Ceil" -> a.mapped(size -> negative(floor(negative(size))), a.isWhole());
			case "Neg" -> a.mapped(OnnxFolding::negative, a.isWhole());
			case "Add" -> a.with(scope.numbers(item, 1), OnnxSize::plus);
			case "Sub" -> a.with(scope.numbers(item, 1), OnnxSize::minus);
			case "Mul" -> a.with(scope.numbers(item, 1), OnnxSize::times);
			case "Div" -> quotient(a, scope.numbers(item, 1));
			case "Equal" -> a.with(scope.numbers(item, 1), OnnxFolding::equal);
			case "Where" -> chosen(a, scope.numbers(item, 1), scope.numbers(item, 2));
			case "ReduceProd" -> OnnxNumbers.repeated(product(a.values()), item.whole("keepdims", 1) == 0 ? List.of() : List.of(1), a.isWhole());
			default -> throw new IllegalArgumentException("Expected an operation on sizes that Fovea has, got this one.");
		};
	}

	private static OnnxSize negative(OnnxSize size) {
		return size.times(OnnxSize.of(-1));
	}

	private static OnnxSize product(List<OnnxSize> sizes) {
		return sizes.stream().reduce(OnnxSize.of(1), OnnxSize::times);
	}

	private OnnxSize floor(OnnxSize size) {
		return scope.sizes().floor(size);
	}

	/** Towards 0, as numbers are cut when they become whole: sizes, which are above 0, are rounded down. */
	private OnnxSize cut(OnnxSize size) {
		boolean isBelow = size.isConstant() && size.at(1, 1, 1) < 0;
		return isBelow ? negative(floor(negative(size))) : floor(size);
	}

	private OnnxNumbers cast(OnnxFile.Item item, OnnxNumbers numbers) {
		boolean toFloats = FLOATS.contains(item.whole("to", 1));
		return toFloats || numbers.isWhole() ? numbers.mapped(size -> size, !toFloats) : numbers.mapped(this::cut, true);
	}

	private OnnxNumbers quotient(OnnxNumbers a, OnnxNumbers b) {
		boolean isWhole = a.isWhole() && b.isWhole();
		return a.with(b, (x, y) -> isWhole ? cut(x.over(y)) : x.over(y));
	}

	/** 1 or 0. A size is above 0, so it is no number up to 0. */
	private static OnnxSize equal(OnnxSize a, OnnxSize b) {
		if (a.equals(b)) return OnnxSize.of(1);
		boolean isKnown = a.isConstant() && b.isConstant() || isBelowAnySize(a) || isBelowAnySize(b);
		if (!isKnown) throw new IllegalArgumentException("Expected sizes that differ for every image or for none, got " + a + " and " + b + ".");
		return OnnxSize.of(0);
	}

	private static boolean isBelowAnySize(OnnxSize size) {
		return size.isConstant() && size.at(1, 1, 1) <= 0;
	}

	private static OnnxNumbers chosen(OnnxNumbers condition, OnnxNumbers yes, OnnxNumbers no) {
		OnnxNumbers picked = condition.with(yes, (is, value) -> is.equals(OnnxSize.of(0)) ? OnnxSize.of(0) : value);
		OnnxNumbers others = condition.with(no, (is, value) -> is.equals(OnnxSize.of(0)) ? value : OnnxSize.of(0));
		return picked.with(others, OnnxSize::plus).mapped(size -> size, yes.isWhole());
	}

	/** Extents of an image, or of numbers. */
	private List<OnnxSize> extents(OnnxFile.Item item) {
		if (scope.isView(item, 0)) return scope.extents(scope.view(item));
		Object constant = scope.constant(item.inputs().get(0)).orElse(null);
		List<Integer> shape = constant instanceof Tensor tensor ? IntStream.of(tensor.shape()).boxed().toList() : scope.numbers(item, 0).shape();
		return shape.stream().map(OnnxSize::of).toList();
	}

	private OnnxNumbers shape(OnnxFile.Item item) {
		List<OnnxSize> extents = extents(item);
		int from = within(item.whole("start", 0), extents.size());
		int to = within(item.whole("end", extents.size()), extents.size());
		return OnnxNumbers.list(extents.subList(from, Math.max(from, to)), true);
	}

	/** A limit of a slice as an index from 0 to the count. */
	private static int within(long limit, int count) {
		long index = limit < 0 ? limit + count : limit;
		return (int) Math.max(0, Math.min(count, index));
	}

	private OnnxNumbers filled(OnnxFile.Item item) {
		List<Integer> shape = LongStream.of(scope.numbers(item, 0).wholes()).mapToObj(Math::toIntExact).toList();
		Object value = item.attributes().get("value");
		if (value instanceof OnnxFile.Wholes one && one.values().length == 1) return OnnxNumbers.repeated(OnnxSize.of(one.values()[0]), shape, true);
		return OnnxNumbers.repeated(OnnxSize.of(value instanceof Tensor one ? one.data()[0] : 0), shape, false);
	}

	private OnnxNumbers range(OnnxFile.Item item) {
		long[] limits = LongStream.of(scope.numbers(item, 0).wholes()[0], scope.numbers(item, 1).wholes()[0], scope.numbers(item, 2).wholes()[0]).toArray();
		if (limits[2] == 0) throw new IllegalArgumentException("Expected a step other than 0, got 0.");
		List<OnnxSize> values = new ArrayList<>();
		for (long value = limits[0]; limits[2] > 0 ? value < limits[1] : value > limits[1]; value = Math.addExact(value, limits[2])) {
			values.add(OnnxSize.of(value));
			if (values.size() > OnnxNumbers.MOST) throw new IllegalArgumentException("Expected at most " + OnnxNumbers.MOST + " numbers, got more.");
		}
		return OnnxNumbers.list(values, true);
	}

	private OnnxNumbers gather(OnnxFile.Item item) {
		requireFirst(item.whole("axis", 0));
		OnnxNumbers indices = scope.numbers(item, 1);
		return scope.numbers(item, 0).rows(LongStream.of(indices.wholes()).mapToObj(Math::toIntExact).toList(), indices.shape());
	}

	private static void requireFirst(long axis) {
		if (axis != 0) throw new IllegalArgumentException("Expected numbers along axis 0, got axis " + axis + ".");
	}

	private OnnxNumbers slice(OnnxFile.Item item) {
		OnnxNumbers from = scope.numbers(item, 0);
		long[] starts = scope.wholes(item, 1, "starts");
		long[] ends = scope.wholes(item, 2, "ends");
		long[] axes = OnnxScope.has(item, 3) ? scope.wholes(item, 3, "") : item.wholes("axes", 0);
		long step = OnnxScope.has(item, 4) ? scope.wholes(item, 4, "")[0] : 1;
		if (starts.length != 1 || ends.length != 1 || axes.length != 1 || step == 0)
			throw new IllegalArgumentException("Expected a slice along one axis, got one along " + starts.length + ".");
		requireFirst(axes[0]);
		List<Integer> rows = rows(from.shape().get(0), starts[0], ends[0], step);
		return from.rows(rows, List.of(rows.size()));
	}

	private static List<Integer> rows(int count, long start, long end, long step) {
		List<Integer> rows = new ArrayList<>();
		if (step > 0) {
			int to = within(end, count);
			for (long i = within(start, count); i < to; i += Math.min(step, count))
				rows.add((int) i);
			return rows;
		}
		// Backwards: the first row is the last one at most, and the end lies below the first row where it is counted from behind too far.
		long first = Math.min(count - 1L, start < 0 ? start + count : start);
		long last = Math.max(-1, end < 0 ? end + count : end);
		for (long i = first; i > last; i -= Math.min(-step, count))
			rows.add((int) i);
		return rows;
	}

	private OnnxNumbers reshaped(OnnxFile.Item item) {
		OnnxNumbers from = scope.numbers(item, 0);
		return from.shaped(form(item, from.shape()));
	}

	/** The shape that Unsqueeze, Squeeze, Flatten and Reshape make of another. */
	private List<Integer> form(OnnxFile.Item item, List<Integer> shape) {
		List<Integer> form = new ArrayList<>(shape);
		switch (item.operation()) {
			case "Unsqueeze" -> {
				long[] axes = scope.wholes(item, 1, "axes");
				int rank = shape.size() + axes.length;
				LongStream.of(axes).map(axis -> axis < 0 ? axis + rank : axis).sorted().forEach(axis -> form.add(Math.toIntExact(axis), 1));
			}
			case "Squeeze" -> {
				long[] axes = scope.wholes(item, 1, "axes");
				if (axes.length == 0) form.removeIf(extent -> extent == 1);
				List<Integer> gone = LongStream.of(axes).map(axis -> axis < 0 ? axis + shape.size() : axis).mapToObj(Math::toIntExact)
					.sorted(Collections.reverseOrder()).toList();
				gone.forEach(axis -> form.remove(axis.intValue()));
			}
			case "Flatten" -> {
				int axis = within(item.whole("axis", 1), shape.size());
				return List.of(count(shape.subList(0, axis)), count(shape.subList(axis, shape.size())));
			}
			default -> {
				return inferred(scope.numbers(item, 1).wholes(), shape);
			}
		}
		return form;
	}

	private static int count(List<Integer> shape) {
		return shape.stream().reduce(1, Math::multiplyExact);
	}

	private static List<Integer> inferred(long[] wanted, List<Integer> shape) {
		List<Integer> form = new ArrayList<>();
		for (int i = 0; i < wanted.length; i++)
			form.add(wanted[i] == 0 ? shape.get(i) : Math.toIntExact(wanted[i]));
		int known = -count(form);
		int free = form.indexOf(-1);
		if (free >= 0) form.set(free, known == 0 ? 0 : count(shape) / known);
		return form;
	}

	private OnnxNumbers expanded(OnnxFile.Item item) {
		OnnxNumbers from = scope.numbers(item, 0);
		if (from.values().size() != 1) throw new IllegalArgumentException("Expected a single number to be repeated, got the shape " + from.shape() + ".");
		return OnnxNumbers.repeated(from.values().get(0), LongStream.of(scope.numbers(item, 1).wholes()).mapToObj(Math::toIntExact).toList(), from.isWhole());
	}
}
