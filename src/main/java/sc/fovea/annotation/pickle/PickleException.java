package sc.fovea.annotation.pickle;

import java.io.IOException;

/** A pickle that is damaged, or of a kind that is not read; the message is the part of a sentence that says why. */
final class PickleException extends IOException {

	private static final long serialVersionUID = 1;

	PickleException(String why) {
		super(why);
	}
}
