package sc.fovea.detect.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Brings the regions of several hierarchies in an order, the most promising first. */
final class RegionRank {

	/**
	 * A box around one or more regions.
	 *
	 * @param box of at least one of them
	 * @param score 0 to 1, the higher the better
	 */
	record Ranked(PixelBox box, double score) {}

	private RegionRank() {}

	/**
	 * The order of the paper (section 4.1): the regions of a hierarchy get the numbers j = 1 for the whole image, 2 for the one that was joined before, and so on,
	 * and come by ascending j times a random number, so that large regions do not all come first. Of equal boxes the first stays.
	 *
	 * @param seed of the random numbers
	 */
	static List<Ranked> of(List<Hierarchy> hierarchies, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Map<PixelBox, Double> places = new HashMap<>();
		for (Hierarchy hierarchy : hierarchies) {
			for (int region = hierarchy.size() - 1; region >= 0; region--) {
				double place = random.nextDouble() * (hierarchy.size() - region);
				places.merge(hierarchy.table().box(region), place, Math::min);
			}
		}
		List<Ranked> ranked = new ArrayList<>();
		places.forEach((box, place) -> ranked.add(new Ranked(box, 1 / (1 + place))));
		ranked.sort(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::box, PixelBox.BY_PLACE));
		return ranked;
	}
}
