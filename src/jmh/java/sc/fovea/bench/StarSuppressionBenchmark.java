package sc.fovea.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarRasterizer;
import sc.fovea.geometry.StarSuppression;

/** How long it takes to get from the candidates of a slide with many nuclei, six for each, to its label image. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StarSuppressionBenchmark {

	private static final int RAYS = 32, CANDIDATES_EACH = 6, SPACING = 30;

	/** Number of nuclei, on a jittered square lattice. */
	@Param({ "1000", "20000" })
	public int nuclei;

	private StarCandidates candidates;

	private Box image;

	private int[] kept;

	/** Draws the nuclei and suppresses once, for the benchmark that only rasterises. */
	@Setup
	public void drawNuclei() {
		Random random = new Random(1);
		int side = (int) Math.ceil(Math.sqrt(nuclei));
		image = Box.ofImage(side * SPACING, side * SPACING);
		candidates = new StarCandidates(RAYS);
		for (int i = 0; i < nuclei; i++)
			addNucleus((i % side + 0.5) * SPACING, (double) (i / side) * SPACING + SPACING / 2.0, random);
		kept = suppress();
	}

	/** Noisy outlines of one ellipse, seen from points near its centre. */
	private void addNucleus(double latticeX, double latticeY, Random random) {
		double x = latticeX + 9 * random.nextGaussian(), y = latticeY + 9 * random.nextGaussian();
		double radius = 7 + 6 * random.nextDouble(), flatness = 0.15 * random.nextDouble(), turn = Math.PI * random.nextDouble();
		float[] distances = new float[RAYS];
		for (int j = 0; j < CANDIDATES_EACH; j++) {
			double dx = 2 * random.nextGaussian(), dy = 2 * random.nextGaussian();
			for (int k = 0; k < RAYS; k++) {
				double angle = 2 * Math.PI * k / RAYS;
				double edge = radius * (1 + flatness * Math.cos(2 * (angle - turn))) - dx * Math.cos(angle) - dy * Math.sin(angle);
				distances[k] = (float) Math.max(1, edge + 0.4 * random.nextGaussian());
			}
			candidates.add(x + dx, y + dy, (float) (1 - 0.1 * Math.hypot(dx, dy) * random.nextDouble()), distances, 0);
		}
	}

	/** Suppresses all candidates. */
	@Benchmark
	public int[] suppress() {
		return new StarSuppression(0.1, 0.3).keep(candidates);
	}

	/** Draws the kept candidates into a new label image. */
	@Benchmark
	public int[] rasterise() {
		int[] labels = new int[(int) image.area()];
		new StarRasterizer().draw(candidates, kept, image, labels);
		return labels;
	}
}
