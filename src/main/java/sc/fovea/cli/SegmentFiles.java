package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.BackendException;
import sc.fovea.command.PlaneSegmentation;
import sc.fovea.command.SegmenterCache;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.task.Segmenter;
import sc.fovea.tile.Progress;

/** {@code fovea segment}: images in, label images, outlines, tables and pictures out. */
final class SegmentFiles implements Subcommand {

	@Override
	public CommandSpec spec() {
		return SegmentOptions.spec();
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentOptions options = SegmentOptions.of(parsed);
		AtomicFolder.prepare(options.output());
		try (SegmenterCache cache = new SegmenterCache()) {
			terminal.progress("Loading model " + options.request().model() + "...");
			return cache.use(options.request(), (segmenter, device) -> {
				Run run = new Run(options, terminal, new PlaneSegmentation(segmenter, options.segmentation()));
				return run.all(device);
			});
		}
	}

	/** One call: counts what is done. */
	private static final class Run {

		private final SegmentOptions options;
		private final Terminal terminal;
		private final PlaneSegmentation segmentation;
		private volatile boolean isStopping;
		private volatile boolean isFinished;
		private int failed;
		private int done;
		private long objects;

		Run(SegmentOptions options, Terminal terminal, PlaneSegmentation segmentation) {
			this.options = options;
			this.terminal = terminal;
			this.segmentation = segmentation;
		}

		int all(String device) {
			long start = System.nanoTime();
			AtomicFolder.cleanUpAtExit(options.output(), this::stop);
			Map<Path, String> stems = new LinkedHashMap<>(InputFiles.find(options.inputs(), options.output(), this::fail));
			int number = 0;
			for (Map.Entry<Path, String> image : stems.entrySet()) {
				one(image.getKey(), image.getValue(), "[" + ++number + "/" + stems.size() + "] ");
			}
			summarise(device, (System.nanoTime() - start) / 1e9);
			return failed == 0 ? SUCCESS : SOME_FAILED;
		}

		private void one(Path file, String stem, String prefix) {
			long start = System.nanoTime();
			terminal.progress(prefix + file.getFileName());
			try (AtomicFolder results = AtomicFolder.begin(options.output())) {
				ImagePlus image = ImageFiles.open(file);
				int count = new ImageJob(segmentation, image, new Percent(prefix + file.getFileName())).run(ending -> results.file(stem + ending));
				results.publish();
				done++;
				objects += count;
				terminal.detail(String.format(Locale.ROOT, "%s%s: %s, %.1f s", prefix, file, counted(count, "object"), (System.nanoTime() - start) / 1e9));
			}
			catch (IOException | IllegalArgumentException | BackendException | CancellationException e) {
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
}
