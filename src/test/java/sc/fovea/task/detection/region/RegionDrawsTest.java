package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;
import sc.fovea.train.Targets;

/** Targets of regions against the formulas of Fast R-CNN, region by region. */
class RegionDrawsTest {

	private static final int SIDE = 100;
	private static final List<Double> BALANCE = List.of(1.0, 2.5, 4.0);
	private static final RegionDraws DRAWS = RegionDraws.standard(BALANCE);
	private static final RegionLook.Shared LOOK = new RegionLook.Shared("features", List.of(RegionLook.View.whole("regions")));

	private static Box random(SplittableRandom random) {
		double width = random.nextDouble(8, 30);
		double height = random.nextDouble(8, 30);
		return new Box(random.nextDouble(SIDE - width), random.nextDouble(SIDE - height), width, height);
	}

	/** Truths, proposals near them, and proposals elsewhere. */
	private static RegionDraws.Image image(long seed, int truths, int near, int far) {
		SplittableRandom random = new SplittableRandom(seed);
		List<ScoredBox> boxes = new ArrayList<>();
		List<Box> proposals = new ArrayList<>();
		for (int i = 0; i < truths; i++) {
			boxes.add(new ScoredBox(random(random), 1, i % 3));
			for (int k = 0; k < near; k++) {
				Box box = boxes.get(i).box();
				proposals.add(new Box(box.x() + random.nextDouble(-3, 3), box.y() + random.nextDouble(-3, 3), box.width() * random.nextDouble(0.8, 1.25),
					box.height() * random.nextDouble(0.8, 1.25)));
			}
		}
		for (int i = 0; i < far; i++) {
			proposals.add(random(random));
		}
		return new RegionDraws.Image(boxes, proposals, box -> true);
	}

	private static double iou(Box a, Box b) {
		double w = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
		double h = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
		double common = Math.max(0, w) * Math.max(0, h);
		return common / (a.width() * a.height() + b.width() * b.height() - common);
	}

	/** What the formulas say of a region: class, its weight, offsets, and their weights. */
	private static float[] expected(Box region, List<ScoredBox> truths) {
		float[] row = new float[4 + 1 + 12 + 12];
		ScoredBox best = null;
		for (ScoredBox truth : truths) {
			if (iou(region, truth.box()) >= 0.5 && (best == null || iou(region, truth.box()) > iou(region, best.box()))) best = truth;
		}
		row[best == null ? 0 : 1 + best.category()] = 1;
		row[4] = best == null ? 1 : BALANCE.get(best.category()).floatValue();
		if (best == null) return row;
		int at = 5 + 4 * best.category();
		row[at] = (float) (10 * (best.box().centerX() - region.centerX()) / region.width());
		row[at + 1] = (float) (10 * (best.box().centerY() - region.centerY()) / region.height());
		row[at + 2] = (float) (5 * Math.log(best.box().width() / region.width()));
		row[at + 3] = (float) (5 * Math.log(best.box().height() / region.height()));
		Arrays.fill(row, at + 12, at + 16, 1);
		return row;
	}

	private static float[] got(Map<String, Tensor> batch, int region) {
		float[] row = new float[4 + 1 + 12 + 12];
		System.arraycopy(batch.get("region_classes_target").data(), 4 * region, row, 0, 4);
		row[4] = batch.get("region_classes_weight").data()[region];
		System.arraycopy(batch.get("region_offsets_target").data(), 12 * region, row, 5, 12);
		System.arraycopy(batch.get("region_offsets_weight").data(), 12 * region, row, 17, 12);
		return row;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void every_region_that_is_drawn_shall_become_what_the_formulas_say(long seed) {
		List<RegionDraws.Image> images = List.of(image(seed, 6, 20, 200), image(seed + 50, 0, 0, 30), image(seed + 100, 3, 2, 10));
		Map<String, Tensor> batch = DRAWS.of(images, LOOK, new SplittableRandom(seed));
		float[] rows = batch.get("regions").data();
		int[] objects = new int[3];
		int[] all = new int[3];
		Set<List<Float>> once = new HashSet<>();
		for (int i = 0; i < rows.length / 5; i++) {
			RegionDraws.Image image = images.get((int) rows[5 * i]);
			Box region = candidate(image, rows, 5 * i);
			assertThat(got(batch, i)).containsExactly(expected(region, image.truths()), within(1e-4f));
			all[(int) rows[5 * i]]++;
			objects[(int) rows[5 * i]] += batch.get("region_classes_target").data()[4 * i] == 0 ? 1 : 0;
			assertThat(once.add(List.of(rows[5 * i], rows[5 * i + 1], rows[5 * i + 2], rows[5 * i + 3], rows[5 * i + 4]))).as("drawn once").isTrue();
		}
		assertThat(all).as("64 of an image if there are so many").containsExactly(64, 30, Math.min(64, 10 + 6 + 3));
		assertThat(objects[0]).isEqualTo((int) (0.4 * 64));
		assertThat(objects[1]).isZero();
		assertThat(objects[2]).isBetween(3, 12);
	}

	/** The proposal or true box that a row of floats tells. */
	private static Box candidate(RegionDraws.Image image, float[] rows, int at) {
		List<Box> candidates = new ArrayList<>(image.proposals());
		image.truths().forEach(t -> candidates.add(t.box()));
		return candidates.stream().filter(b -> (float) b.x() == rows[at + 1] && (float) b.y() == rows[at + 2] && (float) b.width() == rows[at + 3]
			&& (float) b.height() == rows[at + 4]).findFirst().orElseThrow();
	}

	@Test
	void the_same_seed_draws_the_same_regions_and_another_seed_others() {
		List<RegionDraws.Image> images = List.of(image(1, 6, 20, 200));
		Map<String, Tensor> batch = DRAWS.of(images, LOOK, new SplittableRandom(5));
		assertThat(DRAWS.of(images, LOOK, new SplittableRandom(5))).isEqualTo(batch);
		assertThat(DRAWS.of(images, LOOK, new SplittableRandom(6)).get("regions")).isNotEqualTo(batch.get("regions"));
	}

	@Test
	void regions_where_nobody_annotated_are_not_drawn() {
		RegionDraws.Image image = image(3, 6, 20, 200);
		RegionDraws.Image half = new RegionDraws.Image(image.truths(), image.proposals(), box -> box.centerX() < 50);
		float[] rows = DRAWS.of(List.of(half), LOOK, new SplittableRandom(1)).get("regions").data();
		for (int at = 0; at < rows.length; at += 5) {
			assertThat(rows[at + 1] + rows[at + 3] / 2).isLessThan(50);
		}
		assertThat(rows.length / 5).isEqualTo(64);
	}

	@Test
	void where_there_is_nothing_to_draw_a_region_is_there_but_nothing_is_learned() {
		RegionDraws.Image unknown = new RegionDraws.Image(List.of(), List.of(new Box(1, 1, 20, 20)), box -> false);
		Map<String, Tensor> batch = DRAWS.of(List.of(unknown, unknown), LOOK, new SplittableRandom(1));
		assertThat(batch.get("regions").data()).containsExactly(0, 0, 0, 1, 1);
		for (String name : List.of("region_classes_target", "region_classes_weight", "region_offsets_target", "region_offsets_weight")) {
			assertThat(batch.get(name).batch()).isEqualTo(1);
			assertThat(batch.get(name).data()).containsOnly(0);
		}
	}
}
