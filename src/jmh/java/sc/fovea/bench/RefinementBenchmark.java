package sc.fovea.bench;

import java.util.ArrayList;
import java.util.List;
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

import sc.fovea.detect.BayesianRefinement;
import sc.fovea.detect.IterativeLocalization;
import sc.fovea.detect.Refiner;
import sc.fovea.detect.RegionAnswers;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/** What refiners cost for an image beside the network: the head is a formula here. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RefinementBenchmark {

	private static final int SPACING = 100;

	/** Objects of an image, each found once. */
	@Param({ "30", "100" })
	public int objects;

	private final List<ScoredBox> found = new ArrayList<>();
	private Box image;

	/** Finds boxes of 60 pixels on a lattice, up to a fifth off. */
	@Setup
	public void find() {
		Random random = new Random(1);
		int side = (int) Math.ceil(Math.sqrt(objects));
		image = Box.ofImage(side * SPACING, side * SPACING);
		for (int i = 0; i < objects; i++) {
			double x = i % side * SPACING + 15 + 12 * random.nextDouble(), y = i / side * SPACING + 15 + 12 * random.nextDouble();
			found.add(new ScoredBox(new Box(x, y, 50 + 20 * random.nextDouble(), 50 + 20 * random.nextDouble()), 0.1, 0));
		}
	}

	/** By score around each lattice point, drawing each box a little off. */
	private static RegionAnswers score(List<Box> regions) {
		float[] scores = new float[regions.size()];
		List<Box> boxes = new ArrayList<>(scores.length);
		for (int i = 0; i < scores.length; i++) {
			Box region = regions.get(i);
			Box object = new Box(Math.floor(region.centerX() / SPACING) * SPACING + 20, Math.floor(region.centerY() / SPACING) * SPACING + 20, 60, 60);
			scores[i] = (float) (1 / (1 + Math.exp(-6 * (region.iou(object) - 0.6))));
			boxes.add(region.translate((object.x() - region.x()) / 2, (object.y() - region.y()) / 2));
		}
		return new RegionAnswers(regions, 1, scores, boxes);
	}

	/** Eight rounds of Bayesian optimization around each box. */
	@Benchmark
	public List<ScoredBox> bayesian() {
		return refine(BayesianRefinement.standard());
	}

	/** One round of regression, suppression and voting. */
	@Benchmark
	public List<ScoredBox> iterative() {
		return refine(IterativeLocalization.standard());
	}

	private List<ScoredBox> refine(Refiner refiner) {
		return refiner.refine(found, RefinementBenchmark::score, image);
	}
}
