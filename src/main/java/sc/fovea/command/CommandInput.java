package sc.fovea.command;

import ij.ImagePlus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;

import sc.fovea.task.Option;
import sc.fovea.task.PretrainedOption;

/**
 * A setting of a command as text sees it: in a macro, in a dialog, on the command line.
 * <p>
 * ImageJ and SciJava hand a macro's values over unchecked; {@link #parse} checks them.
 *
 * @param name the field's name, without the underscore behind a word of Java, which is the macro key and the command-line option
 * @param label for dialogs; its first word is the name, because ImageJ makes the macro key from it
 * @param description one sentence
 * @param type of the value: String, double, int or boolean
 * @param value unless another one is given
 * @param choices allowed values of a String; empty if there is no such list
 * @param isRequired whether it must be given, since no other value could be meant
 * @param slider lowest and highest value that a dialog's slider offers; empty if there is none
 * @param browsed what a Browse button chooses: {@link #FILE}, {@link #FILE_OR_FOLDER}, {@link #NEW_FILE} or {@link #FOLDER}; empty if it is no path
 */
public record CommandInput(String name, String label, String description, Class<?> type, Object value, List<String> choices, boolean isRequired,
	List<Integer> slider, String browsed) {

	/** Style of a parameter that is the path of a file. */
	public static final String FILE = "open";
	/** Style of a parameter that is the path of a file or of a folder. */
	public static final String FILE_OR_FOLDER = "both";
	/** Style of a parameter that is the path of a file that need not exist. */
	public static final String NEW_FILE = "save";
	/** Style of a parameter that is the path of a folder. */
	public static final String FOLDER = "directory";

	private static final String CLASS = "class";
	private static final String CLASS_FIELD = "class_";

	/** Copies the lists. */
	public CommandInput {
		choices = List.copyOf(choices);
		slider = List.copyOf(slider);
	}

	/** The settings of a command, those that must be given first, else in the order of its fields; images and services are left out. */
	public static List<CommandInput> of(ModuleInfo command) {
		List<CommandInput> inputs = new ArrayList<>();
		for (ModuleItem<?> item : command.inputs()) {
			if (isSetting(item.getType())) {
				inputs.add(of(item));
			}
		}
		inputs.sort(Comparator.comparing(input -> !input.isRequired()));
		return inputs;
	}

	/** The settings of a command class, without its choices that depend on the installation. */
	public static List<CommandInput> of(Class<? extends org.scijava.command.Command> command) {
		return of(new CommandInfo(command));
	}

	/** An option of a task. */
	public static CommandInput of(Option option) {
		return new CommandInput(option.name(), option.label(), option.description(), option.type(), option.standard(), option.choices(), false, List.of(),
			option.equals(PretrainedOption.WEIGHTS) ? FILE : "");
	}

	private static boolean isSetting(Class<?> type) {
		return List.of(String.class, double.class, int.class, boolean.class).contains(type);
	}

	private static CommandInput of(ModuleItem<?> item) {
		List<String> choices = item.getChoices() == null ? List.of() : item.getChoices().stream().map(String::valueOf).toList();
		Object value = item.getDefaultValue() == null ? zero(item.getType()) : item.getDefaultValue();
		return new CommandInput(named(item.getName()), item.getLabel(), item.getDescription(), item.getType(), value, choices,
			item.isRequired() && value.equals(""), slider(item), browsed(item));
	}

	/** A field cannot be called {@code class}, so it is called {@code class_}. */
	private static String named(String field) {
		return field.equals(CLASS_FIELD) ? CLASS : field;
	}

	/** Name of the field of a setting. @param name of the setting */
	static String field(String name) {
		return name.equals(CLASS) ? CLASS_FIELD : name;
	}

	private static List<Integer> slider(ModuleItem<?> item) {
		boolean isSlider = "slider".equals(item.getWidgetStyle());
		return isSlider && item.getMinimumValue() instanceof Integer low && item.getMaximumValue() instanceof Integer high ? List.of(low, high) : List.of();
	}

	private static String browsed(ModuleItem<?> item) {
		String style = String.valueOf(item.getWidgetStyle());
		return List.of(FILE, FILE_OR_FOLDER, NEW_FILE, FOLDER).contains(style) ? style : "";
	}

	private static Object zero(Class<?> type) {
		if (type == String.class) return "";
		if (type == boolean.class) return false;
		return type == int.class ? (Object) 0 : (Object) 0.0;
	}

	/** The same with other allowed values; the first is taken unless told otherwise, if the usual one is not among them. */
	CommandInput withChoices(List<String> others) {
		return new CommandInput(name, label, description, type, others.contains(value) ? value : others.get(0), others, isRequired, slider, browsed);
	}

	/** The same with another value. @param other of the setting's type */
	CommandInput withValue(Object other) {
		return new CommandInput(name, label, description, type, other, choices, isRequired, slider, browsed);
	}

	/** Whether a command takes the current image. */
	static boolean takesImage(ModuleInfo command) {
		for (ModuleItem<?> item : command.inputs()) {
			if (item.getType() == ImagePlus.class) return true;
		}
		return false;
	}

	/**
	 * The value that a text means.
	 *
	 * @throws IllegalArgumentException if it is not of the setting's type, or not one of its choices; the message names the key
	 */
	public Object parse(String text) {
		if (type == boolean.class) return parseBoolean(text);
		if (type == int.class) return (int) parseNumber(text, true);
		if (type == double.class) return parseNumber(text, false);
		if (!choices.isEmpty() && !choices.contains(text)) {
			throw new IllegalArgumentException("\"" + name + "\" must be one of " + String.join(", ", choices) + ", but is \"" + text + "\".");
		}
		return text;
	}

	private boolean parseBoolean(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true", "yes", "1" -> true;
			case "false", "no", "0" -> false;
			default -> throw new IllegalArgumentException("\"" + name + "\" must be true or false, but is \"" + text + "\".");
		};
	}

	private double parseNumber(String text, boolean isWhole) {
		try {
			double number = isWhole ? Integer.parseInt(text.strip()) : Double.parseDouble(text.strip());
			if (Double.isFinite(number)) return number;
		}
		catch (NumberFormatException e) {
			throw new IllegalArgumentException(notANumber(text, isWhole), e);
		}
		throw new IllegalArgumentException(notANumber(text, isWhole));
	}

	private String notANumber(String text, boolean isWhole) {
		return "\"" + name + "\" must be a " + (isWhole ? "whole " : "") + "number, but is \"" + text + "\".";
	}
}
