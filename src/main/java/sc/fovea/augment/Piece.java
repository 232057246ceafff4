package sc.fovea.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.LabelledPoint;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.ValueRange;

/** Brings parts of samples together: of one size, on one scale of values, and with ids of their own. */
final class Piece {

	private Piece() {}

	/**
	 * A part of a sample from anywhere, of the given size; continued beyond the edge if the sample is smaller.
	 *
	 * @throws IllegalArgumentException if the sample has other slices or channels than the size
	 */
	static Annotated cut(Annotated sample, Extent size, SplittableRandom random, Framing framing) {
		Extent extent = sample.extent();
		if (extent.depth() != size.depth() || extent.channels() != size.channels()) {
			throw new IllegalArgumentException("Expected samples of " + size.depth() + " slices and " + size.channels() + " channels to combine, got "
				+ extent.depth() + " and " + extent.channels() + " in '" + sample.name() + "'.");
		}
		int x = random.nextInt(Math.max(0, extent.width() - size.width()) + 1);
		int y = random.nextInt(Math.max(0, extent.height() - size.height()) + 1);
		return new Mover(new Geometry(Affine.shift(x, y), size.width(), size.height(), false), framing).apply(sample);
	}

	/** Stretches values in place from what low and high mean in the picture to what they mean in another range. */
	static void rescale(Pixels pixels, ValueRange range) {
		if (pixels.range().equals(range)) {
			return;
		}
		float factor = range.span() / pixels.range().span();
		float low = pixels.range().low();
		float[] values = pixels.values();
		for (int i = 0; i < values.length; i++) {
			values[i] = range.clamp(range.low() + factor * (values[i] - low));
		}
	}

	/** A mask whose objects have other ids; classes, and what is not annotated, stay. */
	static Mask renumbered(Mask mask, int shift) {
		return mask.isSemantic() ? mask : Mask.instances(IntStream.of(mask.labels()).map(id -> id > 0 ? id + shift : id).toArray());
	}

	/** The boxes moved, their objects with other ids. */
	static List<LabelledBox> boxes(Annotated sample, int x, int y, int shift) {
		List<LabelledBox> boxes = new ArrayList<>();
		for (LabelledBox box : sample.boxes()) {
			boxes.add(new LabelledBox(box.label(), box.box().translate(x, y), box.slice(), box.id() > 0 ? box.id() + shift : 0));
		}
		return boxes;
	}

	/** The points moved. */
	static List<LabelledPoint> points(Annotated sample, int x, int y) {
		return sample.points().stream().map(p -> p.at(p.x() + x, p.y() + y, p.slice())).toList();
	}
}
