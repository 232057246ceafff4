package sc.fovea.task;

import java.util.List;
import java.util.Locale;

/**
 * One thing that a user may choose, as dialogs, macros and the command line see it: {@code proposals=500} in a macro, {@code --proposals 500} on the command line.
 *
 * <pre>{@code
 * Option.number("side", "Side of images (0 = by the images)", "Images are stretched to squares of so many pixels; 0 takes about their own size.", 0)
 * Option.choice("views", "Views of a region", "Looks at each region as a whole, or at its parts besides.", "whole", "multi-region")
 * }</pre>
 *
 * @param name of a-z, 0-9 and _: the macro key
 * @param label for dialogs; its first word is the name, because ImageJ makes the macro key from it
 * @param description one sentence
 * @param standard value unless another one is given: a String, Double, Integer or Boolean, which is also the type of the option
 * @param choices allowed values of a String; empty if there is no such list
 */
public record Option(String name, String label, String description, Object standard, List<String> choices) {

	/** @throws IllegalArgumentException if the name or the type is none, or the label begins with another word */
	public Option {
		choices = List.copyOf(choices);
		if (!name.matches("[a-z][a-z0-9_]*") || !label.toLowerCase(Locale.ROOT).split(" ")[0].equals(name)) {
			throw new IllegalArgumentException(
				"Expected a label that begins with the name of the option, of a-z, 0-9 and _, got '" + label + "' for '" + name + "'.");
		}
		if (!(standard instanceof String || standard instanceof Double || standard instanceof Integer || standard instanceof Boolean)) {
			throw new IllegalArgumentException("Expected a text, a number or a truth value for '" + name + "', got " + standard + ".");
		}
	}

	/** A text. */
	public static Option text(String name, String label, String description, String standard) {
		return new Option(name, label, description, standard, List.of());
	}

	/** One of several texts, of which the first is the standard. */
	public static Option choice(String name, String label, String description, String... choices) {
		return new Option(name, label, description, choices[0], List.of(choices));
	}

	/** A whole number. */
	public static Option whole(String name, String label, String description, int standard) {
		return new Option(name, label, description, standard, List.of());
	}

	/** A number. */
	public static Option number(String name, String label, String description, double standard) {
		return new Option(name, label, description, standard, List.of());
	}

	/** Something that can be ticked. */
	public static Option flag(String name, String label, String description) {
		return new Option(name, label, description, false, List.of());
	}

	/** {@code String}, {@code double}, {@code int} or {@code boolean}. */
	public Class<?> type() {
		if (standard instanceof String) return String.class;
		if (standard instanceof Double) return double.class;
		return standard instanceof Integer ? int.class : boolean.class;
	}
}
