package sc.fovea.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Several files that belong together: all of them appear in a folder, or none. They are written in a hidden folder in it, and moved when the last
 * one is complete. If writing fails, what was there before is left as it was. A folder among them appears whole, with a hidden file {@value #MARK} in it: only a folder
 * that has it is replaced.
 *
 * <pre>{@code
 * AtomicFolder.write(Path.of("results"), folder -> Files.writeString(folder.resolve("a.csv"), "1\n"));
 *
 * AtomicFolder.prepare(Path.of("results"));
 * try (AtomicFolder results = AtomicFolder.begin(Path.of("results"))) { // the same, with the caller's own exceptions
 *     Files.writeString(results.file("a.csv"), "1\n");
 *     results.publish();
 * }
 * }</pre>
 */
public final class AtomicFolder implements AutoCloseable {

	/** Writes the files. */
	@FunctionalInterface
	public interface FolderAction {

		/** Writes every file into {@code folder}, which is empty. */
		void write(Path folder) throws IOException;
	}

	/** In every folder that was published. */
	private static final String MARK = ".fovea";
	/** What a folder that is replaced is called until it is removed. */
	private static final String REPLACED = ".replaced-";
	private static final String PREFIX = ".fovea-";
	private static final String SUFFIX = ".parts";
	private static final AtomicLong COUNT = new AtomicLong();
	/** Whole and on the disk: what is left of it only needs to be moved. */
	private static final String WHOLE = ".whole";
	private static final Map<Path, FolderOwner> LIVE = new ConcurrentHashMap<>();
	/** Held while files are moved, so that the end of the process waits for the last of them, and while some are begun. */
	private static final Object MOVING = new Object();
	/** Whether what was begun is being removed: nothing may be begun any more. */
	private static boolean isEnding;
	/** Others may still be writing while the process ends. */
	private static final int LAST_TRIES = 100;

	private final Path folder;
	private Path staging;

	private AtomicFolder(Path folder, Path staging) {
		this.folder = folder;
		this.staging = staging;
	}

	/**
	 * Makes the folder if it does not exist, and removes what killed processes left in it.
	 *
	 * @throws ImageFileException if it cannot be made, or not be written into
	 */
	public static void prepare(Path folder) throws ImageFileException {
		try {
			Files.createDirectories(folder);
		}
		catch (IOException e) {
			throw new ImageFileException(
				"Cannot make the folder \"" + folder + "\": " + (Files.exists(folder) ? "a file has that name." : e.getMessage() + "."), e);
		}
		if (!Files.isWritable(folder)) throw new ImageFileException("Cannot write into the folder \"" + folder + "\".");
		try (DirectoryStream<Path> left = Files.newDirectoryStream(folder,
			PREFIX + "*{" + SUFFIX + "," + WHOLE + "," + FolderOwner.LOCK + "," + FolderOwner.NEW_LOCK + "}")) {
			for (Path leftover : left)
				if (isStale(leftover)) finish(folder, leftover);
		}
		catch (IOException e) {
			throw AtomicFiles.cannotWrite(folder, e);
		}
	}

	/** What a killed process had written wholly is moved, so that all its files are there; other files go. */
	private static void finish(Path folder, Path leftover) throws IOException {
		String name = leftover.getFileName().toString();
		try {
			if (name.endsWith(WHOLE)) moveAll(leftover, folder);
			if (name.endsWith(FolderOwner.LOCK) || name.endsWith(FolderOwner.NEW_LOCK)) Files.deleteIfExists(leftover);
			else
				delete(leftover);
		}
		catch (NoSuchFileException e) {
			delete(leftover); // another process was quicker
		}
	}

	/** Names of earlier versions hold the number of a process instead of the name of an owner. */
	private static boolean isStale(Path leftover) throws IOException {
		if (leftover.getFileName().toString().endsWith(FolderOwner.NEW_LOCK)) return FolderOwner.isUnfinished(leftover);
		String owner = leftover.getFileName().toString().substring(PREFIX.length()).replaceFirst("[-.].*", "");
		if (owner.matches("[0-9a-f]{" + FolderOwner.LENGTH + "}"))
			return !LIVE.containsKey(absolute(leftover)) && !FolderOwner.isAlive(leftover.getParent(), owner);
		return owner.matches("\\d{1,15}") && ProcessHandle.of(Long.parseLong(owner)).filter(ProcessHandle::isAlive).isEmpty();
	}

	private static Path absolute(Path path) {
		return path.toAbsolutePath().normalize();
	}

	/**
	 * Writes the files, replacing those of the same names.
	 *
	 * @throws ImageFileException if the folder cannot be used, the disk is full, a folder has the name of a file, or writing fails otherwise
	 */
	public static void write(Path folder, FolderAction action) throws ImageFileException {
		prepare(folder);
		try (AtomicFolder files = begin(folder)) {
			action.write(files.staging);
			files.publish();
		}
		catch (IOException e) {
			throw AtomicFiles.cannotWrite(folder, e);
		}
	}

	/** Begins with no file, in a folder that was {@linkplain #prepare prepared}. @throws ImageFileException if it cannot be written into, or the process ends */
	public static AtomicFolder begin(Path folder) throws ImageFileException {
		synchronized (MOVING) {
			if (isEnding) throw new ImageFileException("Nothing is begun in \"" + folder + "\": the process is being stopped.");
			try {
				FolderOwner owner = FolderOwner.of(folder);
				AtomicFolder files = new AtomicFolder(folder, folder.resolve(PREFIX + owner.name() + "-" + COUNT.incrementAndGet() + SUFFIX));
				LIVE.put(absolute(files.staging), owner);
				Files.createDirectory(files.staging);
				return files;
			}
			catch (IOException e) {
				throw AtomicFiles.cannotWrite(folder, e);
			}
		}
	}

	/** Where the user will find a file that is written: outside the folder in which files wait for each other. */
	static Path published(Path file) {
		Path parent = file.getParent();
		String name = parent == null || parent.getFileName() == null ? "" : parent.getFileName().toString();
		return name.startsWith(PREFIX) && name.endsWith(SUFFIX) ? parent.resolveSibling(file.getFileName()) : file;
	}

	/** Where a file is to be written that will have this name. */
	public Path file(String name) {
		return staging.resolve(name);
	}

	/** Names of the files that were written so far, sorted. @throws IOException if the folder cannot be read */
	public List<String> names() throws IOException {
		return files(staging).stream().map(file -> file.getFileName().toString()).sorted().toList();
	}

	/**
	 * Moves all files, replacing those of the same names. First they are marked as whole: should the process be killed between two of them, the next
	 * {@link #prepare} moves the others.
	 *
	 * @throws IOException if a folder has the name of a file, or one cannot be moved
	 */
	public void publish() throws IOException {
		synchronized (MOVING) {
			List<Path> files = files(staging);
			for (Path file : files) {
				Path target = folder.resolve(file.getFileName());
				if (Files.isDirectory(file)) {
					requireOwn(target);
					Files.writeString(file.resolve(MARK), "");
				}
				else if (Files.isDirectory(target)) throw new ImageFileException("Cannot write \"" + target + "\": a folder has that name.");
			}
			markWhole();
			moveAll(staging, folder);
		}
	}

	/** @throws ImageFileException if there is something that was not published here */
	private static void requireOwn(Path target) throws ImageFileException {
		if (Files.isDirectory(target) ? !Files.exists(target.resolve(MARK)) : Files.exists(target)) {
			throw new ImageFileException("Cannot write the folder \"" + target + "\": there is another "
				+ (Files.isDirectory(target) ? "folder" : "file") + " of that name, which Fovea did not write.");
		}
	}

	private void markWhole() throws IOException {
		String name = staging.getFileName().toString();
		Path whole = folder.resolve(name.substring(0, name.length() - SUFFIX.length()) + WHOLE);
		LIVE.put(absolute(whole), LIVE.get(absolute(staging)));
		Files.move(staging, whole, StandardCopyOption.ATOMIC_MOVE);
		LIVE.remove(absolute(staging));
		staging = whole;
	}

	private static void moveAll(Path from, Path folder) throws IOException {
		for (Path file : files(from)) {
			Path target = folder.resolve(file.getFileName());
			if (file.getFileName().toString().startsWith(REPLACED)) continue; // a killed process had moved it away
			if (Files.isDirectory(file)) moveFolder(file, target);
			else
				Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/** A folder cannot take the place of another in one step: the other goes to where this one waits, and is removed with it. */
	private static void moveFolder(Path folder, Path target) throws IOException {
		if (Files.isDirectory(target)) {
			Path replaced = folder.resolveSibling(REPLACED + folder.getFileName());
			delete(replaced);
			Files.move(target, replaced);
		}
		Files.move(folder, target);
	}

	/** Removes files that were not published. */
	@Override
	public void close() throws IOException {
		delete(staging);
		FolderOwner owner = LIVE.remove(absolute(staging));
		if (owner != null) owner.release();
	}

	/**
	 * Removes unfinished files from a folder when the process is stopped, after the last files that are being moved.
	 *
	 * @param atStop called first
	 * @return takes this back, for a process that goes on with other folders
	 */
	public static Runnable cleanUpAtExit(Path folder, Runnable atStop) {
		Thread hook = new Thread(() -> {
			atStop.run();
			synchronized (MOVING) {
				isEnding = true;
				LIVE.keySet().stream().filter(staging -> staging.startsWith(absolute(folder))).forEach(AtomicFolder::deleteAsFarAsPossible);
				FolderOwner.removeAll(folder);
			}
		}, "remove unfinished files");
		Runtime.getRuntime().addShutdownHook(hook);
		return () -> takeBack(hook);
	}

	private static void takeBack(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException e) {
			return; // the process is being stopped: it is called, or was
		}
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.toList();
		}
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		for (Path file : files(folder)) {
			if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) delete(file);
			else
				Files.deleteIfExists(file);
		}
		Files.deleteIfExists(folder);
	}

	/** At the end of a process there is nobody to tell; the next run removes what is left. */
	private static void deleteAsFarAsPossible(Path folder) {
		for (int i = 0; i < LAST_TRIES && Files.exists(folder); i++) {
			deleteOnce(folder.toFile());
		}
	}

	private static void deleteOnce(File folder) {
		File[] files = Files.isSymbolicLink(folder.toPath()) ? null : folder.listFiles();
		for (File file : files == null ? new File[0] : files) {
			deleteOnce(file);
		}
		folder.delete();
	}
}
