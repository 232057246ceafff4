package sc.fovea.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file that is either whole or not there: beside its place under a hidden name, forced to the disk, renamed. What a killed
 * process left is removed by the next write to the same place, an hour later at the earliest, so that a write that still runs is not
 * disturbed.
 */
public final class WholeFile {

	private static final long STALE_MILLIS = 3_600_000;

	/** Writes the content. */
	@FunctionalInterface
	public interface Content {

		/** Writes everything to a file that does not exist yet. */
		void writeTo(Path temporary) throws IOException;
	}

	private WholeFile() {}

	/** @throws IOException with one sentence, if it cannot be written; then the target is as it was and nothing is left beside it */
	public static void write(Path target, Content content) throws IOException {
		Path folder = target.toAbsolutePath().getParent();
		if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(target)) {
			throw new IOException("Cannot write model \"" + target + "\": expected a file name in an existing folder.");
		}
		String stem = ".fovea-" + Integer.toHexString(target.getFileName().toString().hashCode()) + "-";
		Path temporary = folder.resolve(stem + UUID.randomUUID() + ".part");
		try {
			removeStale(folder, stem);
			content.writeTo(temporary);
			moveIntoPlace(temporary, target);
		}
		catch (IOException e) {
			throw new IOException("Cannot write model \"" + target + "\": " + reason(e) + ".", e);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private static void moveIntoPlace(Path temporary, Path target) throws IOException {
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

	private static void removeStale(Path folder, String stem) throws IOException {
		try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, stem + "*.part")) {
			for (Path file : left) {
				if (System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis() > STALE_MILLIS) {
					Files.deleteIfExists(file);
				}
			}
		}
	}

	private static String reason(IOException e) {
		String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
		return reason == null ? e.getClass().getSimpleName() : reason;
	}
}
