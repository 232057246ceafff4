package sc.fovea.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model was made: plan, summary of the data, history of the epochs — a free tree of maps, lists, texts, numbers and booleans, so
 * that every way of training can say what it did.
 * <p>
 * Whole numbers become {@code Long} and others {@code Double}, keys are sorted, so that a record is equal to itself after it was kept in
 * an archive. A number that is not finite becomes its name as a text, since JSON has none.
 *
 * @param tree by name
 */
public record TrainingRecord(Map<String, Object> tree) {

	/** Nothing is known. */
	public static final TrainingRecord NONE = new TrainingRecord(Map.of());
	private static final int DEEPEST = 32;

	/** Copies the tree. @throws IllegalArgumentException if it holds something else, or is deeper than 32 */
	public TrainingRecord {
		tree = map(tree, 0);
	}

	private static Map<String, Object> map(Map<?, ?> values, int depth) {
		Map<String, Object> copy = new TreeMap<>();
		values.forEach((key, value) -> copy.put(String.valueOf(key), plain(value, depth + 1)));
		return Collections.unmodifiableMap(copy);
	}

	private static List<Object> list(List<?> values, int depth) {
		List<Object> copy = new ArrayList<>(values.size());
		values.forEach(value -> copy.add(plain(value, depth + 1)));
		return Collections.unmodifiableList(copy);
	}

	private static Object plain(Object value, int depth) {
		if (depth > DEEPEST) {
			throw new IllegalArgumentException("Expected a training record at most " + DEEPEST + " levels deep, got more.");
		}
		if (value instanceof Map<?, ?> map) {
			return map(map, depth);
		}
		if (value instanceof List<?> list) {
			return list(list, depth);
		}
		if (value instanceof Number number) {
			return number(number);
		}
		if (value instanceof String || value instanceof Boolean) {
			return value;
		}
		throw new IllegalArgumentException("Expected maps, lists, texts, numbers and booleans in a training record, got "
			+ (value == null ? "null" : value.getClass().getSimpleName()) + ".");
	}

	private static Object number(Number number) {
		if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
			return number.longValue();
		}
		double value = number.doubleValue();
		return Double.isFinite(value) ? (Object) value : Double.toString(value);
	}
}
