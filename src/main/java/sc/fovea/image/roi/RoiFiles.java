package sc.fovea.image.roi;

import ij.gui.Roi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ImageFileException;

/** Reads and writes files of the ROI Manager: one outline ({@code .roi}) or a zip of them. They are looked at before ImageJ makes room for what they promise. */
public final class RoiFiles {

	private static final int LARGEST_ENTRY = 1 << 26;
	private static final int MOST_ENTRIES = 1_000_000;
	private static final int END_OF_ZIP = 0x504b0506;
	private static final int SMALLEST = 64;
	private static final int TYPE = 6;
	private static final int POINTS = 16;
	private static final int MANY_POINTS = 18;
	private static final int SHAPE = 36;
	/** Bytes of a point, and of a number of a composite shape. */
	private static final int WORD = 4;
	private static final List<Integer> WITHOUT_POINTS = List.of(1, 2, 3, 6);

	private RoiFiles() {}

	/** The outlines of a file, in its order, with the names of their entries. @throws ImageFileException naming the file and the entry, if it cannot be read */
	public static List<Roi> read(Path file) throws ImageFileException {
		try {
			String name = file.getFileName().toString();
			boolean isSingle = name.toLowerCase(Locale.ROOT).endsWith(".roi");
			return isSingle ? List.of(roi(file, name, limited(file, Files.newInputStream(file)))) : zipped(file);
		}
		catch (IOException | IllegalArgumentException e) {
			throw e instanceof ImageFileException known ? known : new ImageFileException("Cannot use \"" + file + "\": " + e.getMessage() + ".", e);
		}
	}

	private static byte[] limited(Path file, InputStream in) throws IOException {
		try (in) {
			byte[] bytes = in.readNBytes(LARGEST_ENTRY);
			if (in.read() >= 0) throw new ImageFileException("Expected an outline of less than 64 MB, got more in \"" + file + "\".");
			return bytes;
		}
	}

	private static List<Roi> zipped(Path zip) throws IOException {
		List<Roi> rois = new ArrayList<>();
		try (InputStream file = Files.newInputStream(zip); ZipInputStream in = new ZipInputStream(file)) {
			ZipEntry entry = in.getNextEntry();
			if (entry == null && !isEmptyZip(zip))
				throw new ImageFileException("Expected a zip of outlines as the ROI Manager saves it, got none in \"" + zip + "\".");
			String other = "";
			for (; entry != null; entry = in.getNextEntry()) {
				if (!entry.isDirectory() && !entry.getName().matches("(.*/)?(\\.|__MACOSX).*")) other = entry.getName();
				if (!entry.getName().matches("(.*/)?[^./][^/]*\\.roi")) continue; // macOS adds hidden ones
				if (rois.size() == MOST_ENTRIES) throw new ImageFileException("Expected at most " + MOST_ENTRIES + " outlines, got more in \"" + zip + "\".");
				rois.add(roi(zip, entry.getName(), in.readNBytes(LARGEST_ENTRY)));
			}
			if (rois.isEmpty() && !other.isEmpty())
				throw new ImageFileException(
					"Expected outlines as the ROI Manager saves them, got only other files such as \"" + other + "\" in \"" + zip + "\".");
		}
		return rois;
	}

	/** Such a file says that there are no objects. */
	private static boolean isEmptyZip(Path zip) throws IOException {
		byte[] bytes = limited(zip, Files.newInputStream(zip));
		return bytes.length >= 4 && ByteBuffer.wrap(bytes).getInt() == END_OF_ZIP;
	}

	private static Roi roi(Path file, String entry, byte[] bytes) throws ImageFileException {
		if (bytes.length < SMALLEST || bytes[0] != 'I' || bytes[1] != 'o' || promises(bytes) * WORD > bytes.length) {
			throw new ImageFileException("\"" + entry + "\" in \"" + file + "\" is not an outline of ImageJ, or damaged.");
		}
		try {
			return RoiGroup.decode(bytes, entry.replaceFirst(".*/", "").replaceFirst("\\.roi$", ""));
		}
		catch (IOException | RuntimeException e) {
			throw new ImageFileException("\"" + entry + "\" in \"" + file + "\" is damaged: " + e.getMessage() + ".", e);
		}
	}

	/** How many points, or numbers of a shape, the header says that there are. */
	private static long promises(byte[] bytes) {
		ByteBuffer header = ByteBuffer.wrap(bytes);
		long shape = Integer.toUnsignedLong(header.getInt(SHAPE));
		if (WITHOUT_POINTS.contains((int) header.get(TYPE))) return shape;
		int few = Short.toUnsignedInt(header.getShort(POINTS));
		return Math.max(shape, few != 0 ? few : Integer.toUnsignedLong(header.getInt(MANY_POINTS)));
	}

	/** Writes outlines as {@link RoiZip} does. @throws ImageFileException if writing fails */
	public static void write(List<Roi> rois, Path target) throws ImageFileException {
		AtomicFiles.write(target, file -> {
			try (RoiZip zip = new RoiZip(file)) {
				for (Roi roi : rois)
					zip.add(roi);
			}
		});
	}
}
