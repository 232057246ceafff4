package sc.fovea.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sc.fovea.job.batch.PlanRunner;
import sc.fovea.job.report.RunSection;
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
	private Consumer<RunSection> sections = section -> {};
	private Optional<PlanRunner.Watcher> watcher = Optional.empty();

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
		Terminal other = like(false);
		other.isJson = true;
		return other;
	}

	/** The same that also gives on what runs over images come to. */
	Terminal telling(Consumer<RunSection> taker) {
		Terminal other = like(isInteractive);
		other.sections = taker;
		return other;
	}

	/** The same under the eyes of somebody who sees progress elsewhere, and may stop what is done. */
	Terminal watched(PlanRunner.Watcher by) {
		Terminal other = like(isInteractive);
		other.watcher = Optional.of(by);
		return other;
	}

	private Terminal like(boolean isLive) {
		Terminal other = new Terminal(out, err, isLive);
		other.isJson = isJson;
		other.sections = sections;
		other.watcher = watcher;
		return other;
	}

	/** Tells what a run over images came to. */
	void tell(RunSection section) {
		sections.accept(section);
	}

	/** Whether somebody who looks on wants the work to stop. */
	boolean isCancelled() {
		return watcher.isPresent() && watcher.get().isCancelled().getAsBoolean();
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
		watcher.ifPresent(by -> by.progress().accept(line));
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
