package sc.fovea.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** Fovea as a shell runs it: arguments go in, an exit code and two texts come out. */
abstract class ShellTest {

	final StringWriter out = new StringWriter();
	final StringWriter err = new StringWriter();

	/** Not rewriting its line. */
	final Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);

	/** The exit code. */
	int run(Object... arguments) {
		return Fovea.run(terminal, Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
	}
}
