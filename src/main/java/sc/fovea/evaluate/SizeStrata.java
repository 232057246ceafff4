package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * True objects by their area: stratum {@code k} holds areas from 2<sup>k</sup> to 2<sup>k+1</sup> − 1 pixels, whatever the images, so that strata can be
 * added and models compared.
 *
 * @param strata from area 1 on
 */
public record SizeStrata(List<Stratum> strata) {

	/** No objects. */
	public static final SizeStrata NONE = new SizeStrata(List.of());

	private static final double STRICT = 0.75;

	/**
	 * Objects of similar area.
	 *
	 * @param objects how many
	 * @param found those with a match above IoU 0.5
	 * @param foundStrictly those with a match above IoU 0.75
	 * @param iouSum sum of the intersections over union of those found
	 */
	public record Stratum(int objects, int found, int foundStrictly, double iouSum) {

		private static final Stratum EMPTY = new Stratum(0, 0, 0, 0);

		/** Share of the objects that were found, at IoU 0.5; not a number if there are none. */
		public double recall() {
			return (double) found / objects;
		}

		/** Share of the objects that were found, at IoU 0.75; not a number if there are none. */
		public double strictRecall() {
			return (double) foundStrictly / objects;
		}

		/** Mean intersection over union of the objects found; not a number if there are none. */
		public double meanMatchedIou() {
			return iouSum / found;
		}

		private Stratum plus(Stratum other) {
			return new Stratum(objects + other.objects, found + other.found, foundStrictly + other.foundStrictly, iouSum + other.iouSum);
		}
	}

	/** Copies the strata. */
	public SizeStrata {
		strata = List.copyOf(strata);
	}

	/**
	 * Sorts objects.
	 *
	 * @param areas in pixels, at least 1
	 * @param ious of each object's match above 0.5; 0 if it has none
	 */
	static SizeStrata of(int[] areas, double[] ious) {
		List<Stratum> strata = new ArrayList<>();
		for (int i = 0; i < areas.length; i++) {
			int place = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(areas[i]);
			while (strata.size() <= place)
				strata.add(Stratum.EMPTY);
			Stratum one = new Stratum(1, ious[i] > 0 ? 1 : 0, ious[i] > STRICT ? 1 : 0, ious[i]);
			strata.set(place, strata.get(place).plus(one));
		}
		return new SizeStrata(strata);
	}

	/** The objects of both. */
	public SizeStrata plus(SizeStrata other) {
		List<Stratum> sums = new ArrayList<>();
		for (int i = 0; i < Math.max(strata.size(), other.strata.size()); i++) {
			sums.add(at(i).plus(other.at(i)));
		}
		return new SizeStrata(sums);
	}

	private Stratum at(int place) {
		return place < strata.size() ? strata.get(place) : Stratum.EMPTY;
	}

	/** A row for each stratum, from the first with objects to the last. */
	Table table() {
		List<List<Object>> rows = new ArrayList<>();
		for (int i = 0; i < strata.size(); i++) {
			Stratum s = strata.get(i);
			if (s.objects > 0 || !rows.isEmpty()) {
				rows.add(List.of(1L << i, (2L << i) - 1, s.objects, s.found, s.recall(), s.strictRecall(), s.meanMatchedIou()));
			}
		}
		return new Table(List.of("area_from", "area_to", "objects", "found", "recall@0.5", "recall@0.75", "mean_matched_IoU"), rows);
	}
}
