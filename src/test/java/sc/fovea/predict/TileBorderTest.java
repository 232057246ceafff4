package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.process.ShortProcessor;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.geometry.MatchCounts;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.task.Tasks;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TilePlan;

/** The bundled model on TensorFlow finds the same objects tile by tile as in one piece, those on the borders of tiles included. */
class TileBorderTest {

	private static final long PLENTY = 1L << 40;

	private static int[] segment(Model model, Hyperstack image, MemoryBudget budget) {
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu());
			Segmenter segmenter = Tasks.installed().open(model, backend, budget, Segmenter.class)) {
			return segmenter.segment(image, SegmentationOptions.STANDARD, Progress.none()).plane(0, 0);
		}
	}

	private static void compare(int side, int tileSide, int leastObjects) throws IOException {
		Model model = ModelStore.standard().load("nuclei");
		short[] pixels = new NucleiSimulator(NucleiScene.sparse()).image(side, side, 7).pixels();
		Hyperstack image = Hyperstack.of(new ImagePlus("nuclei", new ShortProcessor(side, side, pixels, null)));
		MemoryBudget small = new MemoryBudget(PLENTY, PLENTY, tileSide);
		MemoryBudget large = new MemoryBudget(PLENTY, PLENTY, side);
		assertThat(TilePlan.of(model.network(), side, side, small).count()).isGreaterThan(3);
		assertThat(TilePlan.of(model.network(), side, side, large).count()).isEqualTo(1);
		InstanceMatching matching = InstanceMatching.of(segment(model, image, large), segment(model, image, small));
		assertThat(matching.truths()).isGreaterThan(leastObjects);
		assertThat(matching.counts(0.99)).isEqualTo(new MatchCounts(matching.truths(), 0, 0));
	}

	@Test
	void tiles_give_the_objects_of_the_whole_image() throws IOException {
		compare(400, 144, 50);
	}

	@Test
	@Tag("slow")
	void tiles_of_a_large_image_give_the_objects_of_the_whole() throws IOException {
		compare(2048, 304, 1500);
	}
}
