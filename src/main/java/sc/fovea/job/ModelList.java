package sc.fovea.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelSummary;

/** The list of models as text: what each is for, how large and how good it is, what it learned from, and under which licence. */
public final class ModelList {

	private ModelList() {}

	/** All lines. @param folder in which the user's models are sought */
	public static String text(List<ModelEntry> entries, String folder) {
		String models = entries.stream().map(ModelList::text).collect(Collectors.joining("\n"));
		return (entries.isEmpty() ? "There is no model.\n" : models) + "\nYour own models: " + folder + "\n";
	}

	private static String text(ModelEntry entry) {
		List<String> lines = new ArrayList<>();
		String size = String.format(Locale.ROOT, "%.1f MB", entry.bytes() / 1e6);
		lines.add(entry.name() + " (" + entry.origin() + ", " + size + ")");
		if (entry.summary().isPresent()) {
			lines.addAll(lines(entry.summary().get()));
		}
		else {
			lines.add(line("problem", entry.problem()));
		}
		return String.join("\n", lines) + "\n";
	}

	private static List<String> lines(ModelSummary model) {
		ModelCard card = model.card();
		String pixel = model.input().pixelSizeMicrometres().stream().mapToObj(size -> size + " \u00b5m per pixel").findFirst().orElse("any");
		return List.of(line("task", model.task().title()), line("for", card.description()), line("version", card.version()),
			line("channels", Integer.toString(model.input().channels())), line("resolution", pixel), line("licence", card.credits().licence()),
			line("authors", String.join(", ", card.credits().authors())), line("trained on", data(card.trainingData())),
			line("scores", scores(card.scores())), line("limits", card.limitations()));
	}

	private static String data(ModelCard.Data data) {
		return data.description() + " (" + data.licence() + ")" + (data.source().isEmpty() ? "" : " " + data.source());
	}

	/** How good it is, and on what. */
	static String scores(ModelCard.Scores scores) {
		if (scores.values().isEmpty()) return "not measured";
		String values = scores.values().entrySet().stream().map(ModelList::score).collect(Collectors.joining(", "));
		return values + (scores.images().isEmpty() ? "" : " on " + scores.images());
	}

	private static String score(Map.Entry<String, Double> score) {
		return String.format(Locale.ROOT, "%s %.3f", score.getKey(), score.getValue());
	}

	private static String line(String what, String text) {
		return String.format("  %-11s %s", what, text.strip().replace("\n", " "));
	}
}
