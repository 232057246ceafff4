package sc.fovea.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
import sc.fovea.augment.Catalogue;
import sc.fovea.augment.Recipe;
import sc.fovea.augment.Recipes;
import sc.fovea.data.Annotated;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.ValueRange;

/**
 * How long one augmented picture of 256² pixels with a mask takes on one core: the recipe {@code fluorescence} as it is used, and some steps alone, always. The peer
 * is {@code src/jmh/python/albumentations_benchmark.py}: run both in the same minutes on the same machine and compare.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AugmentationBenchmark {

	private static final int SIDE = 256;

	/** The recipe of the library, or an augmentation. */
	@Param({ "fluorescence", "symmetry", "rotation", "elastic", "gamma", "blur", "poisson_noise", "gaussian_noise" })
	public String what;

	private final SplittableRandom random = new SplittableRandom(1);

	private Recipe recipe;

	private Annotated sample;

	/** Renders discs of brightness 0 to 1 on a lattice, with a mask. */
	@Setup
	public void draw() {
		boolean isRecipe = Recipes.NAMES.contains(what);
		recipe = isRecipe ? Recipes.standard(what) : Recipes.parse("{\"steps\":[{\"use\":\"" + what + "\"}]}", Catalogue.own());
		float[] values = new float[SIDE * SIDE];
		int[] labels = new int[SIDE * SIDE];
		for (int i = 0; i < values.length; i++) {
			int x = i % SIDE, y = i / SIDE;
			double distance = Math.hypot(x % 32 - 15.5, y % 32 - 15.5);
			labels[i] = distance < 11 ? 1 + y / 32 * (SIDE / 32) + x / 32 : 0;
			values[i] = (float) (0.05 + 0.7 * Math.max(0, 1 - distance / 14));
		}
		sample = Annotated.of("discs", Pixels.plane(SIDE, SIDE, values, ValueRange.UNIT), Mask.instances(labels));
	}

	/** Draws and applies a change. */
	@Benchmark
	public Annotated augment() {
		return recipe.apply(sample, () -> sample, random);
	}

	/**
	 * Measures CPU time instead of wall-clock time, as the peer does: for machines that are busy otherwise.
	 *
	 * @param args names of what to measure; nothing for all
	 */
	public static void main(String[] args) {
		List<String> names = args.length > 0
			? List.of(args)
			: List.of("fluorescence", "symmetry", "rotation", "elastic", "gamma", "blur", "poisson_noise", "gaussian_noise");
		ThreadMXBean clock = ManagementFactory.getThreadMXBean();
		for (String name : names) {
			AugmentationBenchmark benchmark = new AugmentationBenchmark();
			benchmark.what = name;
			benchmark.draw();
			benchmark.microseconds(clock, 2000);
			System.out.printf("%-16s %9.0f CPU%n", name, benchmark.microseconds(clock, 1000));
		}
	}

	private double microseconds(ThreadMXBean clock, int count) {
		long start = clock.getCurrentThreadCpuTime();
		for (int i = 0; i < count; i++)
			augment();
		return (clock.getCurrentThreadCpuTime() - start) / 1e3 / count;
	}
}
