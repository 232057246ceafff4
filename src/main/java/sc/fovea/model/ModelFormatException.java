package sc.fovea.model;

import java.io.IOException;

/** A model archive that cannot be read. The message names the file, the entry in it, what was expected and what came, in one sentence. */
public final class ModelFormatException extends IOException {

	private static final long serialVersionUID = 1L;
	/** A hostile file shall not fill a dialog. */
	private static final int LONGEST = 600;

	/**
	 * @param file the archive, as the user knows it
	 * @param entry the part of the archive, or an empty text for the archive as a whole
	 * @param problem what was expected and what came, for example {@code Expected a zip file, got 3 bytes.}
	 */
	public ModelFormatException(String file, String entry, String problem) {
		super(sentence(file, entry, problem));
	}

	/** The same with the exception that found it. */
	public ModelFormatException(String file, String entry, Exception cause) {
		super(sentence(file, entry, String.valueOf(cause.getMessage())), cause);
	}

	private static String sentence(String file, String entry, String problem) {
		String place = entry.isEmpty() ? "" : ", entry \"" + clip(entry, 80) + "\"";
		return "Model \"" + file + "\"" + place + ": " + clip(problem, LONGEST);
	}

	private static String clip(String text, int length) {
		String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
		return line.length() <= length ? line : line.substring(0, length) + "…";
	}
}
