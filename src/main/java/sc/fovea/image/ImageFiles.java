package sc.fovea.image;

import ij.ImagePlus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sc.fovea.image.zarr.OmeZarr;

/**
 * Reads images: TIFF, PNG, JPEG, GIF, BMP, PGM/PPM, NumPy arrays, HDF5 and OME-Zarr folders.
 * <p>
 * Files are looked at before they are believed: what cannot be read ends in an {@link ImageFileException} with one sentence, no window, no
 * printed line, no part of an image. TIFF files with large planes stay in the file and are read as they are visited.
 *
 * <pre>{@code
 * for (Path file : ImageFiles.list(Path.of("images")))
 * 	Hyperstack.of(ImageFiles.open(file)).channels();
 * }</pre>
 */
public final class ImageFiles {

	private static final List<String> EXTENSIONS = List.of(".tif", ".tiff", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".pgm", ".ppm", ".pbm",
		".pnm", ".npy", ".h5", ".hdf5", ".fits", ".fit", ".fts", ".dcm", ".avi");
	/** Bytes of an unknown file in its message. */
	private static final int SHOWN = 16;

	private ImageFiles() {}

	/** Kinds of files, told by their first bytes. */
	private enum Kind {
		TIFF, PICTURE, PNM, NPY, HDF5, FITS, DICOM, AVI, UNKNOWN;

		static Kind of(byte[] start) {
			String text = new String(start, StandardCharsets.ISO_8859_1);
			if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return TIFF;
			if (text.startsWith("II+\0") || text.startsWith("MM\0+")) return TIFF;
			boolean isPicture = text.startsWith("\u0089PNG\r\n") || text.startsWith("\u00ff\u00d8\u00ff") || text.startsWith("GIF8")
				|| text.startsWith("BM");
			if (isPicture) return PICTURE;
			if (text.startsWith("\u0093NUMPY")) return NPY;
			if (text.startsWith("\u0089HDF\r\n")) return HDF5;
			if (text.startsWith("SIMPLE  =")) return FITS;
			if (text.startsWith("RIFF") && text.startsWith("AVI ", 8)) return AVI;
			if (text.startsWith("DICM", DicomFiles.PREAMBLE)) return DICOM;
			return text.matches("(?s)P[1-6]\\s.*") ? PNM : UNKNOWN;
		}
	}

	/**
	 * Opens an image.
	 *
	 * @param place a file; of a file with several images the first, or the one of the number behind a {@code #}: "slide.ome.tif#2"
	 * @throws ImageFileException if the file is missing, a folder, not readable, empty, truncated, damaged, not an image, too large for the
	 *         memory, or of a kind that cannot be read; the message is one sentence and names the file
	 */
	public static ImagePlus open(Path place) throws ImageFileException {
		ImagePlace named = ImagePlace.of(place);
		Path file = named.file();
		if (Files.isDirectory(file) && OmeZarr.isIn(file)) return ZarrImage.open(file);
		requireFile(file);
		return switch (kind(file)) {
			case TIFF -> TiffFiles.open(file, named.series());
			case PICTURE -> PictureFiles.open(file);
			case PNM -> PnmFiles.open(file);
			case NPY -> NpyFiles.open(file);
			case HDF5 -> hdf5(file, named.path());
			case FITS -> FitsFiles.open(file);
			case DICOM -> DicomFiles.open(file);
			case AVI -> AviFiles.open(file);
			case UNKNOWN -> throw unknown(file, start(file));
		};
	}

	private static ImagePlus hdf5(Path file, String path) throws ImageFileException {
		Optional<ImageFileException> refusal = ForeignFiles.refusal(file, start(file));
		if (refusal.isPresent()) throw refusal.get();
		return Hdf5Files.open(file, path);
	}

	private static ImageFileException unknown(Path file, byte[] start) {
		return ForeignFiles.refusal(file, start).orElseGet(() -> new ImageFileException("\"" + file
			+ "\" is not an image: a TIFF, PNG, JPEG, GIF, BMP, PGM, NPY, HDF5, FITS, DICOM or AVI is expected, but its first bytes are "
			+ hex(Arrays.copyOf(start, Math.min(SHOWN, start.length))) + "."));
	}

	/** How many images a file holds; 1 of all but TIFF. @throws ImageFileException if it cannot be read */
	static int seriesCount(Path place) throws ImageFileException {
		Path file = ImagePlace.of(place).file();
		return !Files.isDirectory(file) && kind(file) == Kind.TIFF ? TiffFiles.seriesCount(file) : 1;
	}

	private static void requireFile(Path file) throws ImageFileException {
		if (!Files.exists(file)) throw new ImageFileException("\"" + file + "\" does not exist.");
		if (Files.isDirectory(file)) throw new ImageFileException("\"" + file + "\" is a folder; an image file is expected.");
		if (!Files.isReadable(file)) throw new ImageFileException("\"" + file + "\" may not be read: its permissions forbid it.");
		if (file.toFile().length() == 0) throw new ImageFileException("\"" + file + "\" is empty: it has 0 bytes.");
	}

	private static Kind kind(Path file) throws ImageFileException {
		return Kind.of(start(file));
	}

	private static byte[] start(Path file) throws ImageFileException {
		try (InputStream in = Files.newInputStream(file)) {
			return in.readNBytes(DicomFiles.PREAMBLE + 4);
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read \"" + file + "\": " + e.getMessage() + ".", e);
		}
	}

	private static String hex(byte[] bytes) {
		return HexFormat.ofDelimiter(" ").formatHex(bytes);
	}

	/** Refuses an image that would not leave room in the heap for anything else. */
	static void requireMemory(Path file, double bytes) throws ImageFileException {
		long heap = Runtime.getRuntime().maxMemory();
		if (bytes > heap / 2.0 || bytes > Integer.MAX_VALUE * 8.0)
			throw new ImageFileException("\"" + file + "\" needs " + Math.round(bytes / 1e6) + " MB of memory, but Java may use "
				+ heap / 1_000_000 + " MB: give it more, or save the image as uncompressed TIFF, which is read in parts.");
	}

	/**
	 * The image files of a folder, sorted by name, without hidden files and without looking into folders; a file is listed as it is.
	 *
	 * @throws ImageFileException if the path does not exist or the folder cannot be read
	 */
	public static List<Path> list(Path fileOrFolder) throws ImageFileException {
		if (!Files.exists(fileOrFolder)) throw new ImageFileException("\"" + fileOrFolder + "\" does not exist.");
		if (!Files.isDirectory(fileOrFolder) || OmeZarr.isIn(fileOrFolder)) return List.of(fileOrFolder);
		try (Stream<Path> files = Files.list(fileOrFolder)) {
			return withoutParts(files.filter(file -> isZarr(file) || hasImageName(file) && Files.isRegularFile(file))
				.sorted(Comparator.comparing(file -> file.getFileName().toString())).toList());
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read the folder \"" + fileOrFolder + "\": " + e.getMessage() + ".", e);
		}
	}

	/** An OME-TIFF whose planes lie in several files is listed once, or each of its files would be the whole image again. */
	private static List<Path> withoutParts(List<Path> files) {
		Map<Path, Set<String>> others = new HashMap<>();
		for (Path file : files)
			if (file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.ome\\.tiff?")) others.put(file, TiffFiles.otherFiles(file));
		Set<String> parts = new HashSet<>();
		for (Path file : files)
			if (!parts.contains(file.getFileName().toString())) parts.addAll(others.getOrDefault(file, Set.of()));
		return files.stream().filter(file -> !parts.contains(file.getFileName().toString())).toList();
	}

	/** Whether a folder holds an image as Zarr: its name ends in {@code .zarr}, and it has the description of one. */
	private static boolean isZarr(Path folder) {
		return folder.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zarr") && OmeZarr.isIn(folder);
	}

	/** Name of a file without its ending; files of the same name in two folders belong together. */
	public static String stem(Path file) {
		return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
	}

	/** Whether a name ends as those of images do, and is not hidden. */
	public static boolean hasImageName(Path file) {
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		boolean isCellpose = name.endsWith("_seg.npy"); // holds outlines and masks beside an image
		return !name.startsWith(".") && !isCellpose && EXTENSIONS.stream().anyMatch(name::endsWith);
	}
}
