package sc.fovea.video;

import java.util.concurrent.CancellationException;
import sc.fovea.tile.Progress;

/** Finds the objects of a film without training. */
public interface VideoSystem {

	/**
	 * Finds them.
	 *
	 * @param film at least two frames of at least {@link sc.fovea.motion.DenseFlow#SMALLEST} pixels along each side
	 * @param objects how many at most, the first ones being the largest or the best; 0 for all
	 * @param progress is told the work that is done, and may stop it
	 * @return without objects if nothing moves on its own
	 * @throws IllegalArgumentException with a sentence, if the film is too short, too small, or longer than fits into the memory
	 * @throws CancellationException if it was cancelled
	 */
	VideoLabels segment(Film film, int objects, Progress progress);
}
