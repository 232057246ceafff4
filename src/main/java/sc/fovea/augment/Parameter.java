package sc.fovea.augment;

import java.util.List;

/**
 * A parameter of an augmentation: one number, or a range that is drawn from.
 *
 * @param name as written in recipes; that of a range ends in {@code _range}
 * @param description one sentence with the unit, for dialogs
 * @param bounds smallest and largest number allowed
 * @param standard what holds if nothing is said: one number, or low and high
 */
public record Parameter(String name, String description, Range bounds, List<Double> standard) {

	/** Copies the list. @throws IllegalArgumentException if the standard is not one or two ascending numbers within the bounds */
	public Parameter {
		standard = List.copyOf(standard);
		check(name, bounds, standard);
	}

	/** A single number. */
	public static Parameter number(String name, String description, Range bounds, double standard) {
		return new Parameter(name, description, bounds, List.of(standard));
	}

	/** A range. */
	public static Parameter range(String name, String description, Range bounds, Range standard) {
		return new Parameter(name, description, bounds, List.of(standard.low(), standard.high()));
	}

	/** Whether it is a range and not one number. */
	public boolean isRange() {
		return standard.size() == 2;
	}

	/** The given numbers as this parameter's value. @throws IllegalArgumentException if they are too many, too few, not ascending or out of bounds */
	List<Double> checked(List<Double> numbers) {
		List<Double> value = isRange() && numbers.size() == 1 ? List.of(numbers.get(0), numbers.get(0)) : numbers;
		if (value.size() != standard.size()) {
			throw new IllegalArgumentException("Expected " + (isRange() ? "a range [low, high]" : "one number") + " as " + name + ", got " + numbers + ".");
		}
		check(name, bounds, value);
		return value;
	}

	private static void check(String name, Range bounds, List<Double> value) {
		boolean ascends = value.size() == 1 || value.size() == 2 && value.get(0) <= value.get(1);
		if (!ascends || !value.stream().allMatch(v -> v >= bounds.low() && v <= bounds.high())) {
			throw new IllegalArgumentException("Expected numbers from " + bounds.low() + " to " + bounds.high() + " in ascending order as " + name + ", got "
				+ value + ".");
		}
	}
}
