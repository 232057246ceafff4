package sc.fovea.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Writes several files that belong together into a folder: they are written in a hidden folder in it, and appear when the last one is complete. If
 * writing fails, what was there before is left as it was.
 *
 * <pre>{@code
 * AtomicFolder.write(Path.of("results"), folder -> Files.writeString(folder.resolve("a.csv"), "1\n"));
 * }</pre>
 */
public final class AtomicFolder {

	/** Writes the files. */
	@FunctionalInterface
	public interface FolderAction {

		/** Writes every file into {@code folder}, which is empty. */
		void write(Path folder) throws IOException;
	}

	private static final String PREFIX = ".fovea-";
	private static final String SUFFIX = ".parts";
	private static final AtomicLong COUNT = new AtomicLong();

	private AtomicFolder() {}

	/**
	 * Makes the folder if it does not exist, and removes what killed processes left in it.
	 *
	 * @throws ImageFileException if it cannot be made, or not be written into
	 */
	public static void prepare(Path folder) throws ImageFileException {
		try {
			Files.createDirectories(folder);
		} catch (IOException e) {
			throw new ImageFileException("Cannot make the folder \"" + folder + "\": " + (Files.exists(folder) ? "a file has that name." : e.getMessage() + "."), e);
		}
		if (!Files.isWritable(folder)) throw new ImageFileException("Cannot write into the folder \"" + folder + "\".");
		try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
			for (Path staging : left)
				if (isStale(staging.getFileName().toString())) delete(staging);
		} catch (IOException e) {
			throw AtomicFiles.cannotWrite(folder, e);
		}
	}

	private static boolean isStale(String name) {
		String process = name.substring(PREFIX.length(), name.length() - SUFFIX.length()).replaceFirst("-.*", "");
		return process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).filter(ProcessHandle::isAlive).isEmpty();
	}

	/**
	 * Writes the files, replacing those of the same names.
	 *
	 * @throws ImageFileException if the folder cannot be used, the disk is full, a folder has the name of a file, or writing fails otherwise
	 */
	public static void write(Path folder, FolderAction action) throws ImageFileException {
		prepare(folder);
		try {
			Path staging = Files.createDirectory(folder.resolve(PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + SUFFIX));
			try {
				action.write(staging);
				publish(staging, folder);
			} finally {
				delete(staging);
			}
		} catch (IOException e) {
			throw AtomicFiles.cannotWrite(folder, e);
		}
	}

	private static void publish(Path staging, Path folder) throws IOException {
		List<Path> files = files(staging);
		for (Path file : files) {
			Path target = folder.resolve(file.getFileName());
			if (Files.isDirectory(target)) throw new ImageFileException("Cannot write \"" + target + "\": a folder has that name.");
		}
		for (Path file : files)
			Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.toList();
		}
	}

	private static void delete(Path folder) throws IOException {
		for (Path file : files(folder))
			Files.deleteIfExists(file);
		Files.deleteIfExists(folder);
	}
}
