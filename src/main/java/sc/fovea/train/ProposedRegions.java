package sc.fovea.train;

import java.util.List;

import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;

/**
 * A sample with the places where a proposer thinks that an object may be.
 *
 * @param sample with boxes around its objects
 * @param boxes with an area above 0
 */
public record ProposedRegions(Sample sample, List<Box> boxes) {

	/** Copies the boxes. */
	public ProposedRegions {
		boxes = List.copyOf(boxes);
	}

	/** Takes the proposals out of a sample that they travel with, see {@link Proposed}. */
	static ProposedRegions of(Sample whole) {
		List<LabelledBox> truths = whole.boxes().stream().filter(box -> !Proposed.isProposal(box)).toList();
		return new ProposedRegions(new Sample(whole.name(), whole.width(), whole.height(), whole.channels(), whole.pixels(), whole.labels(), truths),
			Proposed.of(whole.boxes()));
	}

	/** The true boxes. */
	List<Box> truths() {
		return sample.boxes().stream().map(LabelledBox::box).toList();
	}

	/** The class of each true box, by its place in the names, from 0; −1 if it is not among them. */
	int[] classes(List<String> names) {
		return sample.boxes().stream().mapToInt(box -> names.indexOf(box.label())).toArray();
	}

	/** The picture (1, H, W, C). */
	Tensor image() {
		return SamplePixels.tensor(sample);
	}

	/** Whether the middle of a box is annotated. */
	boolean isKnown(Box box) {
		int x = (int) Math.max(0, Math.min(sample.width() - 1, box.centerX()));
		int y = (int) Math.max(0, Math.min(sample.height() - 1, box.centerY()));
		return sample.labels()[y * sample.width() + x] != Sample.IGNORED;
	}
}
