package sc.fovea.command;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.model.TaskSettings;

/** Models that the dialog of a command offers: those that can be used, and do what the command is for. */
final class ModelChoices {

	private ModelChoices() {}

	/**
	 * Names of models for a dialog.
	 *
	 * @param setting which is asked for; models are offered for {@code model}
	 * @param isOurs whether the command can work with models of that task
	 * @return no names for another setting
	 * @throws IOException if the folder of models cannot be read
	 */
	static List<String> of(String setting, Predicate<TaskSettings> isOurs) throws IOException {
		if (!setting.equals("model")) return List.of();
		return ModelStore.standard().list().stream()
			.filter(entry -> entry.isUsable() && entry.summary().filter(summary -> isOurs.test(summary.task())).isPresent()).map(ModelEntry::name).toList();
	}
}
