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
	default String run(BatchPlan plan, Watcher watcher) throws IOException {
		return run(plan, Helpers.NONE, watcher).sentence();
	}

	/**
	 * The same with the help of others: before each step that keeps a manifest they are given its images, and what they leave is done here. The files are those of
	 * a run without them.
	 *
	 * @param helpers are given the images of one step after the other
	 */
	Outcome run(BatchPlan plan, Helpers helpers, Watcher watcher) throws IOException;

	/**
	 * What a run came to.
	 *
	 * @param sentence for people
	 * @param isComplete whether no image failed
	 */
	record Outcome(String sentence, boolean isComplete) {}

	/**
	 * Does images of a step, in any process that sees the folders of the plan, on any computer: those that nobody else does or has done. Several may work at a time, on the
	 * same images too; each is done once. An image that fails is set aside, as the manifest says.
	 *
	 * @param share of the images, as {@link Helpers} were given them
	 * @throws IOException with one sentence, if nothing could be done
	 * @throws IllegalArgumentException likewise, if a key does not fit
	 */
	void work(BatchPlan plan, Share share, Watcher watcher) throws IOException;

	/** Those who do images of a plan in other processes. */
	@FunctionalInterface
	interface Helpers {

		/** Nobody helps: images need not be looked for beforehand. */
		Helpers NONE = all -> {};

		/** Sees to it that {@link PlanRunner#work} is called with all of the images, in parts of any size. @throws IOException with one sentence, if that ends the run */
		void help(Share all) throws IOException;
	}

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
