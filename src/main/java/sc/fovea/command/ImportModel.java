package sc.fovea.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.ModelImportJob;
import sc.fovea.job.Platform;
import sc.fovea.model.ModelStore;

/**
 * Takes a model of another program into the folder of models: {@code run("Import Model...", "source=[/models/2D_demo] name=demo")}; afterwards
 * {@code run("Segment...", "model=demo")} uses it. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Import Model...")
public final class ImportModel extends FoveaCommand {

	@Parameter(label = "Source file or folder", persist = false, style = CommandInput.FILE_OR_FOLDER,
		description = "A model of another program: a file or folder; what it is, is told by what it contains.")
	private String source;

	@Parameter(label = "Name (empty = that of the file)", required = false, persist = false, description = "What the model is called in Fovea.")
	private String name = "";

	@Parameter(label = "Task (empty = the likeliest)", required = false, persist = false,
		description = "What it is for, where the file does not say so: classification, semantic-segmentation or restoration.")
	private String task = "";

	@Parameter(label = "Import", type = ItemIO.OUTPUT)
	private String report;

	@Override
	protected void execute() throws IOException {
		ModelImportJob job = new ModelImportJob(path(source), name, task, ModelStore.standard().folder());
		try (Backend backend = Platform.backends().open(BackendOptions.cpu())) {
			report = String.join("\n", job.run(backend).lines()) + "\n";
		}
	}

	/** A path that a user wrote. @throws IllegalArgumentException if it is none */
	static Path path(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException e) {
			throw new IllegalArgumentException("Expected the path of a file or folder, got '" + text + "'.", e);
		}
	}
}
