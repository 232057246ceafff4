package sc.fovea.train;

import java.util.List;

import sc.fovea.data.Sample;
import sc.fovea.train.transfer.InitialWeights;

/**
 * A training setup with all that it is applied to.
 *
 * @param setup that is learned
 * @param samples with labels as the setup needs them
 * @param initial weights to begin with
 */
public record PreparedSetup(TrainingSetup setup, List<Sample> samples, InitialWeights initial) {

	/** Copies the list. */
	public PreparedSetup {
		samples = List.copyOf(samples);
	}

	/** From scratch. */
	public PreparedSetup(TrainingSetup setup, List<Sample> samples) {
		this(setup, samples, InitialWeights.FROM_SCRATCH);
	}
}
