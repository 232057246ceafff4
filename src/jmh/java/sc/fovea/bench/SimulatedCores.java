package sc.fovea.bench;

import java.util.Locale;
import java.util.stream.IntStream;

import sc.fovea.job.pipeline.SideBySide;

/**
 * How many times as many images many cores would do, if reading, network and writing were sleeps: it is the scheduling that is measured, on any machine.
 *
 * <pre>
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark=sc.fovea.bench.SimulatedCores -Djmh="64 2000"
 * </pre>
 */
public final class SimulatedCores {

	private static final int[] STAGES_MILLISECONDS = { 3, 20, 7 };
	private static final double AIM = 50;

	private SimulatedCores() {}

	/** Prints the ratio. @param arguments number of jobs, 64 if absent, and of images, 2000 if absent */
	public static void main(String... arguments) {
		int jobs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
		int images = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
		double one = seconds(1, images / jobs) / (images / jobs);
		double many = seconds(jobs, images) / images;
		System.out.printf(Locale.ROOT, "%d jobs: %.2f ms per image instead of %.2f, %.1f times as many; aim %.0f%n", jobs, many * 1e3, one * 1e3, one / many,
			AIM);
		System.exit(one / many >= AIM ? 0 : 1);
	}

	private static double seconds(int jobs, int images) {
		long start = System.nanoTime();
		new SideBySide(jobs).run(IntStream.range(0, images).boxed().toList(), SimulatedCores::work, (image, outcome) -> outcome.result().orElseThrow());
		return (System.nanoTime() - start) / 1e9;
	}

	private static int work(int image) throws InterruptedException {
		for (int milliseconds : STAGES_MILLISECONDS) {
			Thread.sleep(milliseconds);
		}
		return image;
	}
}
