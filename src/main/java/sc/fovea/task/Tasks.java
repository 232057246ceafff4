package sc.fovea.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import sc.fovea.backend.Backend;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.plugin.Plugins;
import sc.fovea.predict.Predictor;
import sc.fovea.tile.MemoryBudget;

/**
 * The tasks that are installed: Fovea's own and those of plugins.
 *
 * <pre>{@code
 * Model model = ModelStore.standard().load("nuclei");
 * try (Segmenter segmenter = Tasks.installed().open(model, backend, Segmenter.class)) { ... }
 * }</pre>
 *
 * @param tasks sorted by priority, then name
 */
public record Tasks(List<Task<?>> tasks) {

	/** @throws IllegalArgumentException if two have the same name */
	public Tasks {
		tasks = List.copyOf(tasks);
		Set<String> taken = new HashSet<>();
		for (Task<?> task : tasks) {
			if (!taken.add(task.name())) {
				throw new IllegalArgumentException("Two tasks are called '" + task.name() + "': one of them is " + task.getClass().getName() + ".");
			}
		}
	}

	private static final class Installed {

		static final Tasks TASKS = new Tasks(found());

		private static List<Task<?>> found() {
			List<Task<?>> found = new ArrayList<>();
			Plugins.of(Task.class).forEach(found::add);
			return found;
		}
	}

	/** Fovea's own and those of plugins. */
	public static Tasks installed() {
		return Installed.TASKS;
	}

	/** The task for which a folder is laid out; the first one if that is open. */
	public Task<?> forData(Path data) {
		return tasks.stream().filter(task -> task.recognises(data)).findFirst().orElse(tasks.get(0));
	}

	/** Their names. */
	public List<String> names() {
		return tasks.stream().map(Task::name).toList();
	}

	/** The one of a name. @throws IllegalArgumentException with a sentence, if there is none, listing the names */
	public Task<?> named(String name) {
		return tasks.stream().filter(task -> task.name().equals(name)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("\"task\" must be one of " + String.join(", ", names()) + ", but is \"" + name + "\"."));
	}

	/** The one that models with such settings are for. @throws IllegalArgumentException if no plugin is installed that knows them */
	public Task<?> of(TaskSettings settings) {
		return tasks.stream().filter(task -> task.settings().contains(settings.getClass())).findFirst().orElseThrow(
			() -> new IllegalArgumentException("Expected a model for one of " + String.join(", ", names()) + ", got one for " + settings.title() + "."));
	}

	/** Those whose models are used by one verb, for example {@code segment}. */
	public List<Task<?>> doing(String verb) {
		return tasks.stream().filter(task -> task.verb().equals(verb)).toList();
	}

	/** The options of all tasks, each once, in the order of the tasks. @param which gives those of a task */
	public List<Option> options(Function<Task<?>, List<Option>> which) {
		Set<String> seen = new HashSet<>();
		return tasks.stream().flatMap(task -> which.apply(task).stream()).filter(option -> seen.add(option.name())).toList();
	}

	/**
	 * The values of a task's own options.
	 *
	 * @param task that was chosen
	 * @param given values of options of any task
	 * @param which gives the options of a task
	 * @throws IllegalArgumentException with a sentence, if an option is set that only other tasks have
	 */
	public OptionValues only(Task<?> task, OptionValues given, Function<Task<?>, List<Option>> which) {
		Set<String> own = which.apply(task).stream().map(Option::name).collect(Collectors.toSet());
		for (Option option : options(which)) {
			if (!own.contains(option.name()) && given.isSet(option)) {
				List<String> having = tasks.stream().filter(other -> which.apply(other).stream().anyMatch(o -> o.name().equals(option.name()))).map(Task::name)
					.sorted(Comparator.naturalOrder()).toList();
				throw new IllegalArgumentException(
					"\"" + option.name() + "\" goes with task " + String.join(" or ", having) + " only, but the task is " + task.name() + ".");
			}
		}
		return given.of(which.apply(task));
	}

	/**
	 * Makes a model ready to work.
	 *
	 * @param predictor what it shall become, for example {@code Segmenter.class}
	 * @throws IllegalArgumentException with a sentence, if the model is for another task, or cannot be used
	 */
	public <P extends Predictor> P open(Model model, Backend backend, Class<P> predictor) {
		return open(model, backend, MemoryBudget.automatic(), predictor);
	}

	/** The same with a bound on memory. */
	public <P extends Predictor> P open(Model model, Backend backend, MemoryBudget budget, Class<P> predictor) {
		Predictor opened = of(model.task()).open(model, backend, budget);
		if (predictor.isInstance(opened)) return predictor.cast(opened);
		opened.close();
		throw new IllegalArgumentException("Expected a model that becomes a " + predictor.getSimpleName() + ", got '" + model.card().name() + "' for "
			+ model.task().title() + ", whose models " + of(model.task()).verb() + ".");
	}
}
