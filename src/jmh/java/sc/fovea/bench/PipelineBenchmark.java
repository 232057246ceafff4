package sc.fovea.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import ij.ImagePlus;
import ij.process.ShortProcessor;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.NucleiPlane;
import sc.fovea.data.NucleiScene;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.net.Tensor;
import sc.fovea.predict.Normaliser;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.Tasks;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * What all around the network costs: a 16-bit image of 1024² or 2048² pixels with some thousand nuclei to labels, by the bundled model, against the network
 * alone on the whole image at once. The aim is a ratio of at most 1.1.
 *
 * <pre>
 * mvn -Pbenchmark test-compile exec:exec -Djmh=Pipeline                                            # JMH, one after the other
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark=sc.fovea.bench.PipelineBenchmark -Djmh="5 1024"   # five times in turn, and their ratio
 * </pre>
 *
 * On a machine with other work only the second way gives a ratio to rely on; it ends with an error if the ratio is above the aim.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(1)
public class PipelineBenchmark {

	private static final double AIM = 1.1;

	/** Columns and rows of the image. */
	@Param({ "1024", "2048" })
	public int side = 2048;

	private Backend backend;
	private Segmenter segmenter;
	private Runner runner;
	private Hyperstack image;
	private Tensor whole;

	/** Loads the model, renders the image and makes the tensor that the bare network sees. */
	@Setup(Level.Trial)
	public void open() throws IOException {
		Model model = ModelStore.standard().load("nuclei");
		backend = new TensorFlowProvider().open(BackendOptions.cpu());
		segmenter = Tasks.installed().open(model, backend, MemoryBudget.automatic(), Segmenter.class);
		runner = backend.runner(model.network(), model.weights());
		short[] pixels = new NucleiPlane(NucleiScene.sparse(), 1, 0).block(0, 0, side, side).pixels();
		image = Hyperstack.of(new ImagePlus("nuclei", new ShortProcessor(side, side, pixels, null)));
		TileSource source = Normaliser.apply(model.input().normalisation(), ImageSource.of(image, 0, 0, 0));
		whole = Tensor.zeros(1, side, side, 1);
		source.read(new Region(0, 0, side, side), whole.data());
	}

	/** Gives the native memory back. */
	@TearDown(Level.Trial)
	public void close() {
		runner.close();
		segmenter.close();
		backend.close();
	}

	/** Image in, labels out. @return number of objects */
	@Benchmark
	public int segment() {
		return segmenter.segment(image, SegmentationOptions.STANDARD, Progress.none()).count();
	}

	/** The network alone, on the whole image. @return number of values it gave */
	@Benchmark
	public long bareRunner() {
		return runner.run(whole).data().length;
	}

	/**
	 * Runs the pipeline between two runs of the network alone, and prints times and the median ratio.
	 *
	 * @param arguments how often, 5 if absent, and the side of the image, 2048 if absent
	 */
	public static void main(String... arguments) throws IOException {
		double[] ratios = new double[arguments.length == 0 ? 5 : Integer.parseInt(arguments[0])];
		PipelineBenchmark benchmark = new PipelineBenchmark();
		benchmark.side = arguments.length > 1 ? Integer.parseInt(arguments[1]) : benchmark.side;
		benchmark.open();
		System.out.println(benchmark.segment() + " objects, " + benchmark.bareRunner() + " values");
		for (int i = 0; i < ratios.length; i++) {
			double before = seconds(benchmark::bareRunner);
			double pipeline = seconds(benchmark::segment);
			double bare = (before + seconds(benchmark::bareRunner)) / 2;
			ratios[i] = pipeline / bare;
			System.out.printf(Locale.ROOT, "pipeline %.2f s, bare runner %.2f s, ratio %.3f%n", pipeline, bare, ratios[i]);
		}
		benchmark.close();
		Arrays.sort(ratios);
		double median = ratios[ratios.length / 2];
		System.out.printf(Locale.ROOT, "median ratio %.3f, aim %.2f%n", median, AIM);
		System.exit(median <= AIM ? 0 : 1);
	}

	private static double seconds(Runnable work) {
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1e9;
	}
}
