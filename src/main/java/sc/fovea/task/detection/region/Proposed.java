package sc.fovea.task.detection.region;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import sc.fovea.data.Sample;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.train.sample.SamplePixels;

/**
 * Proposals that do not depend on the network: they are made once for each sample, and travel with it ({@link Sample#proposals}).
 */
public final class Proposed {

	private Proposed() {}

	/**
	 * The samples with proposals. Several are looked at side by side.
	 *
	 * @param most proposals of each
	 * @param cancelled asked before each sample, on any thread
	 * @throws CancellationException if it was cancelled
	 */
	public static List<Sample> in(List<Sample> samples, Proposer proposer, int most, BooleanSupplier cancelled) {
		List<Sample> proposed = samples.parallelStream().map(sample -> cancelled.getAsBoolean() ? sample : with(sample, proposer, most)).toList();
		if (cancelled.getAsBoolean()) throw new CancellationException("Stopped before the first step; there is no model yet."); // other threads lose messages
		return proposed;
	}

	private static Sample with(Sample sample, Proposer proposer, int most) {
		return sample.proposed(proposer.propose(Scene.of(SamplePixels.tensor(sample)), most).stream().map(ScoredBox::box).toList());
	}

	/** A proposer that knows the proposals of one sample. */
	static Proposer known(Sample sample) {
		List<ScoredBox> known = sample.proposals().stream().map(box -> new ScoredBox(box, 1, 0)).toList();
		return (scene, most) -> known.subList(0, Math.min(most, known.size()));
	}
}
