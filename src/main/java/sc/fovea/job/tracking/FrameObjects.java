package sc.fovea.job.tracking;

import java.io.IOException;
import sc.fovea.tile.Progress;

/** Where the objects of frames come from. */
@FunctionalInterface
public interface FrameObjects {

	/**
	 * Finds the objects of a frame.
	 *
	 * @param frame from 0
	 * @param labels receives the ids, 0 for background
	 * @throws IOException with one sentence, if it fails
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	void find(int frame, int[] labels, Progress progress) throws IOException;
}
