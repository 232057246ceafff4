package sc.fovea.train.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.augment.Affine;
import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Change;
import sc.fovea.augment.Geometry;
import sc.fovea.augment.QuarterTurns;
import sc.fovea.data.Sample;
import sc.fovea.train.TestSamples;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.TrainingPlan;

class PatchSourceTest {

	private static Augmentation zoomedBy(double factor) {
		return (extent, random) -> Change.moved(Geometry.centred(Affine.zoom(factor), extent));
	}

	@ParameterizedTest
	@CsvSource({ "16, 16", "17, 40", "33, 21" })
	void a_patch_is_a_window_of_the_image_and_every_window_occurs(int width, int height) {
		PatchSource source = new PatchSource(List.of(TestSamples.numbered(width, height)), TestSamples.UNCHANGED, 16, 0);
		SplittableRandom random = new SplittableRandom(1);
		boolean[] seen = new boolean[width * height];
		for (int n = 0; n < 3000; n++) {
			float[] pixels = source.draw(random).pixels();
			int first = (int) pixels[0];
			seen[first] = true;
			assertThat(first % width).isLessThanOrEqualTo(width - 16);
			for (int i = 0; i < pixels.length; i++) {
				assertThat((int) pixels[i]).isEqualTo(first + i / 16 * width + i % 16);
			}
		}
		for (int y = 0; y <= height - 16; y++) {
			for (int x = 0; x <= width - 16; x++) {
				assertThat(seen[y * width + x]).as("window at " + x + ", " + y).isTrue();
			}
		}
	}

	@Test
	void labels_lie_under_their_pixels_and_reach_further_by_the_margin() {
		PatchSource source = new PatchSource(List.of(TestSamples.numbered(40, 30)), new QuarterTurns(true), 8, 3);
		SplittableRandom random = new SplittableRandom(2);
		for (int n = 0; n < 200; n++) {
			Patch patch = source.draw(random);
			assertThat(patch.labelSide()).isEqualTo(14);
			assertThat(patch.labels()).hasSize(14 * 14);
			for (int y = 0; y < 8; y++) {
				for (int x = 0; x < 8; x++) {
					assertThat(patch.labels()[(y + 3) * 14 + x + 3]).isEqualTo((int) patch.pixels()[y * 8 + x] + 1);
				}
			}
		}
	}

	@Test
	void beyond_the_image_there_is_no_object_in_the_margin() {
		Patch patch = new PatchSource(List.of(TestSamples.numbered(8, 8)), TestSamples.UNCHANGED, 8, 2).draw(new SplittableRandom(3));
		for (int y = 0; y < 12; y++) {
			for (int x = 0; x < 12; x++) {
				boolean inside = x >= 2 && x < 10 && y >= 2 && y < 10;
				assertThat(patch.labels()[y * 12 + x]).isEqualTo(inside ? (y - 2) * 8 + x - 2 + 1 : 0);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.2, 0.5, 0.75, 1, 1.4 })
	void a_zoomed_patch_shows_nothing_that_is_not_annotated(double factor) {
		Sample annotatedEverywhere = TestSamples.numbered(40, 29);
		PatchSource source = new PatchSource(List.of(annotatedEverywhere), zoomedBy(factor), 16, 0);
		SplittableRandom random = new SplittableRandom(4);
		for (int n = 0; n < 300; n++) {
			assertThat(source.draw(random).labels()).doesNotContain(0);
		}
	}

	@ParameterizedTest
	@CsvSource({ "5, 7", "1, 1", "40, 3", "15, 16" })
	void an_image_smaller_than_a_patch_is_continued_with_its_labels(int width, int height) {
		PatchSource source = new PatchSource(List.of(TestSamples.numbered(width, height)), new QuarterTurns(true), 16, 0);
		SplittableRandom random = new SplittableRandom(5);
		for (int n = 0; n < 50; n++) {
			Patch patch = source.draw(random);
			for (int i = 0; i < 256; i++) {
				assertThat(patch.labels()[i]).isEqualTo((int) patch.pixels()[i] + 1);
			}
		}
	}

	@Test
	void patches_without_an_object_are_drawn_again_three_times() {
		Sample corner = TestSamples.plain(0, 0, 4);
		corner.labels()[15] = 1; // in one of the nine windows of 2 x 2
		PatchSource source = new PatchSource(List.of(corner), TestSamples.UNCHANGED, 2, 0);
		SplittableRandom random = new SplittableRandom(6);
		int draws = 20_000;
		int full = 0;
		for (int n = 0; n < draws; n++) {
			full += source.draw(random).hasObject() ? 1 : 0;
		}
		assertThat((double) full / draws).isCloseTo(1 - Math.pow(8.0 / 9, 4), within(0.015));
	}

	@Test
	void samples_are_drawn_by_their_objects_plus_5_to_the_power_of_three_quarters() {
		int[] objects = { 1, 11, 76 };
		List<Sample> samples = List.of(TestSamples.plain(0, 1, 10), TestSamples.plain(1, 11, 10), TestSamples.plain(2, 76, 10));
		PatchSource source = new PatchSource(samples, TestSamples.UNCHANGED, 10, 0);
		SplittableRandom random = new SplittableRandom(7);
		double[] counts = new double[3];
		int draws = 30_000;
		for (int n = 0; n < draws; n++) {
			counts[(int) source.draw(random).pixels()[0]]++;
		}
		double sum = 0;
		for (int n : objects) {
			sum += Math.pow(n + 5, 0.75);
		}
		for (int i = 0; i < 3; i++) {
			assertThat(counts[i] / draws).as("sample " + i).isCloseTo(Math.pow(objects[i] + 5, 0.75) / sum, within(0.01));
		}
	}

	@Test
	void the_same_random_source_gives_the_same_patch() {
		PatchSource source = new PatchSource(List.of(TestSamples.nuclei(64, 64, 1)), TrainingPlan.standard(Budget.ofSteps(1), 1).sampling().augmentation(), 32,
			8);
		Patch one = source.draw(new SplittableRandom(8));
		Patch two = source.draw(new SplittableRandom(8));
		Patch other = source.draw(new SplittableRandom(9));
		assertThat(two.pixels()).isEqualTo(one.pixels()).isNotEqualTo(other.pixels());
		assertThat(two.labels()).isEqualTo(one.labels());
	}

	@Test
	void what_cannot_be_drawn_from_is_refused() {
		Sample grey = TestSamples.plain(0, 1, 8);
		Sample colour = new Sample("colour", 8, 8, 3, new float[192], new int[64]);
		assertThatThrownBy(() -> new PatchSource(List.of(), TestSamples.UNCHANGED, 8, 0)).hasMessageContaining("at least one sample");
		assertThatThrownBy(() -> new PatchSource(List.of(grey), TestSamples.UNCHANGED, 7, 0)).hasMessageContaining("even patch size").hasMessageContaining("7");
		assertThatThrownBy(() -> new PatchSource(List.of(grey, colour), TestSamples.UNCHANGED, 8, 0)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected samples of the same number of channels, got [1, 3].");
	}
}
