package sc.fovea.command;

import java.io.IOException;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.ModelExportJob;
import sc.fovea.job.Platform;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;

/**
 * Writes a model for other programs: {@code run("Export Model...", "model=nuclei format=bioimage.io output=[/models/nuclei.bioimage.io.zip]")}. The names of the fields are
 * the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Export Model...")
public final class ExportModel extends FoveaCommand {

	@Parameter(label = "Model", persist = false, description = "Name of the model.")
	private String model = "";

	@Parameter(label = "Format", choices = { "bioimage.io", "onnx", "saved-model", "keras" }, required = false, persist = false,
		description = "bioimage.io is an archive with everything; onnx, saved-model and keras the network alone.")
	private String format = "bioimage.io";

	@Parameter(label = "Output file", persist = false, style = CommandInput.NEW_FILE, description = "File that is made, for example nuclei.bioimage.io.zip.")
	private String output = "";

	@Parameter(label = "Export", type = ItemIO.OUTPUT)
	private String report;

	@Override
	protected List<String> choices(String setting) throws IOException {
		return ModelChoices.of(setting, task -> task.regionInputs().isEmpty());
	}

	@Override
	protected void execute() throws IOException {
		Model exported = ModelStore.standard().load(model);
		try (Backend backend = Platform.backends().open(BackendOptions.cpu())) {
			report = new ModelExportJob(exported, ModelExportJob.Format.of(format), ImportModel.path(output)).run(backend) + "\n";
		}
	}
}
