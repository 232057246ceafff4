package sc.fovea.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import sc.fovea.backend.BackendException;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.job.batch.Fingerprint;
import sc.fovea.job.batch.Found;
import sc.fovea.job.batch.ImageRecord;
import sc.fovea.job.batch.ImageRecord.State;
import sc.fovea.job.batch.RunManifest;
import sc.fovea.tile.Phase;
import sc.fovea.tile.Progress;

/** One image of a run, from its claim to its files: what it did is in the manifest when this returns, or throws. */
final class ImageWork {

	/** After its time an image is asked to end, which takes a second at most; one that does not listen is left to itself then. Seconds. */
	private static final long GRACE = 10;

	private final SegmentOptions options;
	private final Terminal terminal;
	private final ImageRun.Work work;
	private final Watch watch;
	private final Map<String, String> prefixes = new HashMap<>();

	/**
	 * What the images of a run share.
	 *
	 * @param manifest of the run
	 * @param profile of the time
	 * @param isStopping whether the process shall end
	 */
	record Watch(RunManifest manifest, Profile profile, BooleanSupplier isStopping) {}

	/** How an image came to its end. */
	enum How {
		/** It was done here. */
		DONE,
		/** It needed nothing. */
		BEFORE,
		/** Another process works on it. */
		ELSEWHERE
	}

	/**
	 * An image that did not fail.
	 *
	 * @param count number of objects
	 */
	record Ended(How how, long count, double seconds, List<Runnable> later) {

		static Ended as(How how) {
			return new Ended(how, 0, 0, List.of());
		}
	}

	ImageWork(SegmentOptions options, Terminal terminal, ImageRun.Work work, Watch watch, List<InputFiles.Image> images) {
		this.options = options;
		this.terminal = terminal;
		this.work = work;
		this.watch = watch;
		images.forEach(image -> prefixes.put(image.name(), "[" + (prefixes.size() + 1) + "/" + images.size() + "] "));
	}

	/** For reports: the number of an image among all. */
	String prefix(InputFiles.Image image) {
		return prefixes.get(image.name());
	}

	/** Does an image, if nobody else does. @throws IOException with one sentence, if it fails */
	Ended one(InputFiles.Image image) throws Exception {
		if (watch.isStopping().getAsBoolean()) return Ended.as(How.ELSEWHERE);
		RunManifest.Claim claim = watch.manifest().claim(image.name(), image.file(), options.run().part().isIsolated());
		return switch (claim) {
			case ENDED -> Ended.as(How.BEFORE);
			case OTHERS, STOPPED -> Ended.as(How.ELSEWHERE);
			case SUSPECT -> isolated(image);
			case MINE -> mine(image);
		};
	}

	private Ended mine(InputFiles.Image image) throws Exception {
		long start = System.nanoTime();
		try {
			return options.run().timeout() > 0 ? inTime(image, start) : here(new Turn(image, start, new AtomicBoolean()));
		}
		catch (Exception | OutOfMemoryError | StackOverflowError e) {
			if (!watch.isStopping().getAsBoolean()) watch.manifest().failed(image.name(), seconds(start), reason(e));
			throw e;
		}
	}

	private static double seconds(long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	/**
	 * An image that is worked on.
	 *
	 * @param isDecided becomes true once: by what publishes the files, or by what gives it up
	 */
	private record Turn(InputFiles.Image image, long start, AtomicBoolean isDecided) {}

	/** On a thread of its own, which is left if it does not listen: it can publish nothing then. */
	private Ended inTime(InputFiles.Image image, long start) throws Exception {
		double limit = options.run().timeout();
		Turn turn = new Turn(image, start, new AtomicBoolean());
		FutureTask<Ended> task = new FutureTask<>(() -> here(turn));
		Thread thread = new Thread(task, "fovea-image");
		thread.setDaemon(true);
		thread.start();
		try {
			return task.get(Math.round(1000 * limit) + 1000 * GRACE, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException e) {
			if (!turn.isDecided().compareAndSet(false, true)) return ended(task, limit, start); // it is about to end
			thread.interrupt();
			throw new IOException(tooLong(limit).replace(".", ", and did not end when it was asked to."), e);
		}
		catch (ExecutionException e) {
			throw cause(e, limit, start);
		}
	}

	private static Ended ended(FutureTask<Ended> task, double limit, long start) throws Exception {
		try {
			return task.get();
		}
		catch (ExecutionException e) {
			throw cause(e, limit, start);
		}
	}

	private static Exception cause(ExecutionException e, double limit, long start) {
		if (e.getCause() instanceof CancellationException && seconds(start) >= limit) return new IOException(tooLong(limit), e);
		if (e.getCause() instanceof Error error) throw error;
		return (Exception) e.getCause();
	}

	private static String tooLong(double limit) {
		return "it took longer than " + (limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit)) + " s.";
	}

	private Ended here(Turn turn) throws IOException {
		InputFiles.Image image = turn.image();
		String title = prefix(image) + image.name();
		terminal.progress(title);
		try (AtomicFolder results = AtomicFolder.begin(RunOptions.folder(options.output(), image))) {
			boolean isKept = watch.manifest().isKept();
			Fingerprint read = isKept ? Fingerprint.of(image.file()) : new Fingerprint(0, 0, "");
			ImagePlus pixels = ImageFiles.open(image.file());
			watch.profile().add(Phase.READ, System.nanoTime() - turn.start());
			ImageRun.Input input = new ImageRun.Input(image.file(), image.name(), pixels, ending -> results.file(image.lastOfStem() + ending),
				new Percent(title, turn), new LinkedHashMap<>(), new ArrayList<>());
			long objects = work.on(input);
			List<String> outputs = results.names().stream().map(name -> (image.folder().isEmpty() ? "" : image.folder() + "/") + name).toList();
			if (!turn.isDecided().compareAndSet(false, true)) throw new CancellationException(tooLong(options.run().timeout()));
			results.publish();
			double seconds = seconds(turn.start());
			watch.manifest().done(image.name(), read, seconds, new Found(objects, outputs, input.rows()));
			return new Ended(How.DONE, objects, seconds, input.later());
		}
	}

	/** In a process of its own, which writes itself into the manifest what it did; if it could not, it was killed. */
	private Ended isolated(InputFiles.Image image) throws Exception {
		long start = System.nanoTime();
		String title = prefix(image) + image.name();
		terminal.progress(title + " in a process of its own");
		String end = new IsolatedProcess(options.run(), watch.isStopping()).run(image.name());
		ImageRecord record = watch.manifest().record(image.name()).orElseThrow();
		if (record.state() == State.DONE) {
			return new Ended(How.DONE, record.found().orElseThrow().objects(), seconds(start), List.of());
		}
		if (record.state() == State.FAILED) throw new IOException(record.reason());
		if (watch.isStopping().getAsBoolean() || end.isEmpty()) return Ended.as(How.ELSEWHERE);
		String reason = "it kills the process that works on it: " + end;
		watch.manifest().crashed(image.name(), seconds(start), reason);
		throw new IOException(reason);
	}

	/** Why an image failed, in words; what is no failure of an image ends the run. */
	static String reason(Throwable failure) {
		if (failure instanceof OutOfMemoryError) {
			return "Java has not enough memory (" + Runtime.getRuntime().maxMemory() / 1_000_000
				+ " MB) for this image; give it more with FOVEA_OPTS=-Xmx8g, or take fewer at a time with --jobs=1.";
		}
		boolean isSaid = failure instanceof IOException || failure instanceof IllegalArgumentException || failure instanceof BackendException
			|| failure instanceof CancellationException;
		if (isSaid) return String.valueOf(failure.getMessage());
		if (failure instanceof Error error && !(failure instanceof StackOverflowError)) throw error;
		StackTraceElement[] where = failure.getStackTrace();
		return "Fovea could not go on: " + failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")")
			+ (where.length == 0 ? "" : " in " + where[0]) + ".";
	}

	/** How far an image is. */
	private final class Percent implements Progress {

		private final String what;
		private final Turn turn;

		Percent(String what, Turn turn) {
			this.what = what;
			this.turn = turn;
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
			double limit = options.run().timeout();
			return watch.isStopping().getAsBoolean() || limit > 0 && seconds(turn.start()) > limit;
		}

		@Override
		public void spent(Phase phase, long nanos) {
			watch.profile().add(phase, nanos);
		}

		@Override
		public void calculated(long multiplyAdds) {
			watch.profile().calculated(multiplyAdds);
		}
	}
}
