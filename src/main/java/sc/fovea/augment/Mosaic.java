package sc.fovea.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.LabelledPoint;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;

/**
 * Puts parts of four samples around a cross (Bochkovskiy et al., arXiv:2004.10934), each at its own scale. Objects of
 * the others get new ids, so that each id is one object; an object that an arm of the cross cuts keeps what is left of it.
 *
 * @param places of the cross, as share of width and height
 */
public record Mosaic(Range places) implements Augmentation {

	/** Four parts around a cross, as share of width and height; which part is the sample's own and what is cut out follows from the seed. */
	record Tiles(double x, double y, long seed) implements Combination {

		private static final int COUNT = 4;

		@Override
		public Annotated combine(Annotated sample, Supplier<Annotated> others, Framing framing) {
			Extent extent = sample.extent();
			int left = (int) Math.max(1, Math.min(extent.width() - 1, Math.rint(x * extent.width())));
			int top = (int) Math.max(1, Math.min(extent.height() - 1, Math.rint(y * extent.height())));
			SplittableRandom random = new SplittableRandom(seed);
			int own = random.nextInt(COUNT);
			Canvas canvas = new Canvas(sample);
			for (int i = 0; i < COUNT; i++) {
				Extent size = extent.sized(i % 2 == 0 ? left : extent.width() - left, i < 2 ? top : extent.height() - top);
				Annotated piece = Piece.cut(i == own ? sample : others.get(), size, random, framing);
				canvas.paste(piece, i % 2 == 0 ? 0 : left, i < 2 ? 0 : top, i == own);
			}
			return canvas.finished();
		}
	}

	/** A sample that is filled part by part. */
	private static final class Canvas {

		private final Annotated model;
		private final Pixels pixels;
		private final List<Mask> masks = new ArrayList<>();
		private final List<LabelledBox> boxes = new ArrayList<>();
		private final List<LabelledPoint> points = new ArrayList<>();
		private int largest;

		Canvas(Annotated model) {
			this.model = model;
			this.largest = model.largestId();
			this.pixels = new Pixels(model.extent(), new float[model.extent().values()], model.pixels().range());
		}

		/** Puts a part in its place. The sample's own keeps its ids; those of others continue behind. */
		void paste(Annotated piece, int x, int y, boolean isOwn) {
			int shift = isOwn ? 0 : largest;
			Extent size = piece.extent();
			Piece.rescale(piece.pixels(), pixels.range());
			copy(piece.pixels().values(), size, pixels.values(), new int[] { x, y, size.channels() });
			for (int m = 0; m < piece.masks().size(); m++) {
				copy(Piece.renumbered(piece.masks().get(m), shift).labels(), size, mask(m, piece).labels(), new int[] { x, y, 1 });
			}
			boxes.addAll(Piece.boxes(piece, x, y, shift));
			points.addAll(Piece.points(piece, x, y));
			largest += isOwn ? 0 : piece.largestId();
		}

		private Mask mask(int m, Annotated piece) {
			boolean isSemantic = piece.masks().get(m).isSemantic();
			if (m == masks.size()) {
				masks.add(new Mask(new int[model.extent().pixels()], isSemantic));
			}
			if (masks.get(m).isSemantic() != isSemantic) {
				throw new IllegalArgumentException("Expected masks of the same kinds in the samples to combine, got others in '" + piece.name() + "'.");
			}
			return masks.get(m);
		}

		/** Rows of a part to column at[0] and row at[1], at[2] values per pixel. */
		private void copy(Object part, Extent size, Object whole, int[] at) {
			for (int z = 0; z < size.depth(); z++) {
				for (int row = 0; row < size.height(); row++) {
					int to = (z * model.extent().height() + at[1] + row) * model.extent().width() + at[0];
					System.arraycopy(part, (z * size.height() + row) * size.width() * at[2], whole, to * at[2], size.width() * at[2]);
				}
			}
		}

		Annotated finished() {
			return new Annotated(model.name(), pixels, masks, boxes, points);
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("mosaic", "Puts parts of four samples together.",
			List.of(Parameter.range("place_range", "Where they meet, as share of width and height", new Range(0.05, 0.95), new Range(0.3, 0.7))),
			s -> new Mosaic(s.range("place_range")));
	}

	/** @throws IllegalArgumentException if the picture is smaller than 2 x 2 pixels */
	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		if (extent.width() < 2 || extent.height() < 2) {
			throw new IllegalArgumentException("Expected a picture of at least 2 x 2 pixels for mosaic, got " + extent.width() + " x " + extent.height() + ".");
		}
		return Change.combined(new Tiles(places.draw(random), places.draw(random), random.nextLong()), extent);
	}
}
