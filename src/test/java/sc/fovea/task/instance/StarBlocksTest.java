package sc.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.SimulatedImage;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.geometry.MatchCounts;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.model.Normalisation;
import sc.fovea.predict.BlockRun;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.Tasks;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** Blocks give the labels of the whole image. */
class StarBlocksTest {

	private static final MemoryBudget PLENTY = new MemoryBudget(1L << 40, 1L << 40, 4096);

	private static Segmenter oracle(int grid, int alignment) {
		Model model = StarOracle.model(grid, alignment, new Normalisation.None(), OptionalDouble.empty());
		return Tasks.installed().open(model, new StarOracle(grid), PLENTY, Segmenter.class);
	}

	/** Ids of nuclei as pixel values, which the oracle sees. */
	private static Hyperstack ids(int width, int height, long seed) {
		int[] labels = new NucleiSimulator(NucleiScene.touching()).image(width, height, seed).labels();
		float[] values = new float[labels.length];
		for (int i = 0; i < values.length; i++)
			values[i] = labels[i];
		return Hyperstack.of(new ImagePlus("ids", new FloatProcessor(width, height, values)));
	}

	@ParameterizedTest
	@CsvSource({ "1,8,1,50", "2,8,1,64", "2,16,1,100", "2,8,0.5,70", "1,8,1.5,96", "4,16,1,33" })
	void labels_and_their_numbers_are_those_of_the_whole_image(int grid, int alignment, double scale, int side) {
		Hyperstack image = ids(230, 190, grid + side);
		SegmentationOptions options = SegmentationOptions.STANDARD.withScale(scale);
		try (Segmenter segmenter = oracle(grid, alignment)) {
			int[] whole = segmenter.segment(image, options, Progress.none()).plane(0, 0);
			assertThat(Arrays.stream(whole).max().orElse(0)).isGreaterThan(6);
			assertThat(new BlockRun(segmenter, side).labels(image, options)).isEqualTo(whole);
		}
	}

	/** An object that reaches far through other blocks, whose own objects are small. */
	@Test
	void an_object_larger_than_blocks_is_whole() {
		float[] values = new float[200 * 200];
		for (int y = 0; y < 200; y++)
			for (int x = 0; x < 200; x++) {
				boolean isLarge = Math.hypot(x - 100, y - 100) < 44;
				boolean isSmall = Math.hypot(x % 40 - 20, y % 40 - 20) < 5;
				values[y * 200 + x] = isLarge ? 1 : isSmall ? 2 + x / 40 + 10 * (y / 40) : 0;
			}
		Hyperstack image = Hyperstack.of(new ImagePlus("ids", new FloatProcessor(200, 200, values)));
		try (Segmenter segmenter = oracle(2, 8)) {
			SegmentationOptions options = SegmentationOptions.STANDARD.withScale(1);
			int[] whole = segmenter.segment(image, options, Progress.none()).plane(0, 0);
			assertThat(Arrays.stream(whole).filter(id -> id == whole[100 * 200 + 100]).count()).isGreaterThan(5000);
			assertThat(new BlockRun(segmenter, 24).labels(image, options)).isEqualTo(whole);
		}
	}

	/**
	 * A large disc drops a small one at its edge, which would have dropped a worse one behind it, which is kept so. Where a block ends between the centre of the large
	 * one and the small ones it does not see the large one, and must not decide.
	 */
	@ParameterizedTest
	@CsvSource({ "25,35", "25,60", "25,117", "25,140", "60,35", "60,60", "60,117", "60,140" })
	void a_block_leaves_undecided_what_hangs_on_objects_of_others(int radius, int side) {
		int length = 400;
		float[] values = new float[length * length];
		for (int[] place : new int[][] { { 131, 70, -1, 0 }, { 131, 210, 1, 0 }, { 300, 131, 0, -1 }, { 300, 271, 0, 1 } }) {
			dot(values, length, place, 0, radius + 0.9f);
			dot(values, length, place, radius - 2, 6.6f);
			dot(values, length, place, radius + 4, 6.4f);
		}
		Hyperstack image = Hyperstack.of(new ImagePlus("dots", new FloatProcessor(length, length, values)));
		SegmentationOptions options = SegmentationOptions.STANDARD.withScale(1);
		try (Segmenter segmenter = Tasks.installed().open(DiscOracle.model(), new DiscOracle(), PLENTY, Segmenter.class)) {
			int[] whole = segmenter.segment(image, options, Progress.none()).plane(0, 0);
			assertThat(Arrays.stream(whole).max().orElse(0)).as("of each three two").isEqualTo(8);
			assertThat(new BlockRun(segmenter, side).labels(image, options)).isEqualTo(whole);
		}
	}

	/** @param place centre of the large disc, and the direction of the others */
	private static void dot(float[] values, int length, int[] place, int distance, float value) {
		values[(place[1] + place[3] * distance) * length + place[0] + place[2] * distance] = value;
	}

	private static void bundled(int side, int block, int leastObjects, double factor) throws IOException {
		Model model = ModelStore.standard().load("nuclei");
		SimulatedImage rendered = new NucleiSimulator(NucleiScene.touching()).image(side, side, 7);
		Hyperstack image = Hyperstack.of(new ImagePlus("nuclei", new ShortProcessor(side, side, rendered.pixels(), null)));
		SegmentationOptions options = SegmentationOptions.STANDARD.withScale(factor);
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu());
			Segmenter segmenter = Tasks.installed().open(model, backend, MemoryBudget.automatic(), Segmenter.class)) {
			int[] whole = segmenter.segment(image, options, Progress.none()).plane(0, 0);
			InstanceMatching matching = InstanceMatching.of(whole, new BlockRun(segmenter, block).labels(image, options));
			assertThat(matching.truths()).isGreaterThan(leastObjects);
			assertThat(matching.counts(0.99)).isEqualTo(new MatchCounts(matching.truths(), 0, 0));
		}
	}

	@Test
	@Tag("slow")
	void blocks_of_the_bundled_model_give_the_objects_of_the_whole_image() throws IOException {
		bundled(256, 100, 20, 0);
	}

	@Test
	@Tag("slow")
	void blocks_of_a_large_image_give_the_objects_of_the_whole() throws IOException {
		bundled(2048, 256, 800, 0);
		bundled(700, 128, 50, 0.7);
	}
}
