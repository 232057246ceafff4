package sc.fovea.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.net.Axis;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.predict.Detector;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.Tasks;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/**
 * A blood smear of 640×480 pixels by {@code blood-cells} on two threads, once the model is loaded: from the pixels to the boxes. The aim is half a second.
 *
 * <pre>
 * mvn -Pbenchmark test-compile exec:exec -Djmh=DetectionBenchmark                                  # JMH
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark=sc.fovea.bench.DetectionBenchmark -Djmh=51    # so many times, and their median
 * </pre>
 *
 * The second way ends with an error if the median is above the aim.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 21)
@Fork(1)
public class DetectionBenchmark {

	private static final double AIM_SECONDS = 0.5;
	private static final int WARM_UP = 3;

	private Backend backend;
	private Detector detector;
	private Hyperstack image;
	private Runner runner;
	private Map<String, Tensor> input;

	/** Loads model and image. */
	@Setup(Level.Trial)
	public void open() throws IOException {
		backend = new TensorFlowProvider().open(new BackendOptions(BackendOptions.Device.CPU, 2));
		Model model = ModelStore.standard().load("blood-cells");
		detector = Tasks.installed().open(model, backend, MemoryBudget.automatic(), Detector.class);
		image = Hyperstack.of(ImageFiles.open(Path.of("test-images/blood-smears/images/smear.png")));
		runner = backend.runner(model.network(), model.weights());
		// As large as the network's grid asks for.
		int step = new ReceptiveField(model.network()).alignment(Axis.X);
		Shape shape = new Shape((image.height() + step - 1) / step * step, (image.width() + step - 1) / step * step, 3);
		input = Map.of(model.network().inputs().keySet().iterator().next(),
			Tensor.of(new float[(int) shape.count()], 1, shape.height(), shape.width(), 3));
	}

	/** Gives the native memory back. */
	@TearDown(Level.Trial)
	public void close() {
		runner.close();
		detector.close();
		backend.close();
	}

	/** Image in, boxes out. @return number of boxes */
	@Benchmark
	public int detect() {
		return detector.detect(image, SegmentationOptions.STANDARD, Progress.none()).size();
	}

	/** The network alone, on the whole picture. @return its first value */
	private float network() {
		return runner.run(input).values().iterator().next().data()[0];
	}

	private static double seconds(Runnable work) {
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1e9;
	}

	/** Prints the median times of the detection and, in turns with it, of its network alone. @param arguments how often, 21 if absent */
	public static void main(String... arguments) throws IOException {
		int count = arguments.length == 0 ? 21 : Integer.parseInt(arguments[0]);
		double[] seconds = new double[count];
		double[] network = new double[count];
		DetectionBenchmark benchmark = new DetectionBenchmark();
		benchmark.open();
		for (int i = -WARM_UP; i < count; i++) {
			double whole = seconds(benchmark::detect);
			double alone = seconds(benchmark::network);
			if (i >= 0) {
				seconds[i] = whole;
				network[i] = alone;
			}
		}
		int boxes = benchmark.detect();
		benchmark.close();
		Arrays.sort(seconds);
		Arrays.sort(network);
		double median = seconds[count / 2];
		System.out.printf(Locale.ROOT, "%d boxes; fastest %.3f s, median %.3f s, slowest %.3f s, aim %.1f s; network alone %.4f s: %.2f times%n", boxes,
			seconds[0],
			median, seconds[count - 1], AIM_SECONDS, network[count / 2], median / network[count / 2]);
		System.exit(median <= AIM_SECONDS ? 0 : 1);
	}
}
