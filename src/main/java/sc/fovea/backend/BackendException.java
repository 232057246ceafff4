package sc.fovea.backend;

/** A backend cannot be opened or failed while it ran. The message says what, on which node or device, and with which shapes. */
public class BackendException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** @param message one sentence for the user */
	public BackendException(String message) {
		super(message);
	}

	/** @param message one sentence for the user @param cause the library's own exception */
	public BackendException(String message, Throwable cause) {
		super(message, cause);
	}
}
