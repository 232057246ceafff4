package sc.fovea.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One thing that {@code fovea} can do. */
interface Subcommand {

	/** All inputs were processed. */
	int SUCCESS = 0;

	/** Some inputs failed; the others were processed. */
	int SOME_FAILED = 1;

	/** Nothing was done, because of the options, the model or the installation. */
	int NOTHING_DONE = 2;

	/** Name, description, options and arguments. */
	CommandSpec spec();

	/**
	 * Does it.
	 *
	 * @param options as parsed by {@link #spec}
	 * @return one of the exit codes above
	 * @throws IOException if nothing could be done; the message is one sentence for the user
	 * @throws IllegalArgumentException likewise
	 * @throws sc.fovea.backend.BackendException likewise
	 */
	int run(ParseResult options, Terminal terminal) throws IOException;
}
