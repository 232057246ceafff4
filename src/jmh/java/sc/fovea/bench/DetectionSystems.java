package sc.fovea.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.Proposers;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.model.ModelStore;
import sc.fovea.predict.Detector;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.detection.Detectors;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/**
 * How long detectors take for an image, once they are loaded, and how much of that a plugin takes to propose regions. They look at each image in turn, so that all
 * of them meet the same other work of the machine.
 *
 * <pre>
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark="sc.fovea.bench.DetectionSystems IMAGES blood-cells faster.zip fast.zip"
 * </pre>
 */
public final class DetectionSystems {

	private static final int ROUNDS = 3;

	private final String name;
	private final Detector detector;
	private final List<Double> seconds = new ArrayList<>();
	private final List<Double> proposing = new ArrayList<>();
	private long proposed;

	private DetectionSystems(String name, Backend backend) throws IOException {
		this.name = name;
		this.detector = new Detectors(proposer -> timed(Proposers.installed().apply(proposer))).open(ModelStore.standard().load(name), backend,
			MemoryBudget.automatic());
	}

	private Proposer timed(Proposer proposer) {
		return (scene, most) -> {
			long start = System.nanoTime();
			try {
				return proposer.propose(scene, most);
			}
			finally {
				proposed += System.nanoTime() - start;
			}
		};
	}

	/** Times models. @param args folder of images, then names or paths of models */
	public static void main(String[] args) throws IOException {
		List<Hyperstack> images = new ArrayList<>();
		try (Stream<Path> files = Files.list(Path.of(args[0]))) {
			for (Path file : files.sorted().toList()) {
				images.add(Hyperstack.of(ImageFiles.open(file)));
			}
		}
		try (Backend backend = new TensorFlowProvider().open(new BackendOptions(BackendOptions.Device.CPU, 2))) {
			List<DetectionSystems> systems = new ArrayList<>();
			for (String model : Arrays.asList(args).subList(1, args.length)) {
				systems.add(new DetectionSystems(model, backend));
			}
			for (int round = 0; round <= ROUNDS; round++) {
				for (Hyperstack image : images) {
					for (DetectionSystems system : systems) {
						system.look(image, round > 0);
					}
				}
			}
			systems.forEach(DetectionSystems::report);
		}
	}

	/** @param isCounted not in the first round, in which everything is compiled */
	private void look(Hyperstack image, boolean isCounted) {
		proposed = 0;
		long start = System.nanoTime();
		detector.detect(image, SegmentationOptions.STANDARD, Progress.none());
		double took = (System.nanoTime() - start) / 1e9;
		if (isCounted) {
			seconds.add(took);
			proposing.add(proposed / 1e9);
		}
	}

	private void report() {
		System.out.printf(Locale.ROOT, "%s: median %.3f s an image, of which %.3f s for proposals of a plugin; 95 %% below %.3f s, %d looks%n",
			Path.of(name).getFileName(), at(seconds, 0.5), at(proposing, 0.5), at(seconds, 0.95), seconds.size());
		detector.close();
	}

	private static double at(List<Double> values, double share) {
		return values.stream().sorted().toList().get((int) (share * (values.size() - 1)));
	}
}
