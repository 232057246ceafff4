package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import sc.fovea.backend.BackendException;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.tile.Progress;

/** Does the same with many images, one after the other: an image that fails is reported, and the others go on. */
final class ImageRun {

	private final SegmentOptions options;
	private final Terminal terminal;
	private final Work work;
	private volatile boolean isStopping;
	private volatile boolean isFinished;
	private final Map<Path, String> failures = new LinkedHashMap<>();
	private int failed;
	private int done;
	private long objects;

	/** What is done with an image. */
	@FunctionalInterface
	interface Work {

		/**
		 * Does it and writes the results.
		 *
		 * @return number of objects
		 * @throws IOException with one sentence, if it fails
		 */
		int on(Input input) throws IOException;
	}

	/**
	 * An image.
	 *
	 * @param file where it lies
	 * @param image that was opened
	 * @param results gives the file of the results whose name ends so
	 * @param progress watches and stops
	 */
	record Input(Path file, ImagePlus image, Function<String, Path> results, Progress progress) {}

	ImageRun(SegmentOptions options, Terminal terminal, Work work) {
		this.options = options;
		this.terminal = terminal;
		this.work = work;
	}

	/** Images that could not be worked on, and why; those for which memory did not suffice are left out. */
	Map<Path, String> failures() {
		return failures;
	}

	/** Works on all images. @param device that works, in words @return the exit code */
	int all(String device) {
		long start = System.nanoTime();
		AtomicFolder.cleanUpAtExit(options.output(), this::stop);
		Map<Path, String> stems = new LinkedHashMap<>(InputFiles.find(options.inputs(), options.output(), this::fail));
		int number = 0;
		for (Map.Entry<Path, String> image : stems.entrySet()) {
			one(image.getKey(), image.getValue(), "[" + ++number + "/" + stems.size() + "] ");
		}
		summarise(device, (System.nanoTime() - start) / 1e9);
		return failed == 0 ? Subcommand.SUCCESS : Subcommand.SOME_FAILED;
	}

	private void one(Path file, String stem, String prefix) {
		long start = System.nanoTime();
		terminal.progress(prefix + file.getFileName());
		try (AtomicFolder results = AtomicFolder.begin(options.output())) {
			int count = work.on(new Input(file, ImageFiles.open(file), ending -> results.file(stem + ending), new Percent(prefix + file.getFileName())));
			results.publish();
			done++;
			objects += count;
			terminal.detail(String.format(Locale.ROOT, "%s%s: %s, %.1f s", prefix, file, counted(count, "object"), (System.nanoTime() - start) / 1e9));
		}
		catch (IOException | IllegalArgumentException | BackendException | CancellationException e) {
			failures.put(file, String.valueOf(e.getMessage()));
			fail(file + ": " + e.getMessage());
		}
		catch (OutOfMemoryError e) {
			fail(file + ": Java has not enough memory (" + Runtime.getRuntime().maxMemory() / 1_000_000
				+ " MB) for this image; give it more with FOVEA_OPTS=-Xmx8g.");
		}
	}

	private void fail(String sentence) {
		failed++;
		terminal.error("fovea: " + sentence);
	}

	private void stop() {
		if (isFinished) return;
		isStopping = true;
		terminal.end("fovea: stopped; " + done + " images are complete in \"" + options.output() + "\", nothing half-written is left.");
	}

	private void summarise(String device, double seconds) {
		isFinished = true;
		String failures = failed == 0 ? "" : failed + " failed, ";
		terminal.line(String.format(Locale.ROOT, "%s, %s, %s%.1f s on %s. Results are in %s", counted(done, "image"), counted(objects, "object"), failures,
			seconds, device, options.output().toAbsolutePath().normalize()));
	}

	private static String counted(long count, String what) {
		return count + " " + what + (count == 1 ? "" : "s");
	}

	/** How far an image is. */
	private final class Percent implements Progress {

		private final String what;

		Percent(String what) {
			this.what = what;
		}

		@Override
		public void progress(long pixels, long total) {
			terminal.progress(what + "  " + 100 * pixels / total + "%");
		}

		@Override
		public boolean isCancelled() {
			return isStopping;
		}
	}
}
