package sc.fovea.model.zoo;

import java.util.List;
import java.util.Locale;

import sc.fovea.model.Model;

/**
 * What an import gave.
 *
 * @param model in Fovea's own layers, with the archive's test tensors as its samples if there are some
 * @param format what was recognised, for example {@code StarDist 2D}
 * @param notes what a user should know: what was assumed, what was left out
 */
public record Imported(Model model, String format, List<String> notes) {

	/** Copies the notes. */
	public Imported {
		notes = List.copyOf(notes);
	}

	/** What was made of what, in one line. */
	public String summary() {
		return "Recognised " + format + ": " + model.task().title() + ", " + model.input().channels()
			+ (model.input().channels() == 1 ? " channel, " : " channels, ")
			+ String.format(Locale.ROOT, "%,d", model.weights().count()) + " weights.";
	}
}
