package sc.fovea.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.ModelExportJob;
import sc.fovea.job.Platform;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;

/** {@code fovea export MODEL}: writes a model for other programs. */
final class ExportModel implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("export");
		spec.usageMessage().header("Writes a model for other programs: deepImageJ, QuPath, Python.");
		spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("MODEL").type(String.class).required(true)
			.description("Name of a model, or its file.").build());
		spec.addOption(
			CommandOptions.option("--format", "bioimage.io|onnx|saved-model|keras",
				"bioimage.io: an archive with everything; onnx, saved-model, keras: the network alone; a file of keras ends in .keras or .h5.")
				.type(String.class)
				.defaultValue("bioimage.io").build());
		spec.addOption(CommandOptions.option("--output", "FILE", "File that is made.").type(String.class).required(true).build());
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) throws IOException {
		Model model = ModelStore.standard().load(options.matchedPositionalValue(0, ""));
		ModelExportJob.Format format = ModelExportJob.Format.of(options.matchedOptionValue("--format", "bioimage.io"));
		try (Backend backend = Platform.backends().open(BackendOptions.cpu())) {
			terminal.line(new ModelExportJob(model, format, ImportModel.path(options.matchedOptionValue("--output", ""))).run(backend));
		}
		return SUCCESS;
	}
}
