package sc.fovea.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.InstallationReport;

/** {@code fovea check}: on which device models run, and how fast. */
final class CheckSetup implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("check");
		spec.usageMessage().header("Checks the installation and measures for a second how fast a model runs, and where.");
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) {
		terminal.progress("Measuring for a second...");
		InstallationReport report = InstallationReport.make();
		terminal.progress("");
		terminal.line(report.text().stripTrailing());
		return report.works() ? SUCCESS : NOTHING_DONE;
	}
}
