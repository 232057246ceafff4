package sc.fovea.task.detection.region;

import java.util.List;

import sc.fovea.model.TaskChecks;

/** Where regions come from. */
public sealed interface RegionProposals {

	/** Largest number of regions of a window. */
	int most();

	/** The same with another number of regions, or with all that there are. @throws IllegalArgumentException if it is below 1 */
	default RegionProposals with(int number) {
		if (this instanceof Searched searched) return new Searched(searched.proposer(), number);
		return this instanceof Anchored a ? new Anchored(a.scores(), a.offsets(), a.stride(), a.shapes(), a.maximumIou(), number) : this;
	}

	/**
	 * From a plugin that looks at the pixels.
	 *
	 * @param proposer its name, such as {@code selective-search}
	 * @param most largest number of regions of a window
	 */
	record Searched(String proposer, int most) implements RegionProposals {

		/** @throws IllegalArgumentException if the number is below 1 */
		public Searched {
			TaskChecks.count(most);
		}
	}

	/**
	 * From the network itself, relative to boxes of fixed shapes at every cell of a grid: a region proposal network (arXiv:1506.01497), or MultiBox with priors
	 * (arXiv:1412.1441).
	 *
	 * @param scores output (N, H/stride, W/stride, shapes), 0–1
	 * @param offsets output (N, H/stride, W/stride, 4 · shapes): x, y, width, height of each shape as {@code BoxCoder.standard()} tells them
	 * @param stride side of a cell in pixels
	 * @param shapes width and height of each shape in pixels, one after the other
	 * @param maximumIou of two regions that overlap more the one with the lower score is left out
	 * @param most largest number of regions of a window
	 */
	record Anchored(String scores, String offsets, int stride, List<Double> shapes, double maximumIou, int most) implements RegionProposals {

		/** Copies the shapes. @throws IllegalArgumentException if a number is outside its range, or there is no shape or half of one */
		public Anchored {
			shapes = List.copyOf(shapes);
			TaskChecks.count(most);
			TaskChecks.fractions(maximumIou);
			if (stride < 1 || shapes.isEmpty() || shapes.size() % 2 != 0 || shapes.stream().anyMatch(side -> !(side > 0 && Double.isFinite(side)))) {
				throw new IllegalArgumentException(
					"Expected a stride of at least 1 and pairs of sides above 0, got " + stride + " and " + shapes.size() + " sides.");
			}
		}

		/** Number of shapes. */
		public int count() {
			return shapes.size() / 2;
		}
	}

	/**
	 * The same in every window.
	 *
	 * @param boxes x, y, width and height of each, relative to the width and height of the window, 0–1, one after the other
	 */
	record Fixed(List<Double> boxes) implements RegionProposals {

		/** Numbers of a box. */
		private static final int BOX = 4;

		/** Copies the boxes. @throws IllegalArgumentException if there is none, or a number is not in 0–1 */
		public Fixed {
			boxes = List.copyOf(boxes);
			if (boxes.isEmpty() || boxes.size() % BOX != 0 || boxes.stream().anyMatch(side -> !(side >= 0 && side <= 1))) {
				throw new IllegalArgumentException("Expected boxes of four numbers in 0-1, got " + boxes.size() + " numbers.");
			}
		}

		@Override
		public int most() {
			return boxes.size() / BOX;
		}
	}
}
