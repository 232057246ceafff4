package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import sc.fovea.net.Tensor;

/**
 * A small array of numbers that are known, or computed from the extents of the image.
 *
 * @param values the last extent running fastest
 * @param shape extents; none for a single number
 * @param isWhole whether they are held as whole numbers, so that quotients are cut
 */
record OnnxNumbers(List<OnnxSize> values, List<Integer> shape, boolean isWhole) {

	/** Far more than a graph needs to compute extents. */
	static final int MOST = 1024;

	/** @throws IllegalArgumentException if the shape is not that of so many values, or they are too many */
	OnnxNumbers {
		values = List.copyOf(values);
		shape = List.copyOf(shape);
		long count = 1;
		for (int extent : shape)
			count = Math.multiplyExact(count, extent);
		if (count != values.size() || count > MOST)
			throw new IllegalArgumentException("Expected at most " + MOST + " numbers of sizes in the shape " + shape + ", got " + values.size() + ".");
	}

	/** A list. */
	static OnnxNumbers list(List<OnnxSize> values, boolean isWhole) {
		return new OnnxNumbers(values, List.of(values.size()), isWhole);
	}

	/** Whole numbers of a file. */
	static OnnxNumbers of(OnnxFile.Wholes wholes) {
		requireFew(wholes.values().length);
		return new OnnxNumbers(LongStream.of(wholes.values()).mapToObj(OnnxSize::of).toList(), boxed(wholes.shape()), true);
	}

	/** Floats of a file. */
	static OnnxNumbers of(Tensor floats) {
		requireFew(floats.data().length);
		List<OnnxSize> values = IntStream.range(0, floats.data().length).mapToObj(i -> OnnxSize.of(floats.data()[i])).toList();
		return new OnnxNumbers(values, boxed(floats.shape()), false);
	}

	private static void requireFew(int count) {
		if (count > MOST) throw new IllegalArgumentException("Expected at most " + MOST + " numbers that are computed with, got " + count + ".");
	}

	private static List<Integer> boxed(int[] shape) {
		return Arrays.stream(shape).boxed().toList();
	}

	/** Each value changed. */
	OnnxNumbers mapped(UnaryOperator<OnnxSize> function, boolean areWhole) {
		return new OnnxNumbers(values.stream().map(function).toList(), shape, areWhole);
	}

	/** With another of the same shape, or one of them a single number. */
	OnnxNumbers with(OnnxNumbers other, BinaryOperator<OnnxSize> function) {
		boolean fits = shape.equals(other.shape) || values.size() == 1 || other.values.size() == 1;
		if (!fits) throw new IllegalArgumentException("Expected numbers of one shape, got " + shape + " and " + other.shape + ".");
		OnnxNumbers larger = values.size() > other.values.size() || values.size() == other.values.size() && shape.size() >= other.shape.size() ? this : other;
		List<OnnxSize> results = IntStream.range(0, larger.values.size()).mapToObj(i -> function.apply(at(i), other.at(i))).toList();
		return new OnnxNumbers(results, larger.shape, isWhole && other.isWhole);
	}

	private OnnxSize at(int i) {
		return values.get(values.size() == 1 ? 0 : i);
	}

	/** The same values in another shape. */
	OnnxNumbers shaped(List<Integer> newShape) {
		return new OnnxNumbers(values, newShape, isWhole);
	}

	/** Rows (parts along the first extent) by their indices, those below 0 counted from behind. */
	OnnxNumbers rows(List<Integer> indices, List<Integer> shapeOfIndices) {
		int count = shape.isEmpty() ? 1 : shape.get(0);
		int length = count == 0 ? 0 : values.size() / count;
		requireFew(Math.multiplyExact(indices.size(), length));
		List<OnnxSize> rows = new ArrayList<>();
		for (int index : indices) {
			int row = index < 0 ? index + count : index;
			rows.addAll(values.subList(row * length, (row + 1) * length));
		}
		List<Integer> newShape = new ArrayList<>(shapeOfIndices);
		newShape.addAll(shape.subList(Math.min(1, shape.size()), shape.size()));
		return new OnnxNumbers(rows, newShape, isWhole);
	}

	/** Rows and columns of a table changed places; a list stays. */
	OnnxNumbers turned() {
		if (shape.size() < 2) return this;
		if (shape.size() > 2) throw new IllegalArgumentException("Expected a table of numbers, got the shape " + shape + ".");
		int rows = shape.get(0);
		int columns = shape.get(1);
		List<OnnxSize> turned = IntStream.range(0, values.size()).mapToObj(i -> values.get(i % rows * columns + i / rows)).toList();
		return new OnnxNumbers(turned, List.of(columns, rows), isWhole);
	}

	/** All lists behind one another. */
	static OnnxNumbers joined(List<OnnxNumbers> parts) {
		List<OnnxSize> all = new ArrayList<>();
		for (OnnxNumbers part : parts) {
			if (part.shape.size() > 1) throw new IllegalArgumentException("Expected lists of numbers, got the shape " + part.shape + ".");
			requireFew(Math.addExact(all.size(), part.values.size()));
			all.addAll(part.values);
		}
		return list(all, parts.stream().allMatch(OnnxNumbers::isWhole));
	}

	/** So many times the same. */
	static OnnxNumbers repeated(OnnxSize value, List<Integer> shape, boolean isWhole) {
		long count = 1;
		for (int extent : shape)
			count = Math.multiplyExact(count, extent);
		if (count < 0 || count > MOST) throw new IllegalArgumentException("Expected at most " + MOST + " numbers of sizes, got the shape " + shape + ".");
		return new OnnxNumbers(Collections.nCopies((int) count, value), shape, isWhole);
	}

	/** The values, if none depends on the image. @throws IllegalArgumentException naming one that does */
	long[] wholes() {
		return values.stream().mapToLong(value -> value.constant()
			.orElseThrow(() -> new IllegalArgumentException("Expected whole numbers that are the same for every image, got " + value + "."))).toArray();
	}

	/** The values as floats. @throws IllegalArgumentException naming one that depends on the image */
	Tensor floats() {
		float[] floats = new float[values.size()];
		for (int i = 0; i < floats.length; i++) {
			if (!values.get(i).isConstant())
				throw new IllegalArgumentException("Expected numbers that are the same for every image, got " + values.get(i) + ".");
			floats[i] = (float) values.get(i).at(1, 1, 1);
		}
		return Tensor.of(floats, shape.stream().mapToInt(Integer::intValue).toArray());
	}
}
