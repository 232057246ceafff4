package sc.fovea.train;

import java.nio.file.Path;
import java.util.Optional;

import sc.fovea.backend.TrainingBackend;
import sc.fovea.model.Model;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.sample.Split;

/** A training that makes a model of samples, of which some teach and the others judge. */
@FunctionalInterface
public interface SplitTraining {

	/**
	 * Trains.
	 *
	 * @param split into what teaches and what judges
	 * @param checkpoint where the state is saved and found again, if anywhere
	 */
	Model run(TrainingBackend backend, Split split, Optional<Path> checkpoint, TrainingListener listener);
}
