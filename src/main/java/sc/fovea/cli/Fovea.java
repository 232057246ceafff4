package sc.fovea.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.BackendException;
import sc.fovea.job.MissingLibrary;
import sc.fovea.job.Platform;

/**
 * The command line: {@code fovea segment cells.tif --output results}.
 * <p>
 * The exit code is 0 only if everything succeeded.
 */
public final class Fovea {

	private Fovea() {}

	/** Runs a subcommand and ends the process with its exit code. */
	public static void main(String[] arguments) {
		NativeNoise.silence();
		System.exit(run(Terminal.ofProcess(), arguments));
	}

	/**
	 * Runs a subcommand within a program.
	 *
	 * @param out receives results
	 * @param err receives what went wrong
	 * @param arguments as a shell has them, for example {@code "segment", "cells.tif", "--output", "results"}
	 * @return the exit code: 0 if everything succeeded, 1 if some images failed, 2 if nothing was done
	 */
	public static int run(PrintWriter out, PrintWriter err, String... arguments) {
		return run(new Terminal(out, err, false), arguments);
	}

	/** Runs a subcommand. @return the exit code */
	static int run(Terminal terminal, String... arguments) {
		CommandLine line = arguments.length > 0 && Subcommands.has(arguments[0]) ? line(List.of(arguments[0])) : line();
		line.setOut(terminal.out()).setErr(terminal.err());
		line.setExecutionStrategy(parsed -> execute(line, parsed, terminal));
		line.setParameterExceptionHandler((wrong, args) -> misused(wrong, terminal));
		return line.execute(arguments);
	}

	/** What arguments mean that begin with the name of a subcommand; nothing is run. @throws ParameterException if they are not right */
	static ParseResult parse(List<String> arguments) {
		return line(List.of(arguments.get(0))).parseArgs(arguments.toArray(String[]::new));
	}

	/** All subcommands with their options. */
	static CommandLine line() {
		return line(Subcommands.names());
	}

	/** Some subcommands with their options: a call needs only its own. */
	private static CommandLine line(List<String> wanted) {
		CommandSpec spec = CommandSpec.create().name("fovea").mixinStandardHelpOptions(true).version("Fovea " + Platform.version());
		spec.usageMessage().description("Finds objects in microscopy images with convolutional neural networks.")
			.footer("", "Options for Java go into FOVEA_OPTS, for example FOVEA_OPTS=-Xmx8g.");
		CommandLine line = new CommandLine(spec);
		for (String name : wanted) {
			line.addSubcommand(Subcommands.named(name).spec().mixinStandardHelpOptions(true).version("Fovea " + Platform.version()));
		}
		return line;
	}

	private static int execute(CommandLine line, ParseResult parsed, Terminal terminal) {
		Integer helped = CommandLine.executeHelpRequest(parsed);
		if (helped != null) return helped;
		if (!parsed.hasSubcommand()) {
			line.usage(terminal.err());
			return Subcommand.NOTHING_DONE;
		}
		ParseResult options = parsed.subcommand();
		Subcommand chosen = Subcommands.named(options.commandSpec().name());
		try {
			return chosen.run(options, RunOptions.isJson(options) ? terminal.forPrograms() : terminal);
		}
		catch (IOException | IllegalArgumentException | BackendException e) {
			terminal.error("fovea: " + e.getMessage());
			return Subcommand.NOTHING_DONE;
		}
		catch (NoClassDefFoundError e) {
			terminal.error("fovea: " + MissingLibrary.sentence(e));
			return Subcommand.NOTHING_DONE;
		}
	}

	private static int misused(ParameterException wrong, Terminal terminal) {
		CommandLine command = wrong.getCommandLine();
		terminal.error("fovea: " + wrong.getMessage() + ". \"" + command.getCommandSpec().qualifiedName() + " --help\" lists what there is.");
		return Subcommand.NOTHING_DONE;
	}
}
