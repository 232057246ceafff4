package sc.fovea.bench;

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
import org.openjdk.jmh.infra.Blackhole;

import net.imglib2.img.array.ArrayImgs;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;
import sc.fovea.tile.AffineSource;
import sc.fovea.tile.ImageSink;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TilePlan;
import sc.fovea.tile.TiledInference;

/**
 * What tiling costs: a 16-bit image of 2048² pixels, read, normalized, run and written tile by tile, against the network alone on tensors of the same
 * sizes. The aim is a ratio of at most 1.1.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class TilingBenchmark {

	private static final int SIDE = 2048;

	private final Network network = network();
	private final float[] answer = new float[SIDE * SIDE];
	private final short[] pixels = new short[SIDE * SIDE];
	private Backend backend;
	private Runner runner;
	private TiledInference inference;
	private TilePlan plan;

	/** Opens the library and plans the tiles. */
	@Setup(Level.Trial)
	public void open() {
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (short) (i * 31L % 65_521);
		}
		backend = new TensorFlowProvider().open(BackendOptions.cpu());
		runner = backend.runner(network, Weights.initialise(network, 1));
		inference = new TiledInference(runner, new MemoryBudget(1L << 30).withSide(512));
		plan = inference.plan(SIDE, SIDE);
	}

	/** Gives the native memory back. */
	@TearDown(Level.Trial)
	public void close() {
		runner.close();
		backend.close();
	}

	/** Image in, image out. */
	@Benchmark
	public float[] tiled() {
		AffineSource source = AffineSource.of(ImageSource.of(ArrayImgs.unsignedShorts(pixels, SIDE, SIDE)), 1 / 65_535f, 0);
		inference.run(source, ImageSink.of(network, "head", ArrayImgs.floats(answer, SIDE, SIDE, 1)), Progress.none());
		return answer;
	}

	/** The network alone, on as many tensors of the same sizes. */
	@Benchmark
	public void bareRunner(Blackhole sink) {
		for (long i = 0; i < plan.count(); i++) {
			Region read = plan.tile(i).read();
			sink.consume(runner.run(Map.of("image", Tensor.zeros(1, read.height(), read.width(), 1))));
		}
	}

	private static Network network() {
		return Network.input("image", 1).then("a", Convolution.of(8, 3)).then("a_relu", Activation.relu()).then("half", Pooling.max(2))
			.then("b", Convolution.of(16, 3)).then("b_relu", Activation.relu()).then("quarter", Pooling.max(2)).then("c", Convolution.of(32, 3))
			.then("c_relu", Activation.relu()).then("up1", Upsampling.nearest(2)).then("skip1", Join.concatenate(), "up1", "b_relu")
			.then("d", Convolution.of(16, 3)).then("d_relu", Activation.relu()).then("up2", Upsampling.nearest(2))
			.then("skip2", Join.concatenate(), "up2", "a_relu").then("e", Convolution.of(8, 3)).then("e_relu", Activation.relu())
			.then("head", Convolution.pointwise(1));
	}
}
