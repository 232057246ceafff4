package sc.fovea.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes files that are either whole or not there.
 * <p>
 * A file is written beside its destination under a hidden temporary name, forced to the disk, and renamed. If writing fails, the
 * temporary file is deleted and the destination is as it was. A process that is killed leaves a temporary file: the next write
 * to the same destination removes it.
 *
 * <pre>{@code
 * AtomicFiles.write(Path.of("cells.csv"), file -> Files.writeString(file, "Label,Area\n"));
 * }</pre>
 */
public final class AtomicFiles {

	/** Writes the content of one file. */
	@FunctionalInterface
	public interface WriteAction {

		/** Writes everything to {@code temporary}, which does not exist yet. */
		void write(Path temporary) throws IOException;
	}

	private static final String PREFIX = ".fovea-";
	private static final String SUFFIX = ".part";
	private static final AtomicLong COUNT = new AtomicLong();
	private static final Map<Path, FolderOwner> LIVE = new ConcurrentHashMap<>();

	private AtomicFiles() {}

	/**
	 * Writes {@code target}, replacing what is there.
	 *
	 * @throws ImageFileException if the folder is missing or not writable, if the target is a folder, if the disk is full, or if
	 *         writing fails otherwise; nothing is left of the attempt
	 */
	public static void write(Path target, WriteAction action) throws ImageFileException {
		Path temporary = temporaryFor(target);
		try {
			action.write(temporary);
			moveIntoPlace(temporary, target);
		}
		catch (IOException e) {
			discard(temporary); // first, so that the free space in the message is what the user sees
			throw cannotWrite(target, e);
		}
		finally {
			discard(temporary);
		}
	}

	/**
	 * A new hidden name beside {@code target}, owned until {@link #discard}. Checks the folder and removes what killed processes
	 * left there for the same target.
	 */
	static Path temporaryFor(Path target) throws ImageFileException {
		Path folder = target.toAbsolutePath().getParent();
		if (Files.isDirectory(target))
			throw new ImageFileException("Cannot write \"" + target + "\": a file name is needed, but this is a folder.");
		if (folder == null || !Files.isDirectory(folder))
			throw new ImageFileException("Cannot write \"" + target + "\": the folder \"" + folder + "\" does not exist.");
		if (!Files.isWritable(folder))
			throw new ImageFileException("Cannot write \"" + target + "\": the folder \"" + folder + "\" is not writable.");
		removeStale(target, folder);
		FolderOwner owner = owner(target, folder);
		Path temporary = folder.resolve(stem(target) + owner.name() + "-" + COUNT.incrementAndGet() + SUFFIX);
		LIVE.put(temporary, owner);
		return temporary;
	}

	private static FolderOwner owner(Path target, Path folder) throws ImageFileException {
		try {
			return FolderOwner.of(folder);
		}
		catch (IOException e) {
			throw cannotWrite(target, e);
		}
	}

	/** Forces a written temporary file to the disk and renames it to its target. */
	static void moveIntoPlace(Path temporary, Path target) throws IOException {
		try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
		try {
			Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException e) {
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/** Gives a temporary name back and deletes the file if it is still there. */
	static void discard(Path temporary) {
		FolderOwner owner = LIVE.remove(temporary);
		temporary.toFile().delete(); // the next write to the same target tries again where this fails
		if (owner != null) owner.release();
	}

	/** The sentence for a failed write. */
	static ImageFileException cannotWrite(Path file, IOException cause) {
		if (cause instanceof ImageFileException known) return known;
		Path target = AtomicFolder.published(file);
		if (isDiskFull(cause)) {
			long free = target.toAbsolutePath().getParent().toFile().getUsableSpace();
			return new ImageFileException("Cannot write \"" + target + "\": the disk is full (only " + free / 1000 + " kB are free).", cause);
		}
		return new ImageFileException("Cannot write \"" + target + "\": " + reason(cause) + ".", cause);
	}

	/** Also where ImageIO says only that something failed, and keeps why as the cause. */
	private static boolean isDiskFull(Throwable e) {
		if (e == null) return false;
		String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
		return message.contains("no space left") || message.contains("not enough space") || message.contains("quota exceeded")
			|| message.contains("disk is full") || isDiskFull(e.getCause());
	}

	private static String reason(IOException e) {
		String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
		return reason == null ? e.getClass().getSimpleName() : reason;
	}

	/** Short, so that a long target name does not make the temporary name too long; the same for the same target. */
	private static String stem(Path target) {
		return PREFIX + Integer.toHexString(target.getFileName().toString().hashCode()) + "-";
	}

	private static void removeStale(Path target, Path folder) throws ImageFileException {
		try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, stem(target) + "*" + SUFFIX)) {
			for (Path file : left)
				if (isStale(file, stem(target).length())) {
					Files.deleteIfExists(file);
					FolderOwner.forget(folder, file.getFileName().toString().substring(stem(target).length()).replaceFirst("-.*", ""));
				}
		}
		catch (IOException e) {
			throw cannotWrite(target, e);
		}
	}

	/** Names of earlier versions hold the number of a process instead. */
	private static boolean isStale(Path file, int start) throws IOException {
		String name = file.getFileName().toString();
		int end = name.indexOf('-', start);
		String owner = end <= start ? "" : name.substring(start, end);
		if (owner.matches("[0-9a-f]{" + FolderOwner.LENGTH + "}")) return !LIVE.containsKey(file) && !FolderOwner.isAlive(file.getParent(), owner);
		return owner.matches("\\d{1,15}") && ProcessHandle.of(Long.parseLong(owner)).filter(ProcessHandle::isAlive).isEmpty();
	}
}
