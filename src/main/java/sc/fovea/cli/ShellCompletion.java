package sc.fovea.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fovea completion}: a script with which bash and zsh complete commands and options, those of installed plugins among them. */
final class ShellCompletion implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("completion");
		spec.usageMessage().header("Prints a script with which bash and zsh complete commands and options.").description("For this shell:",
			"  source <(fovea completion)",
			"For all of yours, once:", "  fovea completion > ~/.local/share/bash-completion/completions/fovea", "");
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) {
		terminal.out().print(AutoComplete.bash("fovea", Fovea.line()));
		terminal.out().flush();
		return SUCCESS;
	}
}
