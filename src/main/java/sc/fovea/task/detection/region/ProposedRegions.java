package sc.fovea.task.detection.region;

import java.util.List;

import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;
import sc.fovea.train.sample.SamplePixels;

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

	/** The proposals that travel with a sample. */
	public static ProposedRegions of(Sample whole) {
		return new ProposedRegions(whole, whole.proposals());
	}

	/** The true boxes. */
	public List<Box> truths() {
		return sample.boxes().stream().map(LabelledBox::box).toList();
	}

	/** The class of each true box, by its place in the names, from 0; −1 if it is not among them. */
	public int[] classes(List<String> names) {
		return sample.boxes().stream().mapToInt(box -> names.indexOf(box.label())).toArray();
	}

	/** The picture (1, H, W, C). */
	public Tensor image() {
		return SamplePixels.tensor(sample);
	}

	/** Whether the middle of a box is annotated. */
	public boolean isKnown(Box box) {
		int x = (int) Math.max(0, Math.min(sample.width() - 1, box.centerX()));
		int y = (int) Math.max(0, Math.min(sample.height() - 1, box.centerY()));
		return sample.labels()[y * sample.width() + x] != Sample.IGNORED;
	}
}
