package sc.fovea.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;
import sc.fovea.geometry.Suppression.Method;

/** How long it takes to suppress a hundred thousand boxes of sides from 1 to 100 pixels. The aim is a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SuppressionBenchmark {

	private static final int BOXES = 100_000;

	/** Extent of the image in pixels: the boxes of a small one overlap many others. */
	@Param({ "4000", "40000" })
	public int side;

	@Param
	public Method method;

	private List<ScoredBox> boxes;

	/** Draws the boxes. */
	@Setup
	public void drawBoxes() {
		SplittableRandom random = new SplittableRandom(3);
		boxes = new ArrayList<>();
		for (int i = 0; i < BOXES; i++) {
			double size = Math.pow(10, random.nextDouble(0, 2));
			Box box = new Box(random.nextDouble(-side, side), random.nextDouble(0, side), size, size * random.nextDouble(0.5, 2));
			boxes.add(new ScoredBox(box, random.nextInt(20) / 20.0, random.nextInt(3)));
		}
	}

	/** Suppresses all of them. */
	@Benchmark
	public List<ScoredBox> suppress() {
		return new Suppression(method, 0.5, true, 0.01).apply(boxes);
	}
}
