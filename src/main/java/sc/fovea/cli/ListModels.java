package sc.fovea.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.job.ModelList;
import sc.fovea.model.ModelStore;

/** {@code fovea models}: what is installed, for which images, how good, under which licence. */
final class ListModels implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("models");
		spec.usageMessage().header("Lists the models with task, size, licence, training data and scores.");
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) throws IOException {
		ModelStore store = ModelStore.standard();
		terminal.out().print(ModelList.text(store.list(), store.folder().toString()));
		terminal.out().flush();
		return SUCCESS;
	}
}
