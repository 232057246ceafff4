package sc.fovea.job;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fovea.backend.Backend;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.zoo.Imported;
import sc.fovea.model.zoo.ModelImport;
import sc.fovea.model.zoo.SampleCheck;

/**
 * Takes a model of another program into the user's folder of models: recognised, checked with its test tensors, kept as an archive of Fovea.
 *
 * @param source file or folder
 * @param name what the model shall be called, or empty for the name of the source
 * @param task name of the task that it is for, or empty for the likeliest
 * @param folder of the user's models; made if it does not exist
 */
public record ModelImportJob(Path source, String name, String task, Path folder) {

	/**
	 * What was done.
	 *
	 * @param lines for the user
	 * @param agrees whether the model answers its own test tensors as it should
	 */
	public record Report(List<String> lines, boolean agrees) {}

	/**
	 * Imports it.
	 *
	 * @throws IOException if it cannot be read or kept, or there is a model of that name
	 */
	public Report run(Backend backend) throws IOException {
		Imported imported = ModelImport.read(source, given(name), given(task));
		String called = imported.model().card().name();
		Path file = folder.resolve(called + ".zip");
		if (Files.exists(file)) {
			throw new FileAlreadyExistsException("Expected a new name for the model, got '" + called + "', which is in " + folder + " already; choose a name.");
		}
		SampleCheck check = SampleCheck.of(imported.model(), backend);
		Files.createDirectories(folder);
		ModelArchive.write(imported.model(), file);
		return new Report(lines(imported, check, file), check.agrees());
	}

	private static Optional<String> given(String text) {
		return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
	}

	private static List<String> lines(Imported imported, SampleCheck check, Path file) {
		List<String> lines = new ArrayList<>(List.of(imported.summary()));
		lines.addAll(imported.notes());
		lines.add(check.sentence());
		lines.add("Saved as '" + imported.model().card().name() + "' in " + file + ".");
		return lines;
	}
}
