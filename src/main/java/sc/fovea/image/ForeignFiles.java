package sc.fovea.image;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files of microscopes and of other programs that are not read here, known by their first bytes, with what to do. */
final class ForeignFiles {

	/** A kind of file. @param start its first bytes as ISO 8859-1 @param ending of its name, or empty @param name in words */
	private record Kind(String start, String ending, String name) {}

	private static final List<Kind> KINDS = List.of(new Kind("ZISRAWFILE", "", "a CZI file of Zeiss"),
		new Kind("\u00da\u00ce\u00be\n", "", "an ND2 file of Nikon"),
		new Kind("\0\0\0\fjP  ", ".nd2", "an old ND2 file of Nikon"), new Kind("\0\0\0\fjP  ", "", "a JPEG 2000 file"),
		new Kind("\u00ff\u004f\u00ff\u0051", "", "a JPEG 2000 file"),
		new Kind("p\0\0\0", "", "a LIF file of Leica"), new Kind("\u00d0\u00cf\u0011\u00e0", "", "a file of an older microscope program (ZVI, OIB, OIF)"),
		new Kind("\u0089HDF\r\n", ".ims", "an IMS file of Imaris"), new Kind("RIFF", ".webp", "a WebP file"),
		new Kind("PK", ".zip", "a zip file"));

	private ForeignFiles() {}

	/** The refusal of a file of such a kind; nothing where its kind is unknown. @param start its first bytes */
	static Optional<ImageFileException> refusal(Path file, byte[] start) {
		String text = new String(start, StandardCharsets.ISO_8859_1);
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		return KINDS.stream().filter(kind -> text.startsWith(kind.start) && name.endsWith(kind.ending)).findFirst()
			.map(kind -> new ImageFileException("\"" + file + "\" is " + kind.name
				+ ", which is not read here: open it in Fiji with File > Import > Bio-Formats and run Fovea on the open image, or convert it with"
				+ " \"bfconvert " + file.getFileName() + " " + ImageFiles.stem(file) + ".ome.tif\"."));
	}
}
