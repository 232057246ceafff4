package sc.fovea.command;

import ij.plugin.frame.Recorder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws what a person might type into the fields of a dialog, and records it as ImageJ's recorder does. */
record RandomOptions(List<CommandInput> inputs, RandomGenerator random) {

	private static final List<String> NOT_WHOLE = List.of("x", "1.5", "1e3", "99999999999", "NaN", "--1", "0x10");
	private static final List<String> NOT_A_NUMBER = List.of("abc", "NaN", "Infinity", "1,5", "1.2.3", "-");
	private static final List<String> TEXTS = List.of("", "nuclei", "my cells", "/data/été µm/cells 1.tif", "a=b", "x y=z", "0", "dapi,gfp", "50%", "true");

	/**
	 * What was typed, and should be understood.
	 *
	 * @param line as it is recorded
	 * @param values by key, those that were left as they are among them
	 * @param wrong key of a value that must be refused; empty if there is none
	 */
	record Typed(String line, Map<String, Object> values, Optional<String> wrong) {}

	/** Draws a value for about half of the fields; of one in three lines one value is none. */
	Typed draw() {
		Map<String, Object> values = new LinkedHashMap<>();
		inputs.forEach(input -> values.put(input.name(), input.value()));
		Recorder.resetCommandOptions();
		List<CommandInput> refusing = inputs.stream().filter(input -> input.type() != String.class || !input.choices().isEmpty()).toList();
		Optional<CommandInput> wrong = refusing.isEmpty() || random.nextInt(3) > 0 ? Optional.empty() : Optional.of(pick(refusing));
		for (CommandInput input : inputs) {
			if (wrong.isPresent() && wrong.get().equals(input)) Recorder.recordOption(input.label(), wrong(input));
			else if (random.nextBoolean())
				values.put(input.name(), record(input));
		}
		String line = Optional.ofNullable(Recorder.getCommandOptions()).orElse("");
		Recorder.resetCommandOptions();
		return new Typed(line, values, wrong.map(CommandInput::name));
	}

	/** Types a value that can be understood. @return what it means */
	private Object record(CommandInput input) {
		if (input.type() == boolean.class) return record(input, random.nextBoolean());
		String text = text(input);
		Recorder.recordOption(input.label(), text);
		if (input.type() == int.class) return Integer.valueOf(text);
		return input.type() == double.class ? Double.valueOf(text) : text;
	}

	/** A box that is not ticked is not recorded, so one that is ticked at first cannot be cleared by that. */
	private Object record(CommandInput input, boolean isTicked) {
		if (isTicked) Recorder.recordOption(input.label());
		return isTicked || (boolean) input.value();
	}

	private String text(CommandInput input) {
		if (input.type() == int.class) return pick(List.of("0", "1", "-1", "7", "2147483647", "-2147483648", String.valueOf(random.nextInt(-100, 1000))));
		if (input.type() == double.class) {
			return pick(List.of("0", "0.500", "1", "-3", "1.0E-5", "12345678.9", "1e300", String.valueOf(random.nextDouble(-10, 10))));
		}
		return input.choices().isEmpty() ? pick(TEXTS) : pick(input.choices());
	}

	private String wrong(CommandInput input) {
		if (input.type() == boolean.class) return pick(List.of("maybe", "2", "on off"));
		if (input.type() == int.class) return pick(NOT_WHOLE);
		return input.type() == double.class ? pick(NOT_A_NUMBER) : "none of them";
	}

	private <T> T pick(List<T> things) {
		return things.get(random.nextInt(things.size()));
	}
}
