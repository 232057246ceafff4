package sc.fovea.command;

import java.io.IOException;
import java.util.Map;
import sc.fovea.image.RgbPicture;

/** Shows in a dialog what the settings would do. */
@FunctionalInterface
interface DialogPreview {

	/**
	 * Draws it.
	 *
	 * @param values of the dialog's fields by key
	 * @throws IOException with one sentence, if nothing can be shown
	 * @throws IllegalArgumentException likewise
	 */
	RgbPicture draw(Map<String, Object> values) throws IOException;
}
