package sc.fovea.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.zarr.LabelZarr;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.PlanRunner;
import sc.fovea.model.ModelStore;

/**
 * What {@code spark-submit} starts: {@code batch PLAN.yaml} or {@code segment IMAGE.zarr}. Exit codes are those of {@code fovea}: 0 if everything succeeded, 1 if some images failed, 2 if nothing
 * was done.
 */
@Command(name = "fovea-spark", mixinStandardHelpOptions = true, description = "Fovea on a cluster of Apache Spark.",
	subcommands = { FoveaSpark.Batch.class, FoveaSpark.Segment.class })
public final class FoveaSpark {

	private static final int SUCCESS = 0;
	private static final int SOME_FAILED = 1;
	private static final int NOTHING_DONE = 2;

	private FoveaSpark() {}

	/** Runs a subcommand and ends the driver with its exit code. */
	public static void main(String[] arguments) {
		System.setProperty("java.awt.headless", "true");
		System.exit(run(arguments));
	}

	/** Runs a subcommand. @return the exit code */
	static int run(String... arguments) {
		return new CommandLine(new FoveaSpark()).setExecutionExceptionHandler((failure, line, parsed) -> {
			boolean isSaid = failure instanceof IOException || failure instanceof IllegalArgumentException || failure instanceof SparkException;
			if (!isSaid) throw failure;
			System.err.println("fovea-spark: " + PlanOnSpark.reason(failure));
			return NOTHING_DONE;
		}).execute(arguments);
	}

	private static JavaSparkContext spark(String name) {
		return new JavaSparkContext(new SparkConf().setIfMissing("spark.app.name", name));
	}

	/** {@code batch}. */
	@Command(name = "batch", description = "Carries out a plan, the same as \"fovea batch\", in folders that all computers see.",
		mixinStandardHelpOptions = true)
	static final class Batch implements Callable<Integer> {

		@Parameters(paramLabel = "PLAN", description = "The plan.")
		private Path plan;

		@Option(names = "--output", paramLabel = "FOLDER", description = "Where the results go, in place of what the plan says.")
		private Path output;

		@Option(names = "--images", paramLabel = "N", defaultValue = "0",
			description = "Images of a task; 0 for as many as give each core four tasks, at most 64.")
		private int images;

		@Override
		public Integer call() throws IOException {
			if (images < 0) throw new IllegalArgumentException("\"images\" must be 0 or more, but is " + images + ".");
			BatchPlan read = BatchPlan.read(plan);
			BatchPlan placed = output == null ? read : read.into(output.toAbsolutePath().toString());
			try (JavaSparkContext spark = spark("Fovea " + plan.getFileName())) {
				PlanRunner.Watcher watcher = new PlanRunner.Watcher(System.out::println, line -> {}, () -> false);
				PlanRunner.Outcome outcome = new PlanOnSpark(spark, images).run(placed, watcher);
				System.out.println(outcome.sentence());
				return outcome.isComplete() ? SUCCESS : SOME_FAILED;
			}
		}
	}

	/** {@code segment}. */
	@Command(name = "segment", mixinStandardHelpOptions = true,
		description = "Segments one image of any size, block by block, into an OME-Zarr of labels, in a folder that all computers see.")
	static final class Segment implements Callable<Integer> {

		@Parameters(paramLabel = "IMAGE", description = "An OME-Zarr folder, or another image.")
		private Path image;

		@Option(names = "--output", paramLabel = "LABELS.zarr", required = true, description = "The labels; they must not exist.")
		private Path output;

		@Option(names = "--model", paramLabel = "MODEL", defaultValue = "nuclei",
			description = "Name of a model, or path of one on this computer. Default: nuclei.")
		private String model;

		@Option(names = "--block", paramLabel = "PIXELS", defaultValue = "4096", description = "Side of a block, a multiple of that of a chunk. Default: 4096.")
		private int block;

		@Option(names = "--chunk", paramLabel = "PIXELS", defaultValue = "1024", description = "Side of a chunk of the labels. Default: 1024.")
		private int chunk;

		@Option(names = "--probability", paramLabel = "P", defaultValue = "0", description = "Least probability of an object; 0 for what the model says.")
		private double probability;

		@Option(names = "--overlap", paramLabel = "IOU", defaultValue = "0", description = "Largest overlap of two objects; 0 for what the model says.")
		private double overlap;

		@Option(names = "--scale", paramLabel = "FACTOR", defaultValue = "0", description = "Resamples the image; 0 for automatic, as fovea segment.")
		private double scale;

		@Option(names = "--channel", paramLabel = "N", defaultValue = "0", description = "Which channel, from 1; 0 if there is only one.")
		private int channel;

		@Override
		public Integer call() throws IOException {
			if (block < 1 || chunk < 1 || block % chunk != 0) {
				throw new IllegalArgumentException("\"block\" must be a multiple of \"chunk\", but they are " + block + " and " + chunk + ".");
			}
			ImageBlock.Settings settings = new ImageBlock.Settings(probability, overlap, scale, channel);
			settings.options(); // refuses what is out of range
			Hyperstack pixels = Hyperstack.of(ImageFiles.open(image));
			LabelZarr.Shape shape = new LabelZarr.Shape(pixels.width(), pixels.height(), pixels.slices(), pixels.frames());
			LabelZarr labels = new LabelZarr(output.toAbsolutePath().toString(), shape, pixels.pixelSize().micrometresPerPixel().orElse(0), chunk);
			long start = System.nanoTime();
			try (JavaSparkContext spark = spark("Fovea " + image.getFileName())) {
				ImageOnSpark run = new ImageOnSpark(spark, ModelStore.standard().load(model), block);
				ImageOnSpark.Found found = run.segment(image.toAbsolutePath().toString(), settings, labels);
				System.out.printf(Locale.ROOT, "%s: %d labels, %s%s, %.1f s%n", image, found.count(), found.scale().words(),
					found.isLookedAtTwice() ? ", looked at twice" : "", (System.nanoTime() - start) / 1e9);
				return SUCCESS;
			}
		}
	}
}
