package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import ij.ImagePlus;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.LabelImage;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.StackObjects;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.Progress;

/** A stack of 31 slices with 51 nuclei and their truth, where a folder with it is given as FOVEA_SHARED or lies beside the project. */
@Tag("slow")
@EnabledIf("isThere")
class RealStackTest {

	private static final Path FOLDER = Path.of(System.getenv().getOrDefault("FOVEA_SHARED", "../shared")).resolve("samples/stardist/stardist/data/images");

	static boolean isThere() {
		return Files.isRegularFile(FOLDER.resolve("img3d.tif"));
	}

	@Test
	void nuclei_of_a_stack_are_counted_and_outlined_in_space() throws Exception {
		ImagePlus image = ImageFiles.open(FOLDER.resolve("img3d.tif"));
		List<int[]> truth = ids(ImageFiles.open(FOLDER.resolve("mask3d.tif")));
		List<int[]> found = new ArrayList<>();
		for (int z = 0; z < image.getNSlices(); z++) {
			found.add(new int[image.getWidth() * image.getHeight()]);
		}
		int count;
		try (ModelCache cache = new ModelCache()) {
			count = cache.use(ModelRequest.of("nuclei", Device.CPU), "segment", Segmenter.class, (segmenter, device) -> {
				new PlaneSegmentation(segmenter, SegmentationOptions.STANDARD).run(Hyperstack.of(image),
					found.stream().map(ids -> LabelRows.of(ids, image.getWidth())).toList(), Progress.none());
				return new StackObjects(image, 0).link(found);
			});
		}
		assertThat((double) count).isCloseTo(51, Percentage.withPercentage(15));
		assertThat(meanOfBest(truth, found)).isGreaterThan(0.5).isCloseTo(0.62, within(0.12));
	}

	private static List<int[]> ids(ImagePlus image) {
		List<int[]> ids = new ArrayList<>();
		for (int n = 1; n <= image.getStackSize(); n++) {
			ids.add(LabelImage.ids(image.getStack().getProcessor(n)));
		}
		return ids;
	}

	/** Mean over the true bodies of the highest IoU with one that was found. */
	private static double meanOfBest(List<int[]> truth, List<int[]> found) {
		Map<Integer, Integer> sizes = new HashMap<>();
		Map<Integer, Integer> foundSizes = new HashMap<>();
		Map<List<Integer>, Integer> shared = new HashMap<>();
		for (int z = 0; z < truth.size(); z++) {
			for (int i = 0; i < truth.get(z).length; i++) {
				int a = truth.get(z)[i];
				int b = found.get(z)[i];
				sizes.merge(a, 1, Integer::sum);
				foundSizes.merge(b, 1, Integer::sum);
				shared.merge(List.of(a, b), 1, Integer::sum);
			}
		}
		Map<Integer, Double> best = new HashMap<>();
		shared.forEach((pair, pixels) -> {
			if (pair.get(0) == 0 || pair.get(1) == 0) return;
			best.merge(pair.get(0), (double) pixels / (sizes.get(pair.get(0)) + foundSizes.get(pair.get(1)) - pixels), Math::max);
		});
		return best.values().stream().mapToDouble(d -> d).sum() / (sizes.size() - 1);
	}
}
