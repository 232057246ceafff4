package sc.fovea.detect.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

class RegionRankTest {

	private static List<Hierarchy> hierarchies() {
		Raster image = Raster.of(Rasters.discs(70, 60, new int[][] { { 20, 20, 12 }, { 48, 22, 10 }, { 30, 46, 9 } }));
		PixelFeatures features = new PixelFeatures(image);
		List<Hierarchy> all = new ArrayList<>();
		for (double k : new double[] { 5, 20 }) {
			Segments segments = new GraphSegmentation(k, 10, 0.8).segment(image);
			all.add(Hierarchy.of(segments, new RegionTable(segments, features, Similarity.all())));
			all.add(Hierarchy.of(segments, new RegionTable(segments, features, Set.of(Similarity.FILL))));
		}
		return all;
	}

	/** Every pair of boxes is looked at, and every region counted. */
	private static Map<Box, Double> scores(List<Hierarchy> hierarchies, int side) {
		Map<Box, Double> fills = new HashMap<>();
		for (Hierarchy hierarchy : hierarchies) {
			for (int region = 0; region < hierarchy.size(); region++) {
				Box box = hierarchy.table().box(region).scaled(1);
				double fill = hierarchy.table().size(region) / box.area();
				if (Math.min(box.width(), box.height()) >= side) fills.put(box, Math.max(fill, fills.getOrDefault(box, 0.0)));
			}
		}
		Map<Box, Double> scores = new HashMap<>();
		fills.forEach((box, fill) -> {
			long agreeing = fills.keySet().stream().filter(other -> !other.equals(box) && other.iou(box) > 0.7).count();
			scores.put(box, 1 - 1 / (1 + agreeing * fill));
		});
		return scores;
	}

	@Test
	void a_score_is_agreement_times_fill_halved_where_a_better_one_overlaps() {
		List<Hierarchy> hierarchies = hierarchies();
		List<ScoredBox> ranked = RegionRank.of(hierarchies, 6);
		Map<Box, Double> scores = scores(hierarchies, 6);
		assertThat(ranked).extracting(ScoredBox::box).containsExactlyInAnyOrderElementsOf(scores.keySet());
		assertThat(ranked).extracting(ScoredBox::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
		List<Box> first = new ArrayList<>();
		for (ScoredBox found : ranked) {
			boolean isLike = first.stream().anyMatch(better -> better.iou(found.box()) > 0.7);
			double score = scores.get(found.box());
			assertThat(found.score()).isCloseTo(isLike ? score / 2 : (1 + score) / 2, within(1e-12));
			if (!isLike) first.add(found.box());
		}
		assertThat(first).hasSizeBetween(5, ranked.size() - 5);
	}
}
