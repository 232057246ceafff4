package sc.fovea.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Description;

/** {@code fovea architectures}: which networks can be trained from scratch, and what they fit. */
final class ListArchitectures implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("architectures");
		spec.usageMessage().header("Lists the architectures of new networks, with what they fit.");
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) {
		terminal.out().print(Description.architectures());
		terminal.out().flush();
		return SUCCESS;
	}
}
