package sc.fovea.cli;

import java.io.PrintWriter;
import java.util.Map;
import sc.fovea.model.JsonText;

/**
 * Where the command line prints: one line that is rewritten on a terminal, plain lines in a file or a pipe.
 */
final class Terminal {

	private static final int WIDTH = 79;

	private final PrintWriter out;
	private final PrintWriter err;
	private final boolean isInteractive;
	private int shown;
	private boolean isMuted;
	private boolean isJson;

	/** @param isInteractive whether a person looks at {@code out}, so that a line may be rewritten */
	Terminal(PrintWriter out, PrintWriter err, boolean isInteractive) {
		this.out = out;
		this.err = err;
		this.isInteractive = isInteractive;
	}

	/** The terminal of this process. */
	static Terminal ofProcess() {
		boolean isInteractive = System.console() != null && !"dumb".equals(System.getenv("TERM"));
		return new Terminal(new PrintWriter(System.out, true), new PrintWriter(System.err, true), isInteractive);
	}

	/** From now on standard output is for programs: only {@link #event}s, each a line of JSON. */
	Terminal forPrograms() {
		Terminal other = new Terminal(out, err, false);
		other.isJson = true;
		return other;
	}

	/** Says what happened, to a program that asked for it. */
	synchronized void event(Map<String, Object> what) {
		if (!isJson || isMuted) return;
		out.println(JsonText.compact(what));
		out.flush();
	}

	PrintWriter out() {
		return out;
	}

	PrintWriter err() {
		return err;
	}

	/** Shows how far the work is, in place of what was shown before; nothing where nobody looks. */
	synchronized void progress(String line) {
		if (!isInteractive || isMuted) return;
		String cut = line.length() > WIDTH ? line.substring(0, WIDTH - 3) + "..." : line;
		out.print("\r" + cut + " ".repeat(Math.max(0, shown - cut.length())));
		out.flush();
		shown = cut.length();
	}

	/** Prints a line that matters less than the progress line: only where nothing is rewritten. */
	synchronized void detail(String line) {
		if (!isInteractive && !isMuted && !isJson) {
			out.println(line);
		}
	}

	/** Prints a line that stays. */
	synchronized void line(String line) {
		if (isMuted || isJson) return;
		clear();
		out.println(line);
	}

	/** Prints what went wrong. */
	synchronized void error(String line) {
		if (isMuted) return;
		clear();
		err.println(line);
	}

	/** Prints a last line; what others print afterwards is dropped. */
	synchronized void end(String line) {
		error(line);
		isMuted = true;
	}

	private void clear() {
		if (shown > 0) {
			out.print("\r" + " ".repeat(shown) + "\r");
			out.flush();
			shown = 0;
		}
	}
}
