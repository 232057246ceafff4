package sc.fovea.backend;

/** The device has not enough memory for a batch of this size; a smaller one may fit. */
public final class OutOfMemoryException extends BackendException {

	private static final long serialVersionUID = 1L;

	/** @param message shapes and device in one sentence @param cause the library's own exception or the JVM's error */
	public OutOfMemoryException(String message, Throwable cause) {
		super(message, cause);
	}
}
