package sc.fovea.command;

import ij.gui.GenericDialog;
import java.awt.AWTEvent;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Label;
import java.awt.Panel;
import java.awt.Rectangle;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for a command's settings in ImageJ's dialog, which records them under the same keys that a macro uses. What is right for most is behind a button, paths have
 * Browse, the bottom says what each field means and what is wrong, and OK waits until every field can be read.
 */
final class InputDialog {

	private static final int DIGITS = 3;
	private static final int COLUMNS = 24;
	private static final String MORE = "More...";
	private static final String LESS = "Less";

	private final GenericDialog dialog;
	private final DialogNote note;
	private final List<CommandInput> inputs;
	private final List<Component> hidden = new ArrayList<>();
	private final Button more = new Button(MORE);

	/** @param fields to show @param problem what was wrong with them before; empty if nothing */
	private InputDialog(String title, DialogFields fields, String problem) {
		dialog = new GenericDialog(title.replace("...", ""));
		note = new DialogNote(problem);
		inputs = fields.all();
		fields.first().forEach(this::add);
		if (!fields.more().isEmpty()) addPanel(more);
		fields.more().forEach(this::addGroup);
		more.addActionListener(event -> {
			reveal(more.getLabel().equals(MORE));
			fit();
		});
	}

	/**
	 * Shows the dialog.
	 *
	 * @param part what it has below its fields; is closed with the dialog
	 * @param before what was typed the last time, and what was wrong with it
	 * @return values by key; empty if the user cancelled
	 */
	static Optional<Map<String, Object>> ask(String title, List<CommandInput> inputs, DialogPart part, Attempt before) {
		DialogFields usual = DialogFields.of(inputs);
		DialogFields fields = usual.with(before.typed());
		InputDialog asked = new InputDialog(title, fields, before.problem());
		asked.reveal(fields.isMoreNeeded(usual, before.problem()));
		return asked.show(title, part);
	}

	/**
	 * What was asked for, and did not work.
	 *
	 * @param typed values by key
	 * @param problem why, in a sentence
	 */
	record Attempt(Map<String, Object> typed, String problem) {

		/** Nothing yet. */
		static final Attempt NONE = new Attempt(Map.of(), "");
	}

	private Optional<Map<String, Object>> show(String title, DialogPart part) {
		try (part) {
			dialog.addDialogListener(this::changed);
			part.join(dialog, inputs, note);
			addPanel(note);
			dialog.addHelp(DialogFields.help(title, inputs));
			dialog.showDialog();
		}
		return dialog.wasCanceled() ? Optional.empty() : Optional.of(values(dialog, inputs));
	}

	private void addPanel(Component component) {
		Panel panel = new Panel();
		panel.add(component);
		dialog.addPanel(panel);
	}

	private boolean changed(GenericDialog changed, AWTEvent event) {
		try {
			values(changed, inputs);
			if (event != null) note.complain("");
			return true;
		}
		catch (IllegalArgumentException e) {
			note.complain(e.getMessage());
			return false;
		}
	}

	private void addGroup(String heading, List<CommandInput> group) {
		int before = dialog.getComponentCount();
		Label label = new Label(heading);
		label.setFont(label.getFont() == null ? new Font(Font.SANS_SERIF, Font.BOLD, 12) : label.getFont().deriveFont(Font.BOLD));
		addPanel(label);
		group.forEach(this::add);
		hidden.addAll(Arrays.asList(dialog.getComponents()).subList(before, dialog.getComponentCount()));
	}

	private void reveal(boolean isShown) {
		hidden.forEach(component -> component.setVisible(isShown));
		more.setLabel(isShown ? LESS : MORE);
	}

	/** As large as its fields need, and within the screen. */
	private void fit() {
		dialog.pack();
		Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
		dialog.setLocation(dialog.getX(), Math.max(screen.y, Math.min(dialog.getY(), screen.y + screen.height - dialog.getHeight())));
	}

	/** What the fields say. @throws IllegalArgumentException if one is not a number */
	static Map<String, Object> values(GenericDialog dialog, List<CommandInput> inputs) {
		Map<String, Object> values = new LinkedHashMap<>();
		inputs.forEach(input -> values.put(input.name(), next(dialog, input)));
		return values;
	}

	/** What the fields say; empty if one is not a number. */
	static Optional<Map<String, Object>> readable(GenericDialog dialog, List<CommandInput> inputs) {
		try {
			return Optional.of(values(dialog, inputs));
		}
		catch (IllegalArgumentException e) {
			return Optional.empty();
		}
	}

	private void add(CommandInput input) {
		int before = dialog.getComponentCount();
		add(dialog, input);
		if (!input.browsed().isEmpty()) BrowseButton.addTo(dialog, input);
		Arrays.asList(dialog.getComponents()).subList(before, dialog.getComponentCount()).forEach(component -> explain(component, input));
	}

	/** The note says what a field means while it has the focus. */
	private void explain(Component component, CommandInput input) {
		component.addFocusListener(new FocusAdapter() {

			@Override
			public void focusGained(FocusEvent event) {
				note.explain(DialogFields.note(input));
			}
		});
		if (component instanceof Container container) Arrays.stream(container.getComponents()).forEach(inner -> explain(inner, input));
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
