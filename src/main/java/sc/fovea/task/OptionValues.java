package sc.fovea.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Values of options by their names.
 *
 * @param values String, Integer, Double or Boolean; an option that is not there has its standard value
 */
public record OptionValues(Map<String, Object> values) {

	/** Copies the values. */
	public OptionValues {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/** The standard value of each option. */
	public static OptionValues standard(List<Option> options) {
		Map<String, Object> values = new LinkedHashMap<>();
		options.forEach(option -> values.put(option.name(), option.standard()));
		return new OptionValues(values);
	}

	/** The same with another value. */
	public OptionValues with(String name, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(values);
		more.put(name, value);
		return new OptionValues(more);
	}

	/**
	 * Those of some options, with their standard values where none is given.
	 *
	 * @throws IllegalArgumentException with a sentence, if a value is not of the type of its option, or not one of its choices
	 */
	public OptionValues of(List<Option> options) {
		Map<String, Object> own = new LinkedHashMap<>();
		options.forEach(option -> own.put(option.name(), checked(option, values.getOrDefault(option.name(), option.standard()))));
		return new OptionValues(own);
	}

	private static Object checked(Option option, Object value) {
		if (!option.standard().getClass().isInstance(value)) {
			throw new IllegalArgumentException("\"" + option.name() + "\" must be a " + option.type().getSimpleName() + ", but is \"" + value + "\".");
		}
		if (!option.choices().isEmpty() && !option.choices().contains(value)) {
			throw new IllegalArgumentException(
				"\"" + option.name() + "\" must be one of " + String.join(", ", option.choices()) + ", but is \"" + value + "\".");
		}
		return value;
	}

	/** Whether an option has another value than its standard one. */
	public boolean isSet(Option option) {
		return values.containsKey(option.name()) && !values.get(option.name()).equals(option.standard());
	}

	/** A text. */
	public String text(String name) {
		return ((String) values.get(name)).strip();
	}

	/** Names that are separated by commas. */
	public List<String> names(String name) {
		return Stream.of(text(name).split(",")).map(String::strip).filter(text -> !text.isEmpty()).distinct().toList();
	}

	/** A whole number. */
	public int whole(String name) {
		return (int) values.get(name);
	}

	/** A number. */
	public double number(String name) {
		return (double) values.get(name);
	}

	/** Whether something was ticked. */
	public boolean isTicked(String name) {
		return (boolean) values.get(name);
	}
}
