package sc.fovea.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import ij.ImagePlus;
import ij.process.ShortProcessor;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.NucleiPlane;
import sc.fovea.data.NucleiScene;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.ModelStore;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.Tasks;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/**
 * Segments 1,000 different images of 256² pixels with the bundled model and one loaded network, and prints the resident memory of the process every 100
 * images, native memory included; ends with an error if it grows by more than 5 % after the image 200. The heap is kept small, so that a leak shows. Linux
 * only:
 *
 * <pre>
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark="-Xmx512m sc.fovea.bench.FlatMemory"
 * </pre>
 */
public final class FlatMemory {

	private static final int IMAGES = 1000;
	private static final int EVERY = 100;
	private static final int SETTLED = 200;
	private static final int SIDE = 256;
	private static final double MOST_GROWTH = 0.05;

	private FlatMemory() {}

	/** @param arguments none */
	public static void main(String... arguments) throws IOException {
		NucleiPlane plane = new NucleiPlane(NucleiScene.sparse(), 1, 0);
		long settled = 0;
		long objects = 0;
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu());
			Segmenter segmenter = Tasks.installed().open(ModelStore.standard().load("nuclei"), backend, MemoryBudget.automatic(), Segmenter.class)) {
			for (int i = 1; i <= IMAGES; i++) {
				short[] pixels = plane.block(i * SIDE, 0, SIDE, SIDE).pixels();
				Hyperstack image = Hyperstack.of(new ImagePlus("nuclei", new ShortProcessor(SIDE, SIDE, pixels, null)));
				objects += segmenter.segment(image, SegmentationOptions.STANDARD, Progress.none()).count();
				settled = i == SETTLED ? residentKilobytes() : settled;
				if (i % EVERY == 0) {
					System.out.printf(Locale.ROOT, "%4d images, %d objects, %.1f MB resident%n", i, objects, residentKilobytes() / 1000.0);
				}
			}
		}
		double growth = (double) residentKilobytes() / settled - 1;
		System.out.printf(Locale.ROOT, "growth after image %d: %+.1f %%, at most %+.0f %%%n", SETTLED, 100 * growth, 100 * MOST_GROWTH);
		System.exit(growth <= MOST_GROWTH ? 0 : 1);
	}

	private static long residentKilobytes() throws IOException {
		String line = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
		return Long.parseLong(line.replaceAll("\\D", ""));
	}
}
