package sc.fovea.model.zoo;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import sc.fovea.model.ModelFormatException;

/**
 * Reads a model that another program made; the format is recognised by what the file or folder contains.
 *
 * <pre>{@code
 * Imported nuclei = ModelImport.read(Path.of("stardist/2D_demo"), Optional.empty());
 * ModelArchive.write(nuclei.model(), Path.of("nuclei-stardist.zip"));
 * }</pre>
 */
public final class ModelImport {

	private static final List<ForeignFormat> FORMATS = List.of(new FoveaFormat(), new StarDistFormat(), new SavedModelFormat(), new BioimageFormat(),
		new KerasFormat(),
		new OnnxFormat());
	private static final int LONGEST_NAME = 64;

	private ModelImport() {}

	/** Whether a source is of another program; a file that cannot be opened is not. */
	public static boolean isForeign(Path source) {
		try (ForeignFiles files = ForeignFiles.open(source)) {
			return format(files).filter(format -> !(format instanceof FoveaFormat)).isPresent();
		}
		catch (ModelFormatException e) {
			return false;
		}
	}

	/**
	 * Reads a model.
	 *
	 * @param source file or folder
	 * @param name what the model shall be called; empty for the name of the source
	 * @throws ModelFormatException if it is of none of the formats, damaged, or needs something that Fovea has not, which is named
	 */
	public static Imported read(Path source, Optional<String> name) throws ModelFormatException {
		return read(source, name, Optional.empty());
	}

	/**
	 * Reads a model.
	 *
	 * @param source file or folder
	 * @param name what the model shall be called; empty for the name of the source
	 * @param task name of the task that it is for, such as {@code semantic-segmentation}; empty for the likeliest
	 * @throws ModelFormatException as above, or if it cannot be for that task
	 */
	public static Imported read(Path source, Optional<String> name, Optional<String> task) throws ModelFormatException {
		try (ForeignFiles files = ForeignFiles.open(source)) {
			ForeignFormat format = format(files).orElseThrow(() -> files.refusal("", "Expected a model of " + titles() + ", got none of these."));
			return read(format, files, new Wanted(name.orElse(nameOf(source)), task));
		}
	}

	/** What records refuse is a fault of the file; overflows of products of extents too. */
	private static Imported read(ForeignFormat format, ForeignFiles files, Wanted wanted) throws ModelFormatException {
		try {
			return format.read(files, wanted);
		}
		catch (IllegalArgumentException | ArithmeticException e) {
			throw files.refusal("", e.getMessage());
		}
	}

	private static Optional<ForeignFormat> format(ForeignFiles files) throws ModelFormatException {
		for (ForeignFormat format : FORMATS) {
			if (format.recognises(files)) {
				return Optional.of(format);
			}
		}
		return Optional.empty();
	}

	private static String titles() {
		return String.join(", ", FORMATS.stream().map(ForeignFormat::title).toList());
	}

	/** A name that a model can have, made from that of a file or folder. */
	static String nameOf(Path source) {
		Path last = source.toAbsolutePath().normalize().getFileName();
		String plain = (last == null ? "" : last.toString()).replaceFirst("(\\.(zip|h5|hdf5|keras|onnx|pb|bioimage|io))+$", "").toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
		String name = plain.isEmpty() ? "imported" : plain;
		return name.substring(0, Math.min(LONGEST_NAME, name.length()));
	}
}
