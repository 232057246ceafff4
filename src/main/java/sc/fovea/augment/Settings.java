package sc.fovea.augment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of an augmentation's parameters, complete and within their bounds.
 *
 * @param values by name: one number, or the low and high of a range
 */
public record Settings(Map<String, List<Double>> values) {

	/** Copies the map, keeping its order. */
	public Settings {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * The given values, and the standard of what is not given.
	 *
	 * @param parameters of the augmentation
	 * @param given by name: a {@code Number}, a list of two, or a {@link Range}
	 * @throws IllegalArgumentException naming the parameter, if there is none of the name or the value is not of its kind or out of bounds
	 */
	public static Settings of(List<Parameter> parameters, Map<String, ?> given) {
		Map<String, List<Double>> values = new LinkedHashMap<>();
		for (Parameter parameter : parameters) {
			Object value = given.get(parameter.name());
			values.put(parameter.name(), value == null ? parameter.standard() : parameter.checked(numbers(parameter.name(), value)));
		}
		for (String name : given.keySet()) {
			if (!values.containsKey(name)) {
				throw new IllegalArgumentException("Expected one of the parameters " + values.keySet() + ", got '" + name + "'.");
			}
		}
		return new Settings(values);
	}

	private static List<Double> numbers(String name, Object value) {
		if (value instanceof Range range) {
			return List.of(range.low(), range.high());
		}
		List<Double> numbers = new ArrayList<>();
		for (Object item : value instanceof List<?> list ? list : List.of(value)) {
			if (!(item instanceof Number number)) {
				throw new IllegalArgumentException("Expected a number or [low, high] as " + name + ", got " + value + ".");
			}
			numbers.add(number.doubleValue());
		}
		return numbers;
	}

	/** A number. @throws IllegalArgumentException if there is no such parameter */
	public double number(String name) {
		return value(name).get(0);
	}

	/** A range. @throws IllegalArgumentException if there is no such parameter */
	public Range range(String name) {
		List<Double> value = value(name);
		return new Range(value.get(0), value.get(value.size() - 1));
	}

	private List<Double> value(String name) {
		List<Double> value = values.get(name);
		if (value == null) {
			throw new IllegalArgumentException("Expected one of the parameters " + values.keySet() + ", got '" + name + "'.");
		}
		return value;
	}

	/** By name a {@code Double} or a list of two, as {@link #of} reads it. */
	public Map<String, Object> tree() {
		Map<String, Object> tree = new LinkedHashMap<>();
		values.forEach((name, value) -> tree.put(name, value.size() == 1 ? value.get(0) : value));
		return tree;
	}
}
