package sc.fovea.model.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fovea.model.ModelFormatException;
import sc.fovea.model.ZipEntries;

/**
 * The files of a foreign model: a folder, a zip file (its entries), or a single file. Names are relative, with {@code /}; a zip or folder that holds nothing
 * but one folder is taken for that folder.
 */
final class ForeignFiles implements AutoCloseable {

	/** Bytes of a description; all of those seen have less than a megabyte. */
	static final int TEXT = 8 << 20;
	/** Bytes of weights. */
	static final int WEIGHTS = 1 << 30;
	private static final int MOST_FILES = 1000;
	private static final int DEEPEST = 4;
	private static final byte[] ZIP = { 'P', 'K', 3, 4 };

	/** Reads one file. */
	@FunctionalInterface
	private interface Reading {

		byte[] read(String entry, int most) throws ModelFormatException;
	}

	private final String name;
	private final String prefix;
	private final Set<String> entries;
	private final Reading reading;
	private final Reading outside;
	private final AutoCloseable closing;

	private ForeignFiles(String name, Set<String> all, Reading reading, AutoCloseable closing) {
		this(name, all, reading, (entry, most) -> {
			throw new ModelFormatException(name, entry, "Expected this file, got nothing of that name.");
		}, closing);
	}

	private ForeignFiles(String name, Set<String> all, Reading reading, Reading outside, AutoCloseable closing) {
		this.outside = outside;
		this.name = name;
		this.prefix = commonFolder(all);
		this.entries = all.stream().map(entry -> entry.substring(prefix.length())).collect(Collectors.toCollection(TreeSet::new));
		this.reading = reading;
		this.closing = closing;
	}

	/**
	 * Opens a source.
	 *
	 * @throws ModelFormatException if there is nothing, or too much of it
	 */
	static ForeignFiles open(Path source) throws ModelFormatException {
		String name = source.toString();
		if (Files.isDirectory(source)) {
			return new ForeignFiles(name, walk(source, name), (entry, most) -> bytes(source.resolve(entry), name, most), () -> {});
		}
		if (!Files.isRegularFile(source)) {
			throw new ModelFormatException(name, "", "Expected a file or folder, got nothing of that name.");
		}
		if (isZip(source, name)) {
			return ofZip(source, name);
		}
		String single = source.getFileName().toString();
		return new ForeignFiles(name, Set.of(single), (entry, most) -> bytes(source, name, most),
			(entry, most) -> bytes(source.resolveSibling(entry), name, most),
			() -> {});
	}

	/** Entries that end with a slash are folders. */
	private static ForeignFiles ofZip(Path source, String name) throws ModelFormatException {
		ZipEntries zip = ZipEntries.open(source, name);
		Set<String> files = zip.names().stream().filter(entry -> !entry.endsWith("/") && !entry.startsWith("__MACOSX/")).collect(Collectors.toSet());
		return new ForeignFiles(name, files, zip::read, zip);
	}

	private static boolean isZip(Path source, String name) throws ModelFormatException {
		try (InputStream in = Files.newInputStream(source)) {
			return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
		}
		catch (IOException e) {
			throw new ModelFormatException(name, "", "Expected a file that can be read, got an error: " + e.getMessage() + ".");
		}
	}

	private static Set<String> walk(Path folder, String name) throws ModelFormatException {
		try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
			Set<String> files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).limit(MOST_FILES + 1)
				.map(file -> folder.relativize(file).toString().replace('\\', '/')).collect(Collectors.toSet());
			if (files.size() > MOST_FILES) {
				throw new ModelFormatException(name, "", "Expected the folder of a model, got one with more than " + MOST_FILES + " files.");
			}
			return files;
		}
		catch (IOException | UncheckedIOException e) {
			throw new ModelFormatException(name, "", "Expected a folder that can be read, got an error: " + e.getMessage() + ".");
		}
	}

	private static byte[] bytes(Path file, String name, int most) throws ModelFormatException {
		try {
			if (Files.size(file) > most) {
				throw new ModelFormatException(name, file.getFileName().toString(), "Expected at most " + most + " bytes, got " + Files.size(file) + ".");
			}
			return Files.readAllBytes(file);
		}
		catch (ModelFormatException e) {
			throw e;
		}
		catch (IOException e) {
			throw new ModelFormatException(name, file.getFileName().toString(), "Expected a file that can be read, got an error: " + e.getMessage() + ".");
		}
	}

	private static String commonFolder(Set<String> files) {
		Optional<String> any = files.stream().findFirst();
		int slash = any.map(file -> file.indexOf('/')).orElse(-1);
		String folder = any.orElse("").substring(0, slash + 1);
		boolean isShared = slash > 0 && files.stream().allMatch(file -> file.startsWith(folder));
		return isShared && !folder.equals("variables/") ? folder : "";
	}

	/** The source as the user named it. */
	String name() {
		return name;
	}

	/** Names of the files. */
	Set<String> entries() {
		return entries;
	}

	/** Whether there is a file of that name. */
	boolean has(String entry) {
		return entries.contains(entry);
	}

	/** The content of a file. @throws ModelFormatException if it is missing, damaged or larger than {@code most} bytes */
	byte[] read(String entry, int most) throws ModelFormatException {
		if (!has(entry)) {
			throw new ModelFormatException(name, entry, "Expected this file, got only " + entries + ".");
		}
		return reading.read(prefix + entry, most);
	}

	/**
	 * A file in the same folder as another one, which names it.
	 *
	 * @throws ModelFormatException if there is none, or the name leads elsewhere
	 */
	byte[] beside(String entry, String location) throws ModelFormatException {
		boolean isPlain = !location.isEmpty() && !location.contains("/") && !location.contains("\\") && !location.equals("..") && !location.equals(".");
		if (!isPlain) {
			throw refusal(entry, "Expected the name of a file beside it, got \"" + location + "\".");
		}
		String sibling = entry.substring(0, entry.lastIndexOf('/') + 1) + location;
		return has(sibling) ? read(sibling, WEIGHTS) : outside.read(location, WEIGHTS);
	}

	/** Whether a file begins with these bytes. */
	boolean startsWith(String entry, byte[] bytes) throws ModelFormatException {
		byte[] content = read(entry, WEIGHTS);
		return Arrays.equals(content, 0, Math.min(bytes.length, content.length), bytes, 0, bytes.length);
	}

	/** A description as text. */
	String text(String entry) throws ModelFormatException {
		return new String(read(entry, TEXT), StandardCharsets.UTF_8);
	}

	/** A refusal that names this source. */
	ModelFormatException refusal(String entry, String problem) {
		return new ModelFormatException(name, entry, problem);
	}

	@Override
	public void close() throws ModelFormatException {
		try {
			closing.close();
		}
		catch (ModelFormatException e) {
			throw e;
		}
		catch (Exception e) {
			throw new ModelFormatException(name, "", e);
		}
	}
}
