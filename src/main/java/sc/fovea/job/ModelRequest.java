package sc.fovea.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

import sc.fovea.backend.BackendOptions;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.model.Sha256;
import sc.fovea.task.OptionValues;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.tile.MemoryBudget;

/**
 * Which model to load, and on what.
 *
 * @param model name in the model store, or path of an archive
 * @param backend device and threads
 * @param budget memory for a tile
 * @param options of the model's task ({@link Task#usageOptions}) that change the model; those that are left out leave it as it is
 */
public record ModelRequest(String model, BackendOptions backend, MemoryBudget budget, OptionValues options) {

	/** The model as it is. */
	public ModelRequest(String model, BackendOptions backend, MemoryBudget budget) {
		this(model, backend, budget, new OptionValues(Map.of()));
	}

	/** With all cores and a budget that follows from the machine. */
	public static ModelRequest of(String model, BackendOptions.Device device) {
		return of(model, device, BackendOptions.AUTOMATIC);
	}

	/** With all cores of a backend, and a budget that follows from the machine. @param backend by name, or automatic */
	public static ModelRequest of(String model, BackendOptions.Device device, String backend) {
		return new ModelRequest(model, new BackendOptions(device, 0, backend), MemoryBudget.automatic());
	}

	/** The same with another model. */
	public ModelRequest named(String otherModel) {
		return new ModelRequest(otherModel, backend, budget, options);
	}

	/** The same with options of the model's task. */
	public ModelRequest with(OptionValues newOptions) {
		return new ModelRequest(model, backend, budget, newOptions);
	}

	/** The model as it was asked for. @throws IOException with one sentence, if it cannot be read @throws IllegalArgumentException if options do not fit it */
	Model load() throws IOException {
		Model loaded = ModelStore.standard().load(model);
		Task<?> task = Tasks.installed().of(loaded.task());
		return task.adjusted(loaded, Tasks.installed().only(task, options, Task::usageOptions));
	}

	/** Changes with the content of the model; of an automatic one with that of any that may be chosen. @throws IOException if there is no such model */
	public String digest() throws IOException {
		if (!model.equals(AutomaticModel.AUTOMATIC)) return ModelStore.standard().digest(model);
		StringBuilder all = new StringBuilder();
		for (String candidate : AutomaticModel.candidates()) {
			all.append(candidate).append('\t').append(ModelStore.standard().digest(candidate)).append('\n');
		}
		return Sha256.of(all.toString());
	}

	/** Changes when the model's file is replaced; 0 for a bundled model. */
	long stamp() throws IOException {
		try {
			Path inFolder = ModelStore.standard().folder().resolve(model + ".zip");
			Path file = Files.isRegularFile(inFolder) ? inFolder : Path.of(model);
			return Files.isRegularFile(file) ? Files.getLastModifiedTime(file).toMillis() ^ Files.size(file) << 20 : 0;
		}
		catch (InvalidPathException e) {
			throw new IOException("Expected the name of a model or the path of an archive, got '" + model + "'.", e);
		}
	}
}
