package sc.fovea.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.PlanRunner;
import sc.fovea.job.batch.Share;
import sc.fovea.plugin.Plugins;

/**
 * A plan of {@code fovea batch} on a cluster: each task does a few images of one step, in a folder that all computers see. Which image is whose, and what is done,
 * is in the manifest of the folder, so that a task that is tried again, runs twice or is killed changes nothing; the driver completes each step, and writes what is
 * about all images.
 *
 * @param spark the cluster
 * @param imagesPerTask images of a task; 0 for as many as give each core some tasks
 */
public record PlanOnSpark(JavaSparkContext spark, int imagesPerTask) {

	/** Tasks for each core: images take different times. */
	private static final int TASKS_PER_CORE = 4;
	/** A task that is killed waits for at most so many images to be looked at again. */
	private static final int MOST_IMAGES = 64;

	/** Carries out a plan. @throws IOException with one sentence, if nothing could be done @throws IllegalArgumentException likewise, if a key does not fit */
	public PlanRunner.Outcome run(BatchPlan plan, PlanRunner.Watcher watcher) throws IOException {
		Remote remote = new Remote(plan.text(), plan.folder().toString(), plan.output());
		return runner().run(plan, all -> help(remote, all), watcher);
	}

	private void help(Remote plan, Share all) throws IOException {
		List<Share> parts = parts(all);
		try {
			spark.parallelize(parts, parts.size()).foreach(plan::work);
		}
		catch (Exception e) { // Spark's own are checked, but not declared
			throw new IOException(reason(e), e);
		}
	}

	List<Share> parts(Share all) {
		int count = all.images().size();
		int even = Math.max(1, Math.min(MOST_IMAGES, count / (TASKS_PER_CORE * Math.max(1, spark.defaultParallelism()))));
		int size = imagesPerTask > 0 ? imagesPerTask : even;
		List<Share> parts = new ArrayList<>();
		for (int from = 0; from < count; from += size)
			parts.add(all.part(from, Math.min(count, from + size)));
		return parts;
	}

	/** What a worker said, or the first line of what Spark says of it. */
	static String reason(Exception failure) {
		boolean isOfWorker = failure instanceof SparkException && failure.getCause() != null && failure.getCause().getMessage() != null;
		String message = String.valueOf(isOfWorker ? failure.getCause().getMessage() : failure.getMessage());
		return message.lines().findFirst().orElse("Spark gave up without a reason.");
	}

	private static PlanRunner runner() {
		return Plugins.of(PlanRunner.class).stream().findFirst()
			.orElseThrow(() -> new IllegalStateException("Expected Fovea's list of plugins in its jar, got none."));
	}

	/**
	 * A plan for a worker.
	 *
	 * @param text of the plan
	 * @param folder from which its paths are
	 * @param output folder of the results
	 */
	private record Remote(String text, String folder, String output) implements Serializable {

		void work(Share part) throws IOException {
			System.setProperty("java.awt.headless", "true");
			TaskContext task = TaskContext.get();
			PlanRunner.Watcher watcher = new PlanRunner.Watcher(line -> {}, line -> {}, task::isInterrupted);
			runner().work(BatchPlan.parse(text, Path.of(folder)).into(output), part, watcher);
		}
	}
}
