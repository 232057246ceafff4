package sc.fovea.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fovea.job.AutomaticModel;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.model.TaskSettings;
import sc.fovea.task.Option;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;

/** Models that the dialog of a command offers: those that can be used, and do what the command is for. */
final class ModelChoices {

	/** What stands for no model. */
	private static final String NONE = "none";

	private ModelChoices() {}

	/**
	 * Names of models for a dialog.
	 *
	 * @param setting which is asked for; models are offered for {@code model}
	 * @param verb what the models do, see {@link sc.fovea.task.Task#verb}
	 * @return no names for another setting
	 * @throws IOException if the folder of models cannot be read
	 */
	static List<String> of(String setting, String verb) throws IOException {
		return of(setting, task -> Tasks.installed().of(task).verb().equals(verb));
	}

	/** The same for a command that can work with models of some tasks. */
	static List<String> of(String setting, Predicate<TaskSettings> isOurs) throws IOException {
		if (!setting.equals("model")) return List.of();
		return ModelStore.standard().list().stream()
			.filter(entry -> entry.isUsable() && entry.summary().filter(summary -> isOurs.test(summary.task())).isPresent()).map(ModelEntry::name).toList();
	}

	/** The same with {@link AutomaticModel#AUTOMATIC} before them, if there are any. */
	static List<String> withAutomatic(List<String> names) {
		return names.isEmpty() ? names : Stream.concat(Stream.of(AutomaticModel.AUTOMATIC), names.stream()).toList();
	}

	/** What to do where no installed model can be used by a command, in a sentence; empty where one can. @param verb as for {@link #of(String, String)} */
	static Optional<String> missing(String verb) throws IOException {
		if (!of("model", verb).isEmpty()) return Optional.empty();
		String task = Tasks.installed().tasks().stream().filter(known -> known.verb().equals(verb)).map(Task::name).collect(Collectors.joining(" or "));
		return Optional.of("There is no model for " + task + " yet: train one first, with Plugins > Fovea > Train... and the task " + task
			+ ", or get one with Plugins > Fovea > Import Model...");
	}

	/** Options of tasks that fit a model; none if it has no name yet, or cannot be read, which the command itself will say. */
	static List<Option> usageOptions(String name) {
		if (name.isBlank() || name.equals(NONE)) return List.of();
		try {
			TaskSettings settings = ModelStore.standard().load(name).task();
			return Tasks.installed().of(settings).usageOptions(settings);
		}
		catch (IOException e) {
			return List.of();
		}
	}
}
