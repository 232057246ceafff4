package sc.fovea.model;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files from the web, fetched once and kept in a folder under names that hold their checksum.
 * <p>
 * A file is in its place only when it is whole and its SHA-256 is right, which is checked at every use. An interrupted transfer goes on where it stopped, in
 * this run or the next. Without a connection a file that the user puts in its place does as well.
 *
 * <pre>{@code
 * WebFile file = new WebFile(URI.create("https://example.org/resnet50_notop.h5"), "4d47…", 94765736);
 * Path local = FileCache.standard().get(file, FileCache.Progress.NONE);
 * }</pre>
 *
 * @param folder where files are kept; made when needed
 */
public record FileCache(Path folder) {

	private static final int DIGITS = 12;
	private static final String DIGEST = "#sha256=";

	/** Is told how far a transfer is. */
	@FunctionalInterface
	public interface Progress {

		/** Tells nobody. */
		Progress NONE = (bytes, of) -> {};

		/**
		 * Called now and then.
		 *
		 * @param bytes that are there
		 * @param of bytes in all
		 * @throws java.util.concurrent.CancellationException to stop; what is there is kept for the next time
		 */
		void fetched(long bytes, long of);
	}

	/** The folder of the system property {@code fovea.cache}, else of the environment variable {@code FOVEA_CACHE}, else {@code .fovea/cache} at home. */
	public static FileCache standard() {
		String home = Path.of(System.getProperty("user.home"), ".fovea", "cache").toString();
		return new FileCache(Path.of(System.getProperty("fovea.cache", System.getenv().getOrDefault("FOVEA_CACHE", home))));
	}

	/** Where a file is or will be, for example {@code resnet50-4d473c1dd8be.h5}. */
	public Path place(WebFile file) {
		int dot = file.name().lastIndexOf('.') < 1 ? file.name().length() : file.name().lastIndexOf('.');
		return folder.resolve(file.name().substring(0, dot) + "-" + file.sha256().substring(0, DIGITS) + file.name().substring(dot));
	}

	/**
	 * The local copy of a file; fetched if it is not there or damaged.
	 *
	 * @param file the file
	 * @param progress is told how far the transfer is
	 * @throws IOException with one sentence that says which local file would do, if the file cannot be fetched, has another content or cannot be written, or
	 *         another process is fetching it
	 */
	public Path get(WebFile file, Progress progress) throws IOException {
		Path place = place(file);
		try {
			if (!Files.isRegularFile(place) || !Sha256.of(place).equals(file.sha256())) {
				Files.createDirectories(folder);
				fetch(file, place, progress);
			}
			return place;
		}
		catch (IOException e) {
			throw refusal(file, e);
		}
	}

	private IOException refusal(WebFile file, IOException e) {
		return new IOException("Cannot fetch \"" + file.address() + "\": " + reason(e) + "; a copy with the SHA-256 " + file.sha256()
			+ " does as well, if it is put at \"" + place(file) + "\".", e);
	}

	/**
	 * The local copy of a file whose address ends in its digest, {@code https://example.org/weights.h5#sha256=4d47…}; without a connection if it is there.
	 *
	 * @throws IOException as {@link #get(WebFile, Progress)}
	 * @throws IllegalArgumentException if the address has another form
	 */
	public Path get(String address, Progress progress) throws IOException {
		int mark = address.indexOf(DIGEST);
		if (mark < 0) {
			throw new IllegalArgumentException(
				"Expected the SHA-256 of the file behind its address, as in https://example.org/weights.h5#sha256=4d47..., got '" + address
					+ "'.");
		}
		WebFile file = new WebFile(uri(address.substring(0, mark)), address.substring(mark + DIGEST.length()), 1);
		Path place = place(file);
		if (Files.isRegularFile(place) && Sha256.of(place).equals(file.sha256())) {
			return place;
		}
		return get(new WebFile(file.address(), file.sha256(), length(file)), progress);
	}

	private static URI uri(String address) {
		try {
			return new URI(address);
		}
		catch (URISyntaxException e) {
			throw new IllegalArgumentException("Expected an http or https address, got '" + address + "'.", e);
		}
	}

	/** The length that the server tells. */
	private long length(WebFile file) throws IOException {
		try {
			return Download.length(file.address());
		}
		catch (IOException e) {
			throw refusal(file, e);
		}
	}

	private static void fetch(WebFile file, Path place, Progress progress) throws IOException {
		Path part = place.resolveSibling("." + place.getFileName() + ".part");
		try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
			FileLock lock = lock(channel)) {
			fill(new Download(file, part, channel, progress));
		}
		move(part, place);
	}

	/** What begins and brings nothing leaves nothing. */
	private static void fill(Download download) throws IOException {
		try {
			download.complete();
			download.channel().force(true);
		}
		finally {
			if (download.channel().size() == 0) {
				Files.deleteIfExists(download.part());
			}
		}
	}

	private static FileLock lock(FileChannel channel) throws IOException {
		try {
			FileLock lock = channel.tryLock();
			if (lock != null) {
				return lock;
			}
		}
		catch (OverlappingFileLockException e) {
			throw new IOException("it is being fetched already", e);
		}
		throw new IOException("another process is fetching it");
	}

	private static void move(Path part, Path place) throws IOException {
		try {
			Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException e) {
			Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private static String reason(IOException e) {
		String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
		if (e instanceof FileSystemException) {
			return "the folder cannot be used (" + message + ")";
		}
		boolean lost = e instanceof SocketException || e instanceof SocketTimeoutException || e instanceof UnknownHostException;
		return lost ? "there is no connection (" + message + ")" : message;
	}
}
