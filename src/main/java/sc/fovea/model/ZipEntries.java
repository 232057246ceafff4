package sc.fovea.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The entries of a zip file from a stranger. Names that leave the archive, names that occur twice, too many entries and bombs are
 * refused; limits hold while an entry is inflated, since the sizes that a zip states may lie.
 */
public final class ZipEntries implements AutoCloseable {

	private static final int MOST_ENTRIES = 1000;
	private static final long LARGEST_TOTAL = 1536L << 20;
	/** Deflate makes at most 1032 of 1; what people keep in models, at most 20. Small entries are let be: an empty image packs well. */
	private static final int LARGEST_RATIO = 200;
	private static final long RATIO_CHECKED_FROM = 16L << 20;

	private final String file;
	private final ZipFile zip;
	private final Map<String, ZipEntry> entries;
	private long total;

	private ZipEntries(String file, ZipFile zip) throws ModelFormatException {
		this.file = file;
		this.zip = zip;
		this.entries = checked();
	}

	/**
	 * Opens a file.
	 *
	 * @param path of the file
	 * @param file its name in messages
	 * @throws ModelFormatException if there is no such file, it is no zip, or an entry's name is refused
	 */
	public static ZipEntries open(Path path, String file) throws ModelFormatException {
		if (!Files.isRegularFile(path)) {
			throw new ModelFormatException(file, "", "Expected a file, got " + (Files.isDirectory(path) ? "a folder." : "nothing of that name."));
		}
		ZipFile zip = zip(path, file);
		try {
			return new ZipEntries(file, zip);
		}
		catch (ModelFormatException e) {
			close(zip, file);
			throw e;
		}
	}

	private static ZipFile zip(Path path, String file) throws ModelFormatException {
		try {
			return new ZipFile(path.toFile(), StandardCharsets.UTF_8);
		}
		catch (IOException | IllegalArgumentException e) {
			throw new ModelFormatException(file, "", "Expected a whole zip file, got an error: " + e.getMessage() + ".");
		}
	}

	private Map<String, ZipEntry> checked() throws ModelFormatException {
		if (zip.size() > MOST_ENTRIES) {
			throw new ModelFormatException(file, "", "Expected at most " + MOST_ENTRIES + " entries, got " + zip.size() + ".");
		}
		Map<String, ZipEntry> byName = new LinkedHashMap<>();
		for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
			ZipEntry entry = all.nextElement();
			checkName(entry.getName());
			if (byName.put(entry.getName(), entry) != null) {
				throw new ModelFormatException(file, entry.getName(), "Expected each entry once, got it twice.");
			}
		}
		return byName;
	}

	private void checkName(String name) throws ModelFormatException {
		boolean leaves = name.isEmpty() || name.startsWith("/") || name.contains("\\") || name.contains(":") || name.indexOf('\0') >= 0;
		for (String part : name.split("/", -1)) {
			leaves |= part.equals("..") || part.equals(".");
		}
		if (leaves) {
			throw new ModelFormatException(file, name, "Expected a name inside the archive, got one that leads out of it.");
		}
	}

	/** Names of the entries, in the order of the archive. */
	public Set<String> names() {
		return Collections.unmodifiableSet(entries.keySet());
	}

	/** Whether there is an entry of that name. */
	public boolean contains(String name) {
		return entries.containsKey(name);
	}

	/**
	 * The content of an entry.
	 *
	 * @param name of the entry
	 * @param most bytes that it may have
	 * @throws ModelFormatException if it is missing, damaged or larger
	 */
	public byte[] read(String name, int most) throws ModelFormatException {
		ZipEntry entry = entries.get(name);
		if (entry == null) {
			throw new ModelFormatException(file, name, "Expected this entry, got only " + entries.keySet() + ".");
		}
		long limit = limit(entry, most);
		try (InputStream in = zip.getInputStream(entry)) {
			byte[] content = in.readNBytes((int) limit + 1);
			if (content.length > limit) {
				throw new ModelFormatException(file, name,
					"Expected at most " + limit + " bytes, got more from " + entry.getCompressedSize() + " packed ones.");
			}
			checkSum(entry, content);
			total += content.length;
			return content;
		}
		catch (ModelFormatException e) {
			throw e;
		}
		catch (IOException | IllegalArgumentException e) {
			throw new ModelFormatException(file, name, "Expected an undamaged entry, got an error: " + e.getMessage() + ".");
		}
	}

	/** {@link ZipFile} does not check it. */
	private void checkSum(ZipEntry entry, byte[] content) throws ModelFormatException {
		CRC32 sum = new CRC32();
		sum.update(content);
		if (sum.getValue() != entry.getCrc()) {
			throw new ModelFormatException(file, entry.getName(),
				String.format("Expected an undamaged entry of checksum %08x, got %08x.", entry.getCrc(), sum.getValue()));
		}
	}

	private long limit(ZipEntry entry, int most) {
		long byRatio = Math.max(RATIO_CHECKED_FROM, LARGEST_RATIO * entry.getCompressedSize());
		return Math.min(Math.min(most, byRatio), LARGEST_TOTAL - total);
	}

	@Override
	public void close() throws ModelFormatException {
		close(zip, file);
	}

	private static void close(ZipFile zip, String file) throws ModelFormatException {
		try {
			zip.close();
		}
		catch (IOException e) {
			throw new ModelFormatException(file, "", e);
		}
	}
}
