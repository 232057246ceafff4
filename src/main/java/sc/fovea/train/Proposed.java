package sc.fovea.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/**
 * Proposals that do not depend on the network: they are made once for each sample, and travel with it as boxes of a class of their own, so that they move with the
 * pixels when a patch is turned or stretched.
 */
final class Proposed {

	/** Name of their class, which no annotation can have: names of classes are not blank. */
	private static final String LABEL = " ";

	private Proposed() {}

	/**
	 * The samples with proposals. Several are looked at side by side.
	 *
	 * @param most proposals of each
	 * @param cancelled asked before each sample, on any thread
	 * @throws CancellationException if it was cancelled
	 */
	static List<Sample> in(List<Sample> samples, Proposer proposer, int most, BooleanSupplier cancelled) {
		List<Sample> proposed = samples.parallelStream().map(sample -> cancelled.getAsBoolean() ? sample : with(sample, proposer, most)).toList();
		if (cancelled.getAsBoolean()) throw new CancellationException("Stopped before the first step; there is no model yet."); // other threads lose messages
		return proposed;
	}

	private static Sample with(Sample sample, Proposer proposer, int most) {
		List<LabelledBox> boxes = new ArrayList<>(sample.boxes());
		proposer.propose(Scene.of(SamplePixels.tensor(sample)), most).forEach(proposal -> boxes.add(LabelledBox.of(LABEL, proposal.box())));
		return new Sample(sample.name(), sample.width(), sample.height(), sample.channels(), sample.pixels(), sample.labels(), boxes);
	}

	/** Whether a box is a proposal, and not annotated. */
	static boolean isProposal(LabelledBox box) {
		return box.label().equals(LABEL);
	}

	/** The proposals among boxes. */
	static List<Box> of(List<LabelledBox> boxes) {
		return boxes.stream().filter(Proposed::isProposal).map(LabelledBox::box).toList();
	}

	/** A proposer that knows the proposals of one sample. */
	static Proposer known(Sample sample) {
		List<ScoredBox> known = of(sample.boxes()).stream().map(box -> new ScoredBox(box, 1, 0)).toList();
		return (scene, most) -> known.subList(0, Math.min(most, known.size()));
	}
}
