package sc.fovea.bench;

import ij.ImagePlus;
import ij.process.ShortProcessor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sc.fovea.data.NucleiPlane;
import sc.fovea.data.NucleiScene;
import sc.fovea.image.ImageWriter;

/**
 * Segments 1,000 different images of 512² pixels, or of another side, with {@code fovea segment --resume --report} in a process of its own and prints its resident memory every 100
 * images; ends with an error if it grows by more than 1 MB for 100 images after the image 200. Images that are there are taken, so that it can be repeated.
 * Linux only:
 *
 * <pre>
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark=sc.fovea.bench.BatchMemory -Djmh="target/batch-memory 512"
 * </pre>
 */
public final class BatchMemory {

	private static final int IMAGES = 1000;
	private static final int EVERY = 100;
	private static final int SETTLED = 200;
	private static final String SIDE = "512";
	private static final double MOST = 1;

	private BatchMemory() {}

	/** @param arguments a folder for images and results, and the side of images in pixels */
	public static void main(String... arguments) throws IOException, InterruptedException {
		Path folder = Path.of(arguments[0]);
		render(folder.resolve("images"), Integer.parseInt(arguments.length > 1 ? arguments[1] : SIDE));
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-Xmx512m", "-cp", System.getProperty("java.class.path"), "sc.fovea.cli.Fovea", "segment",
			folder.resolve("images").toString(), "--model", "nuclei", "--output", folder.resolve("results").toString(), "--resume", "--report", "--progress",
			"json")
			.redirectError(ProcessBuilder.Redirect.INHERIT).start();
		List<Double> megabytes = new ArrayList<>();
		long start = System.nanoTime();
		int done = 0;
		try (BufferedReader events = process.inputReader()) {
			for (String line = events.readLine(); line != null; line = events.readLine()) {
				if (!line.contains("\"event\":\"image\"") || ++done % EVERY != 0) continue;
				megabytes.add(resident(process.pid()));
				System.out.printf(Locale.ROOT, "%4d images, %.1f MB resident, %.2f images a second%n", done, megabytes.get(megabytes.size() - 1),
					done / ((System.nanoTime() - start) / 1e9));
			}
		}
		int first = SETTLED / EVERY - 1;
		double growth = (megabytes.get(megabytes.size() - 1) - megabytes.get(first)) / (megabytes.size() - 1 - first);
		System.out.printf(Locale.ROOT, "exit code %d; growth after image %d: %+.2f MB for %d images, at most %+.0f%n", process.waitFor(), SETTLED, growth,
			EVERY,
			MOST);
		System.exit(growth <= MOST ? 0 : 1);
	}

	private static void render(Path images, int side) throws IOException {
		Files.createDirectories(images);
		NucleiPlane plane = new NucleiPlane(NucleiScene.sparse(), 1, 0);
		for (int i = 0; i < IMAGES; i++) {
			Path file = images.resolve(String.format(Locale.ROOT, "nuclei%04d.tif", i));
			if (Files.exists(file)) continue;
			short[] pixels = plane.block(i * side, 0, side, side).pixels();
			ImageWriter.saveTiff(new ImagePlus("nuclei", new ShortProcessor(side, side, pixels, null)), file);
		}
	}

	private static double resident(long process) throws IOException {
		String line = Files.readAllLines(Path.of("/proc/" + process + "/status")).stream().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
		return Long.parseLong(line.replaceAll("\\D", "")) / 1000.0;
	}
}
