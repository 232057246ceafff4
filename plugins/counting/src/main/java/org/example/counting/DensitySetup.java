package org.example.counting;

import java.util.List;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.train.TrainingSetup;
import sc.fovea.train.loop.Score;

/**
 * Counting: samples whose labels are ids of objects.
 *
 * @param network with a {@link DensityHead}
 * @param settings what its output means
 * @param margin pixels of labels that are looked at around a patch
 */
record DensitySetup(Network network, ObjectDensity settings, int margin) implements TrainingSetup {

	@Override
	public DensityTargets targets() {
		return new DensityTargets(settings, margin);
	}

	/** How far the numbers are off. @throws IllegalArgumentException if there is no object in the samples */
	@Override
	public Function<Weights, Score> validation(Backend backend, List<Sample> samples) {
		if (samples.stream().allMatch(sample -> sample.objects() == 0)) {
			throw new IllegalArgumentException("Expected an annotated object in the images to judge by, got none in "
				+ samples.stream().map(Sample::name).toList() + "; annotate more images or choose another seed.");
		}
		return new CountValidation(backend, network, settings, samples);
	}
}
