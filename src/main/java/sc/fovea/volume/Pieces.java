package sc.fovea.volume;

import java.util.Arrays;
import java.util.List;

/**
 * The objects of single slices.
 *
 * @param numbering of their ids
 * @param areas in pixels, by number from 1
 * @param contrasts how far their mean value is from that of the pixels without object, by number from 1
 */
record Pieces(Renumbering numbering, int[] areas, double[] contrasts) {

	/** @throws IllegalArgumentException if an id is negative */
	static Pieces of(List<int[]> slices, SliceLinks.Values values) {
		Renumbering numbering = Renumbering.of(slices);
		Sums sums = new Sums(numbering);
		for (int z = 0; z < slices.size(); z++) {
			sums.add(slices.get(z), values.of(z));
		}
		return new Pieces(numbering, sums.counts, sums.contrasts());
	}

	int count() {
		return numbering.count();
	}

	/** Contrast times diameter: largest where a body is cut through its middle and in focus. */
	double weight(int piece) {
		return contrasts[piece] * Math.sqrt(areas[piece]);
	}

	/** Number and sum of values of each piece; of the background at 0. */
	private static final class Sums {

		private final Renumbering numbering;
		private final int[] counts;
		private final double[] values;
		private double background;
		private long empty;

		Sums(Renumbering numbering) {
			this.numbering = numbering;
			this.counts = new int[numbering.count() + 1];
			this.values = new double[counts.length];
		}

		void add(int[] ids, float[] pixels) {
			for (int i = 0; i < ids.length; i++) {
				if (ids[i] == 0) {
					background += pixels[i];
					empty++;
					continue;
				}
				int piece = numbering.number(ids[i]);
				counts[piece]++;
				values[piece] += pixels[i];
			}
		}

		double[] contrasts() {
			double ground = empty == 0 ? 0 : background / empty;
			double[] contrasts = new double[counts.length];
			Arrays.setAll(contrasts, i -> counts[i] == 0 ? 0 : Math.abs(values[i] / counts[i] - ground));
			return contrasts;
		}
	}
}
