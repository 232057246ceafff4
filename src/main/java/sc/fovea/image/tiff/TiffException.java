package sc.fovea.image.tiff;

import java.io.IOException;

/** A TIFF that cannot be read; the message is the reason, as the end of a sentence that begins with the name of the file. */
public class TiffException extends IOException {

	private static final long serialVersionUID = 1;

	/** With the reason. */
	public TiffException(String reason) {
		super(reason);
	}

	/** With the reason, and what went wrong below. */
	public TiffException(String reason, Throwable cause) {
		super(reason, cause);
	}
}
