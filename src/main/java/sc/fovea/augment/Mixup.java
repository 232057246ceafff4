package sc.fovea.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.LabelledPoint;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;

/**
 * Lays another sample over one (Zhang et al., arXiv:1710.09412): v = share · own + (1 − share) · other. The objects of both are annotated, in masks of their own;
 * classes are those of the sample with the larger share.
 *
 * @param shares of the sample's own picture
 */
public record Mixup(Range shares) implements Augmentation {

	/** The picture with the given share of its own; what is cut out of the other follows from the seed. */
	record Blend(double share, long seed) implements Combination {

		@Override
		public Annotated combine(Annotated sample, Supplier<Annotated> others, Framing framing) {
			Annotated other = Piece.cut(others.get(), sample.extent(), new SplittableRandom(seed), framing);
			Piece.rescale(other.pixels(), sample.pixels().range());
			int shift = sample.largestId();
			List<LabelledBox> boxes = Stream.concat(sample.boxes().stream(), Piece.boxes(other, 0, 0, shift).stream()).toList();
			List<LabelledPoint> points = Stream.concat(sample.points().stream(), other.points().stream()).toList();
			return new Annotated(sample.name(), blended(sample.pixels(), other.pixels().values()), masks(sample, other, shift), boxes, points);
		}

		private Pixels blended(Pixels own, float[] other) {
			float s = (float) share;
			float[] values = new float[other.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = other[i] + s * (own.values()[i] - other[i]);
			}
			return new Pixels(own.extent(), values, own.range());
		}

		private List<Mask> masks(Annotated sample, Annotated other, int shift) {
			List<Mask> masks = new ArrayList<>((share < 0.5 ? other : sample).masks().stream().filter(Mask::isSemantic).toList());
			sample.masks().stream().filter(m -> !m.isSemantic()).forEach(masks::add);
			other.masks().stream().filter(m -> !m.isSemantic()).map(m -> Piece.renumbered(m, shift)).forEach(masks::add);
			return masks;
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("mixup", "Lays another sample over the picture.",
			List.of(Parameter.range("share_range", "Share of the sample's own picture", new Range(0, 1), new Range(0.5, 0.9))),
			s -> new Mixup(s.range("share_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return Change.combined(new Blend(shares.draw(random), random.nextLong()), extent);
	}
}
