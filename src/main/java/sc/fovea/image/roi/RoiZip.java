package sc.fovea.image.roi;

import ij.gui.Roi;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes outlines one by one as the ROI Manager reads them: a zip with one entry per outline. Outlines of the same name get a number,
 * those without a name are numbered. Of what was written only the names stay in memory.
 */
public final class RoiZip implements Closeable {

	private static final int BUFFER = 1 << 16;
	/** The first that a zip can say: the same outlines are the same bytes whenever they are written. */
	private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

	private final OutputStream out;
	private final ZipOutputStream zip;
	private final Map<String, Integer> used = new HashMap<>();

	/** A new file. @throws IOException if it cannot be made */
	public RoiZip(Path file) throws IOException {
		out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
		zip = new ZipOutputStream(out);
	}

	/** Writes the next outline. @throws IOException if writing fails */
	public void add(Roi roi) throws IOException {
		ZipEntry entry = new ZipEntry(entryName(roi));
		entry.setTimeLocal(ANY_TIME);
		zip.putNextEntry(entry);
		zip.write(RoiGroup.encode(roi));
		zip.closeEntry();
	}

	private String entryName(Roi roi) {
		String name = roi.getName() == null || roi.getName().isBlank() ? "object" : roi.getName().replaceAll("[/\\\\]", "_");
		int count = used.merge(name, 1, Integer::sum);
		String unique = count == 1 ? name : name + "-" + (count - 1);
		if (count > 1) used.merge(unique, 1, Integer::sum);
		return unique + ".roi";
	}

	/** Ends the file, which is not whole before. */
	@Override
	public void close() throws IOException {
		try (out) { // also if the zip cannot write its end, or the file would keep its room on a full disk
			zip.close();
		}
	}
}
