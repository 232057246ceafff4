package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import sc.fovea.image.AtomicFolder;
import sc.fovea.job.batch.ImageRecord;
import sc.fovea.job.batch.ImageRecord.State;
import sc.fovea.job.batch.RunManifest;
import sc.fovea.job.pipeline.SideBySide;
import sc.fovea.job.report.HtmlReport;
import sc.fovea.job.report.ObjectTable;
import sc.fovea.job.report.RunSection;
import sc.fovea.tile.Progress;

/**
 * Does the same with many images, several side by side: an image that fails is reported, and the others go on. Reports come in the order of the images. Whose
 * images are whose, and what is done, is in a {@link RunManifest}, which is kept in a file where that was asked for.
 */
final class ImageRun {

	/** Between two looks whether other processes are ready with their images, in milliseconds. */
	private static final long LOOK = 500;

	private final SegmentOptions options;
	private final Terminal terminal;
	private final Work work;
	private volatile boolean isStopping;
	private volatile boolean isFinished;
	private final Profile profile = new Profile();
	private final AtomicInteger done = new AtomicInteger();
	private final List<ImageRecord> records = new ArrayList<>();
	/** Subfolders that were not there before, the outer ones first. */
	private final List<Path> made = new ArrayList<>();
	private String what = "object";
	private Path results;
	private Map<String, Object> facts = Map.of();
	private int failed;
	private int before;
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
		long on(Input input) throws IOException;
	}

	/**
	 * An image.
	 *
	 * @param file where it lies
	 * @param name in the run: its path in the folder that was named, with slashes
	 * @param image that was opened
	 * @param results gives the file of the results whose name ends so
	 * @param progress watches and stops
	 * @param rows of this image in tables of all images, by the names of the tables
	 * @param later collects what is done when the files of the image are complete, in the order of the images and by one thread
	 */
	record Input(Path file, String name, ImagePlus image, Function<String, Path> results, Progress progress, Map<String, List<List<Object>>> rows,
		List<Runnable> later) {

		/** Adds a row to a table of all images. @param cells texts, whole numbers and fractions */
		void row(String table, List<Object> cells) {
			rows.computeIfAbsent(table, name -> new ArrayList<>()).add(cells);
		}
	}

	ImageRun(SegmentOptions options, Terminal terminal, Work work) {
		this.options = options;
		this.terminal = terminal;
		this.work = work;
		this.results = options.output();
	}

	/** The same for rows of one table instead of objects. */
	ImageRun forTable(Path table) {
		what = "row";
		results = table;
		return this;
	}

	/** What is known of the images in the end, in their order: of those that were done before, or by other processes, too. */
	List<ImageRecord> records() {
		return records;
	}

	/** The rows of all images in a table, in the order of the images. @param taker gets the name of an image with them */
	void rows(String table, java.util.function.BiConsumer<String, List<List<Object>>> taker) {
		records.stream().filter(record -> record.state() == State.DONE)
			.forEach(record -> taker.accept(record.image(), record.found().orElseThrow().rows().getOrDefault(table, List.of())));
	}

	/** Whether these are images of a run that another process completes. */
	boolean isPart() {
		return options.run().part().isPart();
	}

	/** Whether there is a table of the images: not of a single one of which nothing is kept. */
	boolean isSummarised() {
		return isKept() || !isPart() && records.size() > 1;
	}

	/** Whether a manifest or a report is kept of the images. */
	boolean isKept() {
		return !isPart() && !records.isEmpty() && (options.run().isResumed() || options.run().report().isWanted());
	}

	/** Where the time went. */
	Profile profile() {
		return profile;
	}

	/** Works on all images. @param device that works, in words @return the exit code @throws IOException if the manifest cannot be read or written */
	int all(String device) throws IOException {
		long start = System.nanoTime();
		RunOptions run = options.run();
		try (RunManifest manifest = manifest(run)) {
			Runnable atExit = AtomicFolder.cleanUpAtExit(options.output(), () -> stop(manifest));
			List<InputFiles.Image> images = images(run);
			begin(manifest, images, device);
			ImageWork each = new ImageWork(options, terminal, work, new ImageWork.Watch(manifest, profile, () -> isStopping || terminal.isCancelled()), images);
			work(each, images);
			if (terminal.isCancelled()) manifest.stop();
			if (!isPart()) removeEmpty();
			if (isPart()) atExit.run(); // a process may do thousands of parts
			for (InputFiles.Image image : images) {
				manifest.record(image.name()).filter(record -> record.state() != State.PENDING).ifPresent(records::add);
			}
		}
		isFinished = true;
		failed += (int) records.stream().filter(record -> record.state() == State.FAILED || record.state() == State.CRASHED).count();
		int code = failed == 0 ? Subcommand.SUCCESS : Subcommand.SOME_FAILED;
		summarise(device, (System.nanoTime() - start) / 1e9, code);
		return code;
	}

	private RunManifest manifest(RunOptions run) throws IOException {
		if (!run.isResumed()) return RunManifest.inMemory(options.output(), run.command(), "");
		return RunManifest.open(options.output(), run.command(), run.digest(options.request()), run.part().since());
	}

	private List<InputFiles.Image> images(RunOptions run) {
		RunOptions.Part part = run.part();
		List<InputFiles.Image> images = part.only().isEmpty()
			? found(run)
			: IntStream.range(0, part.only().size()).mapToObj(i -> new InputFiles.Image(options.inputs().get(i), part.only().get(i))).toList();
		return part.isIsolated() ? images.stream().filter(image -> image.name().equals(part.isolated())).toList() : images;
	}

	private List<InputFiles.Image> found(RunOptions run) {
		return InputFiles.find(options.inputs(), run.search(), options.output(), new InputFiles.Told() {

			@Override
			public void failed(String sentence) {
				fail(sentence);
			}

			@Override
			public void note(String sentence) {
				terminal.line(sentence);
			}
		});
	}

	private void begin(RunManifest manifest, List<InputFiles.Image> images, String device) throws IOException {
		for (Path folder : images.stream().map(image -> RunOptions.folder(options.output(), image)).distinct().toList()) {
			if (!folder.equals(options.output())) make(folder, options.run().part().isShared());
		}
		RunOptions run = options.run();
		facts = RunFacts.of(options, device);
		manifest.describe(facts);
		manifest.plan(images.stream().map(InputFiles.Image::name).toList());
		terminal.event(Map.of("event", "begin", "command", run.command(), "images", images.size(), "device", device, "output", options.output().toString()));
	}

	/** @param isShared whether another process may have made it */
	private void make(Path folder, boolean isShared) throws IOException {
		int before = made.size();
		for (Path above = folder; !above.equals(options.output()) && (isShared || !Files.exists(above)); above = above.getParent())
			made.add(before, above);
		AtomicFolder.prepare(folder);
	}

	/** Of a command that writes no files for an image, or where all images of a folder failed, nothing is left. @throws IOException if a folder cannot be removed */
	private void removeEmpty() throws IOException {
		for (int i = made.size() - 1; i >= 0; i--) {
			try {
				Files.deleteIfExists(made.get(i));
			}
			catch (DirectoryNotEmptyException e) {
				continue; // which most are
			}
		}
	}

	/** Those that others work on are looked at again: should they be left, they are done here. */
	private void work(ImageWork each, List<InputFiles.Image> images) {
		List<InputFiles.Image> open = images;
		while (!open.isEmpty()) {
			List<InputFiles.Image> elsewhere = new ArrayList<>();
			new SideBySide(Math.min(options.batch().jobs(), open.size())).run(open, each::one, (image, outcome) -> {
				if (outcome.result().filter(ended -> ended.how() == ImageWork.How.ELSEWHERE).isPresent()) elsewhere.add(image);
				else
					report(each, image, outcome);
			});
			if (elsewhere.size() == open.size()) pause();
			open = isStopping || terminal.isCancelled() ? List.of() : elsewhere;
		}
	}

	private static void pause() {
		try {
			Thread.sleep(LOOK);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Expected to wait for other processes, but was interrupted.", e);
		}
	}

	private void report(ImageWork each, InputFiles.Image image, SideBySide.Outcome<ImageWork.Ended> outcome) {
		outcome.failure().ifPresent(failure -> {
			String reason = ImageWork.reason(failure);
			terminal.error("fovea: " + image.file() + ": " + reason);
			terminal.event(Map.of("event", "image", "image", image.name(), "state", "failed", "reason", reason));
		});
		outcome.result().ifPresent(ended -> {
			if (ended.how() == ImageWork.How.BEFORE) {
				before++;
				return;
			}
			ended.later().forEach(Runnable::run);
			objects += ended.count();
			done.incrementAndGet();
			terminal.detail(
				String.format(Locale.ROOT, "%s%s: %s, %.1f s", each.prefix(image), image.file(), ended.count() < 0 ? "done" : counted(ended.count(), what),
					ended.seconds()));
			Map<String, Object> event = new LinkedHashMap<>(Map.of("event", "image", "image", image.name(), "state", "done", "seconds", ended.seconds()));
			if (ended.count() >= 0) event.put("objects", ended.count());
			terminal.event(event);
		});
	}

	/** Writes what is wanted about all images, when their files are there. @throws IOException if it cannot be written */
	void report(Path folder) throws IOException {
		if (isPart()) return;
		ReportOptions wanted = options.run().report();
		RunSection section = new RunSection(options.run().command(), folder, facts, records);
		terminal.tell(section);
		if (wanted.hasObjects()) new ObjectTable(section, wanted.grouping()).write(folder.resolve(ObjectTable.NAME));
		if (wanted.isWanted()) new HtmlReport(List.of(section), wanted.grouping()).write(folder.resolve(HtmlReport.NAME));
	}

	private void fail(String sentence) {
		failed++;
		terminal.error("fovea: " + sentence);
		terminal.event(Map.of("event", "input", "state", "failed", "reason", sentence));
	}

	private void stop(RunManifest manifest) {
		if (isFinished) return;
		isStopping = true;
		String kept = manifest.isKept() ? ", and --resume does the rest" : "";
		try {
			manifest.stop();
		}
		catch (IOException e) {
			kept = ", but " + e.getMessage();
		}
		terminal.end("fovea: stopped; " + done.get() + " images are complete in \"" + options.output() + "\", nothing half-written is left" + kept + ".");
	}

	private void summarise(String device, double seconds, int code) {
		String failures = failed == 0 ? "" : failed + " failed, ";
		String earlier = before == 0 ? "" : before + " before or elsewhere, ";
		terminal
			.line(String.format(Locale.ROOT, "%s, %s%s%s%.1f s on %s. Results are in %s", counted(done.get(), "image"),
				objects < 0 ? "" : counted(objects, what) + ", ", earlier,
				failures, seconds, device, results.toAbsolutePath().normalize()));
		Map<String, Object> end = new LinkedHashMap<>(Map.of("event", "end", "done", done.get(), "failed", failed, "before", before, "seconds", seconds));
		end.put("exit", code);
		terminal.event(end);
	}

	private static String counted(long count, String what) {
		return count + " " + what + (count == 1 ? "" : "s");
	}

	/** The failures, by the names of the images. */
	Map<String, String> failures() {
		Map<String, String> failures = new LinkedHashMap<>();
		records.stream().filter(record -> !record.reason().isEmpty()).forEach(record -> failures.put(record.image(), record.reason()));
		return failures;
	}

	/** Of a record of an image the number of objects; empty if it failed, or nothing was counted. */
	static Optional<Long> objects(ImageRecord record) {
		return record.found().map(found -> found.objects()).filter(count -> count >= 0);
	}
}
