package sc.fovea.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;
import org.scijava.plugin.Plugin;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.PlanRunner;

/** Plans for {@code Batch...}: the same as {@code fovea batch}. */
@Plugin(type = PlanRunner.class)
public final class InstalledPlanRunner implements PlanRunner {

	@Override
	public String run(BatchPlan plan, Watcher watcher) throws IOException {
		PrintWriter lines = new PrintWriter(new Lines(watcher.lines()), true);
		Terminal terminal = new Terminal(lines, lines, false).watched(watcher);
		int code = BatchFiles.run(plan, terminal);
		lines.flush();
		if (code == Subcommand.NOTHING_DONE) throw new IOException("Nothing was done; the Log window and \"" + PlanRunner.report(plan) + "\" say why.");
		return (code == Subcommand.SUCCESS ? "Done" : "Done, but some failed") + "; the report is " + PlanRunner.report(plan);
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
