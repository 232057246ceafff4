package sc.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Catalogue;
import sc.fovea.augment.Recipes;
import sc.fovea.data.Sample;
import sc.fovea.evaluate.ConfusionMatrix;
import sc.fovea.net.Tensor;
import sc.fovea.task.instance.StarTargets;
import sc.fovea.task.semantic.ClassNumbers;
import sc.fovea.task.semantic.SemanticTargets;
import sc.fovea.train.sample.Patch;
import sc.fovea.train.sample.PatchSource;

/** What nobody annotated neither teaches nor counts. */
class IgnoredRegionsTest {

	private static final int SIZE = 32;
	private static final int MARGIN = 16;
	private static final int SIDE = SIZE + 2 * MARGIN;
	private static final int RAYS = 8;

	/** The labels with a value right of the middle. */
	private static Patch half(Patch patch, int value) {
		int[] labels = patch.labels().clone();
		for (int i = 0; i < labels.length; i++) {
			labels[i] = i % SIDE < SIDE / 2 ? labels[i] : value;
		}
		return new Patch(SIZE, MARGIN, 1, patch.pixels(), labels);
	}

	private static Patch nuclei() {
		PatchSource source = new PatchSource(List.of(TestSamples.nuclei(90, 80, 3)), TestSamples.UNCHANGED, SIZE, MARGIN);
		return source.draw(new SplittableRandom(4));
	}

	/** Beyond the edge of an image labels are 0, so that half of an image alone is one with nothing in the other half, of which only its own pixels count. */
	@Test
	void a_half_that_is_ignored_gives_the_targets_and_the_loss_of_the_other_half_alone() {
		StarTargets targets = new StarTargets(RAYS, 2);
		Map<String, Tensor> ignored = targets.of(List.of(half(nuclei(), Sample.IGNORED)));
		Map<String, Tensor> alone = targets.of(List.of(half(nuclei(), 0)));
		String[][] losses = { { "probability_target", "probability_weight" }, { "distances_target", "distances_weight" },
			{ "foreground_target", "foreground_weight" } };
		for (String[] loss : losses) {
			Tensor target = ignored.get(loss[0]);
			float[] weight = ignored.get(loss[1]).data();
			int width = target.width();
			int channels = target.channels();
			double[] outputs = new Random(5).doubles(target.data().length).toArray();
			double sum = 0;
			double whole = 0;
			double expected = 0;
			double expectedWhole = 0;
			for (int p = 0; p < weight.length; p++) {
				boolean isLeft = p % width < width / 2;
				assertThat(weight[p]).as(loss[1]).isEqualTo(isLeft ? alone.get(loss[1]).data()[p] : 0);
				for (int c = p * channels; c < (p + 1) * channels; c++) {
					if (isLeft) assertThat(target.data()[c]).isEqualTo(alone.get(loss[0]).data()[c]);
					sum += weight[p] * Math.abs(outputs[c] - target.data()[c]);
					expected += isLeft ? alone.get(loss[1]).data()[p] * Math.abs(outputs[c] - alone.get(loss[0]).data()[c]) : 0;
				}
				whole += weight[p];
				expectedWhole += isLeft ? alone.get(loss[1]).data()[p] : 0;
			}
			assertThat(whole).isPositive();
			assertThat(sum / whole).isCloseTo(expected / expectedWhole, within(1e-12));
		}
	}

	@Test
	void a_cell_of_which_a_pixel_is_ignored_has_no_weight() {
		int[] labels = new int[16];
		Arrays.fill(labels, 1);
		labels[5] = Sample.IGNORED;
		Map<String, Tensor> targets = new StarTargets(RAYS, 2).of(List.of(new Patch(4, 0, 1, new float[16], labels)));
		assertThat(targets.get("probability_weight").data()).containsExactly(0, 1, 1, 1);
		assertThat(targets.get("distances_weight").data()[0]).isZero();
		assertThat(targets.get("distances_weight").data()[1]).isPositive();
		assertThat(targets.get("foreground_weight").data()[5]).isZero();
		assertThat(targets.get("foreground_weight").data()[4]).isPositive();
	}

	@Test
	void an_ignored_pixel_has_no_class() {
		Map<String, Tensor> targets = new SemanticTargets(2).of(List.of(new Patch(2, 0, 1, new float[4], new int[] { 0, 1, Sample.IGNORED, 1 })));
		assertThat(targets.get("classes_target").data()).containsExactly(1, 0, 0, 1, 0, 0, 0, 1);
		assertThat(targets.get("classes_weight").data()).containsExactly(1, 1, 0, 1);
		ConfusionMatrix matrix = ConfusionMatrix.of(new int[] { 0, 1, Sample.IGNORED, 1 }, new int[] { 0, 0, 1, 1 }, 2);
		assertThat(matrix.predictions(1)).isEqualTo(1);
		assertThat(matrix.truths(0) + matrix.truths(1)).isEqualTo(3);
		Sample sample = new Sample("a", 2, 2, 1, new float[4], new int[] { 0, 7, Sample.IGNORED, 7 });
		ClassNumbers classes = ClassNumbers.of(List.of(sample));
		assertThat(classes.names()).containsExactly("background", "class 7");
		assertThat(classes.number(sample).labels()).containsExactly(0, 1, Sample.IGNORED, 1);
	}

	/** Pixels are 1 where they are ignored, and else 0, so that a patch shows where its labels have to be. */
	@Test
	void what_is_ignored_moves_with_the_picture_in_every_augmentation_that_moves_or_combines() {
		float[] pixels = new float[80 * 60];
		int[] labels = new int[80 * 60];
		for (int i = 0; i < labels.length; i++) {
			boolean isIgnored = Math.hypot(i % 80 - 50, i / 80 - 25) < 18;
			pixels[i] = isIgnored ? 1 : 0;
			labels[i] = isIgnored ? Sample.IGNORED : 3;
		}
		Augmentation moving = Recipes.parse(
			"{\"steps\":[{\"use\":\"symmetry\"},{\"use\":\"rotation\"},{\"use\":\"scale\"},{\"use\":\"elastic\"},{\"use\":\"mosaic\"}]}",
			Catalogue.own());
		for (boolean areClasses : new boolean[] { false, true }) {
			PatchSource source = new PatchSource(List.of(new Sample("a", 80, 60, 1, pixels, labels)), moving, SIZE, 0);
			SplittableRandom random = new SplittableRandom(6);
			int ignored = 0;
			for (int n = 0; n < 40; n++) {
				Patch patch = (areClasses ? source.ofClasses() : source).draw(random);
				for (int i = 0; i < SIZE * SIZE; i++) {
					if (patch.pixels()[i] > 0.999) assertThat(patch.labels()[i]).isEqualTo(Sample.IGNORED);
					if (patch.pixels()[i] < 0.001) assertThat(patch.labels()[i]).isPositive();
					ignored += patch.labels()[i] == Sample.IGNORED ? 1 : 0;
				}
			}
			assertThat(ignored).isBetween(2000, 20_000);
		}
	}

	@Test
	void a_mixture_is_ignored_where_one_of_its_pictures_is() {
		int[] all = new int[64 * 64];
		Arrays.fill(all, Sample.IGNORED);
		int[] none = new int[64 * 64];
		Arrays.fill(none, 1);
		Augmentation mixup = Recipes.parse("{\"steps\":[{\"use\":\"mixup\"}]}", Catalogue.own());
		PatchSource source = new PatchSource(List.of(new Sample("a", 64, 64, 1, new float[4096], all), new Sample("b", 64, 64, 1, new float[4096], none)),
			mixup,
			SIZE, 0);
		SplittableRandom random = new SplittableRandom(1);
		int ignored = 0;
		for (int n = 0; n < 40; n++) {
			int[] labels = source.draw(random).labels();
			assertThat(Arrays.stream(labels).distinct().count()).isEqualTo(1);
			ignored += labels[0] == Sample.IGNORED ? 1 : 0;
		}
		assertThat(ignored).as("patches with an object are drawn four times as often").isBetween(5, 35);
	}
}
