package sc.fovea.task.detection.rcnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fovea.train.fit.LinearSvm;

/**
 * Learns a machine from more negatives than it could hold, by those that are hard (Felzenszwalb et al. 2010, doi:10.1109/TPAMI.2009.167, as R-CNN does it): image after
 * image, negatives within the margin of the machine so far join a cache, and those that have become easy, with a value below −1.2, leave it whenever the machine is
 * learned again. When a pass over all images finds no new one, the machine is the one that all negatives together would give, since those outside of the margin
 * do not count.
 *
 * @param machine what is learned
 * @param passes most passes over all images, at least 1
 * @param patience new negatives after which the machine is learned again within a pass
 */
public record HardNegatives(LinearSvm machine, int passes, int patience) {

	private static final double MARGIN = -1;
	private static final double EASY = -1.2;

	/** R-CNN's numbers: again after 2,000 new negatives. The paper stops after one pass; features here are kept, so that more cost little. */
	public static HardNegatives standard() {
		return new HardNegatives(LinearSvm.standard(), 8, 2000);
	}

	/** @throws IllegalArgumentException if a number is below 1 */
	public HardNegatives {
		if (passes < 1 || patience < 1) {
			throw new IllegalArgumentException("Expected passes and a patience of at least 1, got " + passes + " and " + patience + ".");
		}
	}

	/**
	 * What was learned.
	 *
	 * @param plane the machine
	 * @param passes over all images
	 * @param cached negatives that it was learned from last
	 * @param isExhausted whether the last pass found no negative within the margin that the machine had not been learned from
	 */
	public record Mined(LinearSvm.Plane plane, int passes, int cached, boolean isExhausted) {}

	/**
	 * Learns a machine.
	 *
	 * @param positives rows
	 * @param negatives the rows of each image
	 * @throws IllegalArgumentException if there are no positives or no negatives
	 */
	public Mined mine(List<float[]> positives, List<List<float[]>> negatives) {
		Search search = new Search(positives, negatives);
		int pass = 0;
		boolean isExhausted = false;
		while (pass < passes && !isExhausted) {
			isExhausted = search.pass() == 0;
			pass++;
		}
		return new Mined(search.plane.orElseThrow(() -> new IllegalArgumentException("Expected negatives, got none.")), pass, search.cache.size(), isExhausted);
	}

	/** The cache and the machine of it. */
	private final class Search {

		private final List<float[]> positives;
		private final List<List<float[]>> negatives;
		private final List<boolean[]> isCached;
		private List<Place> cache = new ArrayList<>();
		private Optional<LinearSvm.Plane> plane = Optional.empty();
		private int fresh;

		/** A negative: its image, and its row there. */
		private record Place(int image, int row) {}

		Search(List<float[]> positives, List<List<float[]>> negatives) {
			this.positives = positives;
			this.negatives = negatives;
			this.isCached = negatives.stream().map(rows -> new boolean[rows.size()]).toList();
		}

		/** Looks at all images. @return number of new hard negatives */
		int pass() {
			int found = 0;
			for (int image = 0; image < negatives.size(); image++) {
				int more = look(image);
				found += more;
				fresh += more;
				if (fresh >= patience) learn();
			}
			if (fresh > 0) learn();
			return found;
		}

		private int look(int image) {
			boolean[] known = isCached.get(image);
			int found = 0;
			for (int row = 0; row < known.length; row++) {
				if (!known[row] && isAbove(new Place(image, row), MARGIN)) {
					cache.add(new Place(image, row));
					known[row] = true;
					found++;
				}
			}
			return found;
		}

		/** Before there is a machine everything is hard. */
		private boolean isAbove(Place place, double value) {
			return plane.isEmpty() || plane.get().value(row(place)) > value;
		}

		private void learn() {
			plane = Optional.of(machine.fit(positives, cache.stream().map(this::row).toList()));
			List<Place> kept = new ArrayList<>();
			for (Place place : cache) {
				boolean isHard = isAbove(place, EASY);
				isCached.get(place.image)[place.row] = isHard;
				if (isHard) kept.add(place);
			}
			cache = kept;
			fresh = 0;
		}

		private float[] row(Place place) {
			return negatives.get(place.image).get(place.row);
		}
	}
}
