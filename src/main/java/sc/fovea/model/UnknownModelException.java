package sc.fovea.model;

import java.io.IOException;

/** There is no model of that name. The message lists the names that exist and suggests the nearest. */
public final class UnknownModelException extends IOException {

	private static final long serialVersionUID = 1L;

	/** @param message one sentence for the user */
	public UnknownModelException(String message) {
		super(message);
	}
}
