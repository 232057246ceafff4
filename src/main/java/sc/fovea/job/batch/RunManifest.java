package sc.fovea.job.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import sc.fovea.image.FolderOwner;
import sc.fovea.image.ImageFileException;
import sc.fovea.job.batch.ImageRecord.State;
import sc.fovea.model.JsonText;

/**
 * Which images of a run are done, which failed and why, and which wait: {@code manifest.jsonl} in the folder of the results, to which a line is appended for
 * everything that happens to an image. Lines are forced to the disk before an image counts as done; the file can be read after any kill.
 * <p>
 * Several processes, on several computers, may share one: an image belongs to whoever wrote first that it is started, until that process ends. On several
 * computers the file system must have locks (NFS 4, SMB, Lustre with {@code flock}).
 *
 * <pre>{@code
 * try (RunManifest manifest = RunManifest.open(folder, "segment", options)) {
 *     manifest.plan(List.of("a.tif", "b.tif"));
 *     if (manifest.claim("a.tif", false) == RunManifest.Claim.MINE) ... manifest.done("a.tif", fingerprint, 1.5, found);
 * }
 * }</pre>
 */
public final class RunManifest implements AutoCloseable {

	/** Name of the file. */
	public static final String NAME = "manifest.jsonl";

	private static final int FORMAT = 1;
	private static final AtomicInteger COUNT = new AtomicInteger();
	/** Runs of this process that have not ended. */
	private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

	private final Path folder;
	private final RunKey run;
	private final Optional<ManifestLog> log;
	private final Optional<FolderOwner> owner;
	private final Map<String, Entry> entries = new HashMap<>();
	/** Lines behind this place were written while this run was under way. */
	private long start;
	private boolean isStopped;

	/** The last line about an image, without its rows where a file has them. */
	private record Entry(ImageRecord record, long[] place) {}

	/** Whose an image is. */
	public enum Claim {
		/** This run does it now. */
		MINE,
		/** It is done or failed, and needs nothing. */
		ENDED,
		/** Another process works on it. */
		OTHERS,
		/** The process that worked on it is gone without a word: it is to be done in a process of its own. */
		SUSPECT,
		/** This run takes no more images. */
		STOPPED
	}

	private RunManifest(Path folder, RunKey run, Optional<ManifestLog> log, Optional<FolderOwner> owner) {
		this.folder = folder;
		this.run = run;
		this.log = log;
		this.owner = owner;
	}

	/**
	 * Goes on with the manifest of a folder, or begins one.
	 *
	 * @param folder of the results, which exists
	 * @param command of the run; images of others are left as they are
	 * @param options digest of what decides on the results: an image that was done with others is done again
	 * @throws IOException with one sentence, if it cannot be read or written, or is of a later version
	 */
	public static RunManifest open(Path folder, String command, String options) throws IOException {
		return open(folder, command, options, -1);
	}

	/**
	 * The same for a run that several processes do parts of: an image that failed in one of them is not tried again by another.
	 *
	 * @param since what {@link #end} was when the run was divided; below 0 for a run of its own
	 */
	public static RunManifest open(Path folder, String command, String options, long since) throws IOException {
		try {
			FolderOwner owner = FolderOwner.of(folder);
			String by = owner.name() + "/" + COUNT.incrementAndGet();
			RunManifest manifest = new RunManifest(folder, new RunKey(command, options, by), Optional.of(ManifestLog.open(folder.resolve(NAME))),
				Optional.of(owner));
			OPEN.add(by);
			manifest.begin(since);
			return manifest;
		}
		catch (ImageFileException e) {
			throw e;
		}
		catch (IOException e) {
			throw cannot(folder, e);
		}
	}

	/** The same for a run of which nothing is kept. */
	public static RunManifest inMemory(Path folder, String command, String options) {
		return new RunManifest(folder, new RunKey(command, options, "this/" + COUNT.incrementAndGet()), Optional.empty(), Optional.empty());
	}

	/** Whether it outlives the process. */
	public boolean isKept() {
		return log.isPresent();
	}

	private static ImageFileException cannot(Path folder, IOException e) {
		return new ImageFileException("Cannot use \"" + folder.resolve(NAME) + "\": " + e.getMessage() + ".", e);
	}

	/** Where the manifest of a folder ends now, in bytes; 0 where there is none. @throws IOException if it cannot be read */
	public static long end(Path folder) throws IOException {
		Path file = folder.resolve(NAME);
		return Files.exists(file) ? Files.size(file) : 0;
	}

	private void begin(long since) throws IOException {
		ManifestLog file = log.orElseThrow();
		file.locked(() -> {
			readNew();
			if (entries.isEmpty()) file.append(JsonText.compact(Map.of("event", "manifest", "format", FORMAT)) + "\n", true);
			readNew();
			return null;
		});
		start = since >= 0 ? since : entries.values().stream().mapToLong(entry -> entry.place()[0] + 1).max().orElse(0);
	}

	private void readNew() throws IOException {
		try {
			log.orElseThrow().readNew(this::take);
		}
		catch (IllegalStateException e) {
			throw new ImageFileException("\"" + folder.resolve(NAME) + "\" " + e.getMessage(), e);
		}
	}

	/** Lines of other kinds, and those that a kill has torn, say nothing of an image. */
	private void take(String line, long[] place) {
		refuseLaterFormat(line);
		try {
			ImageRecord record = ImageRecord.parse(line);
			if (record.command().equals(run.command())) entries.put(record.image(), new Entry(record.brief(), place));
		}
		catch (IllegalArgumentException e) {
			return; // as said
		}
	}

	private static void refuseLaterFormat(String line) {
		if (!line.startsWith("{\"") || !line.contains("\"event\":\"manifest\"")) return;
		try {
			if (JsonText.parseForeign(line).get("format") instanceof Long format && format > FORMAT) {
				throw new IllegalStateException("is of format " + format + "; this version knows " + FORMAT + ": a newer Fovea reads it.");
			}
		}
		catch (IllegalArgumentException e) {
			return; // torn
		}
	}

	private synchronized <T> T locked(ManifestLog.Locked<T> action) throws IOException {
		if (log.isEmpty()) return action.run();
		try {
			return log.get().locked(() -> {
				readNew();
				return action.run();
			});
		}
		catch (ImageFileException e) {
			throw e;
		}
		catch (IOException e) {
			throw cannot(folder, e);
		}
	}

	private void write(ImageRecord record, boolean isForced) throws IOException {
		if (log.isEmpty()) {
			entries.put(record.image(), new Entry(record, new long[] { entries.size() + 1L, 0 }));
			return;
		}
		log.get().append(record.line() + "\n", isForced);
		readNew();
	}

	/** Says how the run was asked for, for people: one line that no program reads. @throws IOException if it cannot be written */
	public void describe(Map<String, Object> what) throws IOException {
		if (log.isEmpty()) return;
		Map<String, Object> tree = new LinkedHashMap<>(Map.of("event", "run", "by", run.by(), "time", System.currentTimeMillis()));
		tree.putAll(what);
		locked(() -> {
			log.get().append(JsonText.compact(tree) + "\n", false);
			return null;
		});
	}

	/** Writes down that images wait, of which nothing was known. @throws IOException if it cannot be written */
	public void plan(Collection<String> images) throws IOException {
		locked(() -> {
			StringBuilder lines = new StringBuilder();
			for (String image : images) {
				if (entries.containsKey(image)) continue;
				ImageRecord waiting = ImageRecord.of(run, image, State.PENDING);
				if (log.isEmpty()) entries.put(image, new Entry(waiting, new long[] { 0, 0 }));
				else
					lines.append(waiting.line()).append('\n');
			}
			if (log.isPresent() && !lines.isEmpty()) {
				log.get().append(lines.toString(), true);
				readNew();
			}
			return null;
		});
	}

	/**
	 * Whether an image needs to be done, and this run does it.
	 *
	 * @param image its name
	 * @param file where it lies, which is compared with what was read when it was done
	 * @param isAlone whether this process does nothing else, so that an image may kill it
	 * @throws IOException if the manifest cannot be read or written
	 */
	public Claim claim(String image, Path file, boolean isAlone) throws IOException {
		Optional<Entry> before = entry(image);
		boolean isOutdated = before.isPresent() && before.get().record().state() == State.DONE && !isCurrent(before.get().record(), file);
		long seen = before.map(entry -> entry.place()[0]).orElse(-1L);
		return locked(() -> {
			if (isStopped) return Claim.STOPPED;
			Entry entry = entries.get(image);
			boolean isSame = entry != null && entry.place()[0] == seen;
			Claim claim = entry == null || isOutdated && isSame ? Claim.MINE : claim(entry, isAlone);
			if (claim == Claim.MINE) write(ImageRecord.of(run, image, State.STARTED), false);
			return claim;
		});
	}

	private synchronized Optional<Entry> entry(String image) {
		return Optional.ofNullable(entries.get(image));
	}

	private Claim claim(Entry entry, boolean isAlone) throws IOException {
		ImageRecord record = entry.record();
		boolean isOurs = record.options().equals(run.options());
		return switch (record.state()) {
			case PENDING -> Claim.MINE;
			case STARTED -> isAlive(record.by()) ? Claim.OTHERS : alone(isAlone);
			case DONE -> isOurs ? Claim.ENDED : Claim.MINE;
			case FAILED, CRASHED -> {
				boolean isOfNow = isOurs && (entry.place()[0] >= start && log.isPresent() || isAlive(record.by()));
				if (isOfNow) yield Claim.ENDED;
				yield record.state() == State.CRASHED ? alone(isAlone) : Claim.MINE;
			}
		};
	}

	private static Claim alone(boolean isAlone) {
		return isAlone ? Claim.MINE : Claim.SUSPECT;
	}

	/** The same options, the same input, and all files there. */
	private boolean isCurrent(ImageRecord record, Path file) throws IOException {
		if (!record.options().equals(run.options())) return false;
		for (String output : record.found().orElseThrow().outputs()) {
			if (!Files.exists(folder.resolve(output))) return false;
		}
		return record.input().orElseThrow().fits(file);
	}

	private boolean isAlive(String by) throws IOException {
		String name = by.substring(0, Math.max(0, by.indexOf('/')));
		boolean isHere = owner.filter(own -> own.name().equals(name)).isPresent();
		return isHere || log.isEmpty() ? OPEN.contains(by) : FolderOwner.isAlive(folder, name);
	}

	/** Says that all files of an image are there. @throws IOException if it cannot be written */
	public void done(String image, Fingerprint input, double seconds, Found found) throws IOException {
		put(ImageRecord.of(run, image, State.DONE).done(input, seconds, found));
	}

	/** Says why an image is set aside. @param reason one sentence @throws IOException if it cannot be written */
	public void failed(String image, double seconds, String reason) throws IOException {
		put(ImageRecord.of(run, image, State.FAILED).failed(seconds, reason));
	}

	/** Says how a process of its own was killed by an image. @throws IOException if it cannot be written */
	public void crashed(String image, double seconds, String reason) throws IOException {
		put(ImageRecord.of(run, image, State.CRASHED).failed(seconds, reason));
	}

	private void put(ImageRecord record) throws IOException {
		locked(() -> {
			write(record, true);
			return null;
		});
	}

	/** Says that images that this run has begun wait again, and takes no more. @throws IOException if it cannot be written */
	public void stop() throws IOException {
		locked(() -> {
			isStopped = true;
			for (Entry entry : entries.values().toArray(new Entry[0])) {
				boolean isMine = entry.record().state() == State.STARTED && entry.record().by().equals(run.by());
				if (isMine) write(ImageRecord.of(run, entry.record().image(), State.PENDING), true);
			}
			return null;
		});
	}

	/** What is known of an image, with its rows, as all processes have it by now. @throws IOException if the manifest cannot be read */
	public Optional<ImageRecord> record(String image) throws IOException {
		return locked(() -> {
			Entry entry = entries.get(image);
			if (entry == null) return Optional.empty();
			return Optional.of(log.isEmpty() || entry.place()[1] == 0 ? entry.record() : ImageRecord.parse(log.get().at(entry.place())));
		});
	}

	@Override
	public void close() throws IOException {
		OPEN.remove(run.by());
		if (log.isPresent()) log.get().close();
		owner.ifPresent(FolderOwner::release);
	}
}
