package sc.fovea.job.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import sc.fovea.model.Sha256;

/**
 * By what an image is known again: it has changed if its size has, or if its time has and its content too. So a folder that is copied or touched is not done
 * again, and a large image is not read again as long as its time is the same.
 * <p>
 * Of a folder (OME-Zarr) the size is that of its files, the time that of the youngest, and the content is known by names, sizes and times of the files.
 *
 * @param size in bytes
 * @param modified in milliseconds since 1970
 * @param sha256 of the content (FIPS 180-4), as 64 hexadecimal digits
 */
public record Fingerprint(long size, long modified, String sha256) {

	/** That of a file or folder, which is read for it. @throws IOException if it cannot be read */
	public static Fingerprint of(Path image) throws IOException {
		Stamp stamp = Stamp.of(image);
		return new Fingerprint(stamp.size(), stamp.modified(), Files.isDirectory(image) ? listing(image) : Sha256.of(image));
	}

	/** Whether a file or folder is still what this is of. @throws IOException if it cannot be read */
	public boolean fits(Path image) throws IOException {
		Stamp stamp = Stamp.of(image);
		if (stamp.size() != size) return false;
		return stamp.modified() == modified || of(image).sha256().equals(sha256);
	}

	private static String listing(Path folder) throws IOException {
		StringBuilder text = new StringBuilder();
		for (Path file : filesOf(folder)) {
			text.append(folder.relativize(file)).append('\t').append(Stamp.of(file)).append('\n');
		}
		return Sha256.of(text.toString());
	}

	private static List<Path> filesOf(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** What the file system says, without reading. */
	private record Stamp(long size, long modified) {

		static Stamp of(Path path) throws IOException {
			if (!Files.isDirectory(path)) return new Stamp(Files.size(path), Files.getLastModifiedTime(path).toMillis());
			long size = 0;
			long youngest = 0;
			for (Path file : filesOf(path)) {
				size += Files.size(file);
				youngest = Math.max(youngest, Files.getLastModifiedTime(file).toMillis());
			}
			return new Stamp(size, youngest);
		}
	}
}
