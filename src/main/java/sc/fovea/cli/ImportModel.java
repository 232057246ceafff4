package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.ModelImportJob;
import sc.fovea.job.Platform;
import sc.fovea.model.ModelStore;

/** {@code fovea import SOURCE}: takes a model of another program into the user's folder. */
final class ImportModel implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("import");
		spec.usageMessage().header("Takes a model of another program into the folder of models, so that it can be used and fine-tuned by its name.");
		spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("SOURCE").type(String.class).required(true)
			.description("File or folder; what it is, is told by what it contains.").build());
		spec.addOption(
			CommandOptions.option("--name", "NAME", "What the model is called; by default after the source.").type(String.class).defaultValue("").build());
		spec.addOption(CommandOptions.option("--task", "TASK",
			"What it is for, where the file does not say so: classification, semantic-segmentation or restoration; by default the likeliest.")
			.type(String.class).defaultValue("").build());
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) throws IOException {
		Path source = path(options.matchedPositionalValue(0, ""));
		ModelImportJob job = new ModelImportJob(source, options.matchedOptionValue("--name", ""), options.matchedOptionValue("--task", ""),
			ModelStore.standard().folder());
		try (Backend backend = Platform.backends().open(BackendOptions.cpu())) {
			ModelImportJob.Report report = job.run(backend);
			report.lines().forEach(terminal::line);
			return report.agrees() ? SUCCESS : SOME_FAILED;
		}
	}

	/** A path that a user wrote. */
	static Path path(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException e) {
			throw new IllegalArgumentException("Expected the path of a file or folder, got '" + text + "'.", e);
		}
	}
}
