package sc.fovea.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;
import org.scijava.plugin.Plugin;
import sc.fovea.image.AtomicFolder;
import sc.fovea.job.ResidentModels;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.PlanRunner;
import sc.fovea.job.batch.Share;

/** Plans for {@code Batch...}: the same as {@code fovea batch}. */
@Plugin(type = PlanRunner.class)
public final class InstalledPlanRunner implements PlanRunner {

	@Override
	public Outcome run(BatchPlan plan, Helpers helpers, Watcher watcher) throws IOException {
		Terminal terminal = terminal(watcher);
		int code = BatchFiles.run(plan, helpers, terminal);
		if (code == Subcommand.NOTHING_DONE) throw new IOException("Nothing was done; the Log window and \"" + PlanRunner.report(plan) + "\" say why.");
		boolean isComplete = code == Subcommand.SUCCESS;
		return new Outcome((isComplete ? "Done" : "Done, but some failed") + "; the report is " + PlanRunner.report(plan), isComplete);
	}

	@Override
	public void work(BatchPlan plan, Share share, Watcher watcher) throws IOException {
		if (share.images().isEmpty()) return;
		ResidentModels.keep(); // there will be other shares
		StringBuilder said = new StringBuilder();
		Consumer<String> lines = line -> {
			said.append(line).append(' ');
			watcher.lines().accept(line);
		};
		Terminal terminal = terminal(new Watcher(lines, watcher.progress(), watcher.isCancelled()));
		PlanSteps.Call call = new PlanSteps(plan).calls().get(share.step()).of(share);
		AtomicFolder.prepare(call.folder());
		int code = call.command().run(call.options(), terminal);
		if (code == Subcommand.NOTHING_DONE) throw new IOException(said.toString().strip());
	}

	private static Terminal terminal(Watcher watcher) {
		PrintWriter lines = new PrintWriter(new Lines(watcher.lines()), true);
		return new Terminal(lines, lines, false).watched(watcher);
	}

	/** Gives whole lines on. */
	private static final class Lines extends Writer {

		private final Consumer<String> taker;
		private final StringBuilder line = new StringBuilder();

		Lines(Consumer<String> taker) {
			this.taker = taker;
		}

		@Override
		public void write(char[] text, int from, int length) {
			for (int i = from; i < from + length; i++) {
				if (text[i] == '\n') flushLine();
				else if (text[i] != '\r') line.append(text[i]);
			}
		}

		private void flushLine() {
			taker.accept(line.toString());
			line.setLength(0);
		}

		@Override
		public void flush() {}

		@Override
		public void close() {
			if (!line.isEmpty()) flushLine();
		}
	}
}
