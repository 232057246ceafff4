package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import sc.fovea.backend.BackendException;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.job.pipeline.SideBySide;
import sc.fovea.tile.Phase;
import sc.fovea.tile.Progress;

/** Does the same with many images, several side by side: an image that fails is reported, and the others go on. Reports come in the order of the images. */
final class ImageRun {

	private final SegmentOptions options;
	private final Terminal terminal;
	private final Work work;
	private volatile boolean isStopping;
	private volatile boolean isFinished;
	private final Profile profile = new Profile();
	private final AtomicInteger done = new AtomicInteger();
	private final Map<Path, String> failures = new LinkedHashMap<>();
	private int failed;
	private long objects;

	/** What is done with an image. */
	@FunctionalInterface
	interface Work {

		/**
		 * Does it and writes the results; on any thread, and on several at once.
		 *
		 * @return number of objects, below 0 where nothing is counted
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
	 * @param later collects what is done when the files of the image are complete, in the order of the images and by one thread
	 */
	record Input(Path file, ImagePlus image, Function<String, Path> results, Progress progress, List<Runnable> later) {}

	/** An image that waits. */
	private record Waiting(Path file, String stem, String prefix) {}

	/** An image whose files are complete. */
	private record Complete(int count, double seconds, List<Runnable> later) {}

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
		List<Waiting> images = new ArrayList<>();
		stems.forEach((file, stem) -> images.add(new Waiting(file, stem, "[" + (images.size() + 1) + "/" + stems.size() + "] ")));
		new SideBySide(Math.min(options.batch().jobs(), Math.max(1, images.size()))).run(images, this::one, this::report);
		summarise(device, (System.nanoTime() - start) / 1e9);
		return failed == 0 ? Subcommand.SUCCESS : Subcommand.SOME_FAILED;
	}

	/** Where the time went. */
	Profile profile() {
		return profile;
	}

	private Complete one(Waiting image) throws IOException {
		long start = System.nanoTime();
		String title = image.prefix() + image.file().getFileName();
		terminal.progress(title);
		try (AtomicFolder results = AtomicFolder.begin(options.output())) {
			List<Runnable> later = new ArrayList<>();
			ImagePlus pixels = ImageFiles.open(image.file());
			profile.add(Phase.READ, System.nanoTime() - start);
			int count = work.on(
				new Input(image.file(), pixels, ending -> results.file(image.stem() + ending), new Percent(title), later));
			results.publish();
			done.incrementAndGet();
			return new Complete(count, (System.nanoTime() - start) / 1e9, later);
		}
	}

	private void report(Waiting image, SideBySide.Outcome<Complete> outcome) {
		outcome.failure().ifPresent(failure -> {
			String reason = reason(failure);
			failures.put(image.file(), reason);
			fail(image.file() + ": " + reason);
		});
		outcome.result().ifPresent(complete -> {
			complete.later().forEach(Runnable::run);
			objects += complete.count();
			String count = complete.count() < 0 ? "done" : counted(complete.count(), "object");
			terminal.detail(String.format(Locale.ROOT, "%s%s: %s, %.1f s", image.prefix(), image.file(), count, complete.seconds()));
		});
	}

	/** Why an image failed, in words; what is no failure of an image ends the run. */
	private static String reason(Throwable failure) {
		if (failure instanceof OutOfMemoryError) {
			return "Java has not enough memory (" + Runtime.getRuntime().maxMemory() / 1_000_000
				+ " MB) for this image; give it more with FOVEA_OPTS=-Xmx8g, or take fewer at a time with --jobs=1.";
		}
		if (failure instanceof Error error) throw error;
		boolean isOfImage = failure instanceof IOException || failure instanceof IllegalArgumentException || failure instanceof BackendException
			|| failure instanceof CancellationException;
		if (!isOfImage) throw (RuntimeException) failure;
		return failure.getMessage();
	}

	private void fail(String sentence) {
		failed++;
		terminal.error("fovea: " + sentence);
	}

	private void stop() {
		if (isFinished) return;
		isStopping = true;
		terminal.end("fovea: stopped; " + done.get() + " images are complete in \"" + options.output() + "\", nothing half-written is left.");
	}

	private void summarise(String device, double seconds) {
		isFinished = true;
		String failures = failed == 0 ? "" : failed + " failed, ";
		terminal
			.line(String.format(Locale.ROOT, "%s, %s%s%.1f s on %s. Results are in %s", counted(done.get(), "image"),
				objects < 0 ? "" : counted(objects, "object") + ", ",
				failures,
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
		public void note(String sentence) {
			terminal.error("fovea: " + what + ": " + sentence);
		}

		@Override
		public boolean isCancelled() {
			return isStopping;
		}

		@Override
		public void spent(Phase phase, long nanos) {
			profile.add(phase, nanos);
		}

		@Override
		public void calculated(long multiplyAdds) {
			profile.calculated(multiplyAdds);
		}
	}
}
