package sc.fovea.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
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
import sc.fovea.data.Extent;
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

	private static final String RECIPE = "fluorescence";

	private static final List<String> NAMES = List.of(RECIPE, "horizontal_flip", "vertical_flip", "quarter_turns", "symmetry", "rotation", "scale", "shear",
		"translation", "elastic", "brightness", "contrast", "gamma", "inversion", "illumination", "blur", "cutout", "poisson_noise", "gaussian_noise");

	/** The recipe of the library, or an augmentation. */
	@Param({ RECIPE, "horizontal_flip", "symmetry", "rotation", "elastic", "gamma", "contrast", "blur", "poisson_noise", "gaussian_noise" })
	public String what;

	/** One channel of 0 to 1, or red, green and blue of 0 to 255. */
	@Param({ "float32", "rgb" })
	public String pixels = "float32";

	private final SplittableRandom random = new SplittableRandom(1);

	private Recipe recipe;

	private Annotated sample;

	/** Renders discs of brightness 0 to 1 on a lattice, with a mask. */
	@Setup
	public void draw() {
		boolean isRecipe = Recipes.NAMES.contains(what);
		recipe = isRecipe ? Recipes.standard(what) : Recipes.parse("{\"steps\":[{\"use\":\"" + what + "\"}]}", Catalogue.own());
		Extent extent = new Extent(SIDE, SIDE, 1, pixels.equals("rgb") ? 3 : 1);
		float[] values = new float[extent.values()];
		int[] labels = new int[SIDE * SIDE];
		for (int i = 0; i < values.length; i++) {
			int pixel = i / extent.channels();
			int x = pixel % SIDE, y = pixel / SIDE;
			double distance = Math.hypot(x % 32 - 15.5, y % 32 - 15.5);
			labels[pixel] = distance < 11 ? 1 + y / 32 * (SIDE / 32) + x / 32 : 0;
			double value = 0.05 + 0.7 * Math.max(0, 1 - distance / 14);
			values[i] = extent.channels() == 1 ? (float) value : Math.round(value * 255);
		}
		ValueRange range = extent.channels() == 1 ? ValueRange.UNIT : ValueRange.BYTE;
		sample = Annotated.of("discs", new Pixels(extent, values, range), Mask.instances(labels));
	}

	/** Draws and applies a change. */
	@Benchmark
	public Annotated augment() {
		return recipe.apply(sample, () -> sample, random);
	}

	/**
	 * Measures CPU time instead of wall-clock time, as the peer does: for machines that are busy otherwise.
	 *
	 * @param args float32 or rgb, then names of what to measure; no names for all
	 */
	public static void main(String[] args) {
		List<String> names = args.length > 1 ? List.of(args).subList(1, args.length) : NAMES;
		ThreadMXBean clock = ManagementFactory.getThreadMXBean();
		for (String name : names) {
			AugmentationBenchmark benchmark = new AugmentationBenchmark();
			benchmark.what = name;
			benchmark.pixels = args.length > 0 ? args[0] : "float32";
			benchmark.draw();
			benchmark.microseconds(clock, 2000);
			double[] times = new double[5];
			Arrays.setAll(times, n -> benchmark.microseconds(clock, 200));
			Arrays.sort(times);
			System.out.printf("%-16s %9.0f CPU%n", name, times[2]);
		}
	}

	private double microseconds(ThreadMXBean clock, int count) {
		long start = clock.getCurrentThreadCpuTime();
		for (int i = 0; i < count; i++)
			augment();
		return (clock.getCurrentThreadCpuTime() - start) / 1e3 / count;
	}
}
