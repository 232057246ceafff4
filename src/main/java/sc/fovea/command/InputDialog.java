package sc.fovea.command;

import ij.gui.GenericDialog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for a command's settings in ImageJ's dialog, which records them under the same keys that a macro uses. */
final class InputDialog {

	private static final int DIGITS = 3;
	private static final int COLUMNS = 24;

	private InputDialog() {}

	/**
	 * Shows the dialog.
	 *
	 * @param preview drawn below the fields whenever one changes
	 * @return values by key; empty if the user cancelled
	 */
	static Optional<Map<String, Object>> ask(String title, List<CommandInput> inputs, Optional<DialogPreview> preview) {
		GenericDialog dialog = new GenericDialog(title.replace("...", ""));
		inputs.forEach(input -> add(dialog, input));
		try (PreviewPane pane = new PreviewPane(inputs, preview)) {
			pane.join(dialog);
			dialog.showDialog();
		}
		return dialog.wasCanceled() ? Optional.empty() : Optional.of(values(dialog, inputs));
	}

	/** What the fields say. @throws IllegalArgumentException if one is not a number */
	static Map<String, Object> values(GenericDialog dialog, List<CommandInput> inputs) {
		Map<String, Object> values = new LinkedHashMap<>();
		inputs.forEach(input -> values.put(input.name(), next(dialog, input)));
		return values;
	}

	private static void add(GenericDialog dialog, CommandInput input) {
		if (input.type() == boolean.class) {
			dialog.addCheckbox(input.label(), (Boolean) input.value());
		}
		else if (!input.slider().isEmpty()) {
			dialog.addSlider(input.label(), input.slider().get(0), input.slider().get(1), (Integer) input.value());
		}
		else if (input.type() == int.class) {
			dialog.addNumericField(input.label(), (Integer) input.value(), 0);
		}
		else if (input.type() == double.class) {
			dialog.addNumericField(input.label(), (Double) input.value(), DIGITS);
		}
		else if (input.choices().isEmpty()) {
			dialog.addStringField(input.label(), (String) input.value(), COLUMNS);
		}
		else {
			dialog.addChoice(input.label(), input.choices().toArray(String[]::new), (String) input.value());
		}
	}

	private static Object next(GenericDialog dialog, CommandInput input) {
		if (input.type() == boolean.class) return dialog.getNextBoolean();
		if (input.type() == int.class) return (int) requireNumber(dialog, input);
		if (input.type() == double.class) return requireNumber(dialog, input);
		return input.choices().isEmpty() ? dialog.getNextString() : dialog.getNextChoice();
	}

	private static double requireNumber(GenericDialog dialog, CommandInput input) {
		double number = dialog.getNextNumber();
		boolean isWrong = dialog.invalidNumber() || input.type() == int.class && number != Math.rint(number);
		if (isWrong) throw new IllegalArgumentException("\"" + input.label() + "\" must be a " + (input.type() == int.class ? "whole " : "") + "number.");
		return number;
	}
}
