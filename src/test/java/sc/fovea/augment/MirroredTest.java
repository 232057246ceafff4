package sc.fovea.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fovea.data.Extent;

class MirroredTest {

	@Test
	void all_four_views_come_equally_often_and_keep_the_picture_in_its_frame() {
		SplittableRandom random = new SplittableRandom(1);
		Map<List<Double>, Integer> corners = new HashMap<>();
		for (int i = 0; i < 4000; i++) {
			Geometry geometry = new Mirrored().draw(new Extent(8, 6, 1, 1), random).geometry();
			double[] xs = { 0.5 };
			double[] ys = { 0.5 };
			geometry.placement().toSource(xs, ys, 1);
			corners.merge(List.of(xs[0], ys[0]), 1, Integer::sum);
		}
		assertThat(corners.keySet()).containsExactlyInAnyOrder(List.of(0.5, 0.5), List.of(7.5, 0.5), List.of(0.5, 5.5), List.of(7.5, 5.5));
		assertThat(corners.values()).allMatch(count -> count > 850 && count < 1150);
	}
}
