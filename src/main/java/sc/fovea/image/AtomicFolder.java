package sc.fovea.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Several files that belong together: all of them appear in a folder, or none. They are written in a hidden folder in it, and moved when the last
 * one is complete. If writing fails, what was there before is left as it was.
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

	private static final String PREFIX = ".fovea-";
	private static final String SUFFIX = ".parts";
	private static final AtomicLong COUNT = new AtomicLong();
	private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();
	/** Held while files are moved, so that the end of the process waits for the last of them. */
	private static final Object MOVING = new Object();
	/** Others may still be writing while the process ends. */
	private static final int LAST_TRIES = 100;

	private final Path folder;
	private final Path staging;

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
		try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
			for (Path staging : left)
				if (isStale(staging)) delete(staging);
		}
		catch (IOException e) {
			throw AtomicFiles.cannotWrite(folder, e);
		}
	}

	/** Also one of this process's number that is not in use: in containers every process has the same number. */
	private static boolean isStale(Path staging) {
		String name = staging.getFileName().toString();
		String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length()).replaceFirst("-.*", "");
		if (!digits.matches("\\d{1,18}")) return false;
		long process = Long.parseLong(digits);
		if (process == ProcessHandle.current().pid()) return !LIVE.contains(absolute(staging));
		return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
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

	/** Begins with no file, in a folder that was {@linkplain #prepare prepared}. @throws ImageFileException if it cannot be written into */
	public static AtomicFolder begin(Path folder) throws ImageFileException {
		AtomicFolder files = new AtomicFolder(folder, folder.resolve(PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + SUFFIX));
		try {
			LIVE.add(absolute(files.staging));
			delete(files.staging); // of a killed process that had the same number
			Files.createDirectory(files.staging);
			return files;
		}
		catch (IOException e) {
			LIVE.remove(absolute(files.staging));
			throw AtomicFiles.cannotWrite(folder, e);
		}
	}

	/** Where a file is to be written that will have this name. */
	public Path file(String name) {
		return staging.resolve(name);
	}

	/** Moves all files, replacing those of the same names. @throws IOException if a folder has the name of a file, or one cannot be moved */
	public void publish() throws IOException {
		synchronized (MOVING) {
			List<Path> files = files(staging);
			for (Path file : files) {
				Path target = folder.resolve(file.getFileName());
				if (Files.isDirectory(target)) throw new ImageFileException("Cannot write \"" + target + "\": a folder has that name.");
			}
			for (Path file : files)
				Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/** Removes files that were not published. */
	@Override
	public void close() throws IOException {
		delete(staging);
		LIVE.remove(absolute(staging));
	}

	/**
	 * Removes unfinished files from a folder when the process is stopped, after the last files that are being moved.
	 *
	 * @param atStop called first
	 */
	public static void cleanUpAtExit(Path folder, Runnable atStop) {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			atStop.run();
			synchronized (MOVING) {
				LIVE.stream().filter(staging -> staging.startsWith(absolute(folder))).forEach(AtomicFolder::deleteAsFarAsPossible);
			}
		}, "remove unfinished files"));
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.toList();
		}
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		for (Path file : files(folder))
			Files.deleteIfExists(file);
		Files.deleteIfExists(folder);
	}

	/** At the end of a process there is nobody to tell; the next run removes what is left. */
	private static void deleteAsFarAsPossible(Path folder) {
		for (int i = 0; i < LAST_TRIES && Files.exists(folder); i++) {
			java.io.File[] files = folder.toFile().listFiles();
			for (java.io.File file : files == null ? new java.io.File[0] : files) {
				file.delete();
			}
			folder.toFile().delete();
		}
	}
}
