package sc.fovea.command;

import java.io.IOException;
import sc.fovea.job.preview.Preview;
import sc.fovea.job.preview.VisiblePart;
import sc.fovea.tile.Progress;

/** A command that can show in its dialog what its settings would find. Its fields are set before, as for a run. */
interface Previewed {

	/**
	 * Finds it; neither the image nor anything else is changed.
	 *
	 * @param part of the image
	 * @param progress stops it
	 * @throws IOException with one sentence, if it fails
	 * @throws IllegalArgumentException likewise, if settings, image and model do not fit
	 * @throws java.util.concurrent.CancellationException if it was stopped
	 */
	Preview preview(VisiblePart part, Progress progress) throws IOException;
}
