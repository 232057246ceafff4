package sc.fovea.image.zarr;

import java.io.IOException;

/** A Zarr folder that cannot be read; the message is the reason, as the end of a sentence that begins with the name of the folder. */
public class ZarrException extends IOException {

	private static final long serialVersionUID = 1;

	/** With the reason. */
	public ZarrException(String reason) {
		super(reason);
	}

	/** With the reason, and what went wrong below. */
	public ZarrException(String reason, Throwable cause) {
		super(reason, cause);
	}
}
