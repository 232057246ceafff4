package sc.fovea.image;

import java.io.IOException;

/** A file that cannot be read or written; the message is one sentence that names the file, what was expected and what came. */
public class ImageFileException extends IOException {

	private static final long serialVersionUID = 1;

	/** With the sentence for the user. */
	public ImageFileException(String message) {
		super(message);
	}

	/** With the sentence for the user, and what went wrong below. */
	public ImageFileException(String message, Throwable cause) {
		super(message, cause);
	}
}
