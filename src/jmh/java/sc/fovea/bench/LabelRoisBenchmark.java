package sc.fovea.bench;

import ij.gui.Roi;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sc.fovea.image.roi.LabelRois;

/** How long it takes to outline twenty thousand discs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LabelRoisBenchmark {

	private static final int PITCH = 20, SIDE = 143 * PITCH, RADIUS = 10;

	private int[] labels;

	/** Draws the discs. */
	@Setup
	public void drawDiscs() {
		labels = new int[SIDE * SIDE];
		for (int i = 0; i < labels.length; i++) {
			int x = i % SIDE, y = i / SIDE;
			double away = Math.hypot(x % PITCH - PITCH / 2.0, y % PITCH - PITCH / 2.0);
			if (away < RADIUS) labels[i] = 1 + x / PITCH + y / PITCH * (SIDE / PITCH);
		}
	}

	/** Outlines all of them. */
	@Benchmark
	public List<Roi> outline() {
		return LabelRois.of(labels, SIDE);
	}
}
