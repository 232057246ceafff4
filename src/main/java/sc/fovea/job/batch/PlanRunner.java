package sc.fovea.job.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.scijava.plugin.SciJavaPlugin;

/** Carries out a {@link BatchPlan}, found by SciJava: what knows the commands is above what asks for them. */
public interface PlanRunner extends SciJavaPlugin {

	/**
	 * Does all steps, as far as they are not done.
	 *
	 * @param plan as it was read
	 * @param watcher takes what is to be said, and says when to stop
	 * @return what was done, in one sentence
	 * @throws IOException with one sentence, if nothing could be done
	 * @throws IllegalArgumentException likewise, if a key does not fit
	 */
	String run(BatchPlan plan, Watcher watcher) throws IOException;

	/**
	 * Who looks on.
	 *
	 * @param lines takes what is to be said, line by line
	 * @param progress takes how far it is, for a place where one line replaces another
	 * @param isCancelled whether to stop
	 */
	record Watcher(Consumer<String> lines, Consumer<String> progress, BooleanSupplier isCancelled) {}

	/** Where the report of a plan is. */
	static Path report(BatchPlan plan) {
		return plan.folder().resolve(plan.output()).resolve("report.html");
	}
}
