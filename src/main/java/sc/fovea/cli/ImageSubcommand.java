package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.scijava.plugin.SciJavaPlugin;
import sc.fovea.command.ModelCommand;
import sc.fovea.evaluate.Table;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.Progress;

/**
 * Extension point: a subcommand of {@code fovea} that uses a model on images and folders of images, found by SciJava. Files, options, progress and exit codes are those
 * of {@code fovea segment}; its settings are those of its ImageJ command.
 *
 * <pre>{@code
 * @Plugin(type = ImageSubcommand.class)
 * public final class CountFiles implements ImageSubcommand<Counter> {
 *     public String verb() { return "count"; }
 *     public Class<Count> command() { return Count.class; }
 *     ...
 * }
 * }</pre>
 *
 * @param <P> what its models become
 */
public interface ImageSubcommand<P extends Predictor> extends SciJavaPlugin {

	/** Its name, which is the verb of the task: see {@link sc.fovea.task.Task#verb}. */
	String verb();

	/** What its models become. */
	Class<P> predictor();

	/** The ImageJ command whose settings are its options. */
	Class<? extends ModelCommand<P>> command();

	/** Names of those settings that are no options, for example what becomes a file here anyway. */
	default Set<String> withoutSettings() {
		return Set.of();
	}

	/** What it does, in one sentence. */
	String header();

	/** By its ending what is written for each image, for example {@code _density.tif} and <i>the map</i>. */
	Map<String, String> imageFiles();

	/** By its name what is written for all images together, for example {@code counts.csv} and <i>the numbers</i>; a CSV table each. */
	Map<String, String> tableFiles();

	/**
	 * Begins a run; one is begun for each image, so that the rows of images that were done before can be joined with those of others. @param predictor a loaded model @param options scale and channel @throws IllegalArgumentException with one sentence, if they do not fit
	 */
	Run begin(P predictor, SegmentationOptions options);

	/** A run over an image. */
	interface Run {

		/** Instead of a number of objects. */
		long UNCOUNTED = -1;

		/**
		 * Uses the model on an image and writes its files.
		 *
		 * @param file name of the image for tables: its path in the folder that was named
		 * @param results gives the file of the results whose name ends so
		 * @return number of objects, for the summary; {@link #UNCOUNTED} where nothing is counted
		 * @throws IOException with one sentence, if it fails; the other images go on
		 * @throws IllegalArgumentException likewise
		 */
		long on(Path file, ImagePlus image, Function<String, Path> results, Progress progress) throws IOException;

		/** The tables of {@link #tableFiles}, with the rows of the image; those of all images are joined, in their order. */
		List<Table> tables();
	}
}
