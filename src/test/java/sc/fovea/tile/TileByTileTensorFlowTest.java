package sc.fovea.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.RandomNetworks;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Upsampling;

/** Tile by tile equals the whole image on TensorFlow, up to the order in which it adds. */
class TileByTileTensorFlowTest {

	private static final MemoryBudget PLENTY = new MemoryBudget(1L << 40, 1L << 40, 1 << 20);
	private static final double TOLERANCE = 1e-4;

	private static Backend backend;

	@BeforeAll
	static void open() {
		backend = new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	static long[] seeds() {
		return LongStream.range(0, 30).toArray();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void tiles_of_a_random_network_equal_the_whole(long seed) {
		Network network = RandomNetworks.of(seed);
		TilePlan whole = TilePlan.of(network, 61, 53, PLENTY);
		assertThat(difference(network, whole.withCore(new Size(20, 17)), whole)).isLessThan(TOLERANCE);
	}

	@Test
	void a_halo_one_step_too_small_fails() {
		Network network = Network.input("image", 2).then("a", Convolution.of(3, 3)).then("half", Pooling.max(2)).then("b", Convolution.of(3, 3))
			.then("up", Upsampling.nearest(2)).then("head", Convolution.of(1, 3));
		TilePlan whole = TilePlan.of(network, 61, 53, PLENTY);
		TilePlan tiles = whole.withCore(Size.of(20));
		assertThat(difference(network, tiles, whole)).isLessThan(TOLERANCE);
		assertThat(difference(network, tiles.withHaloTrimmed(1), whole)).isGreaterThan(0.01);
	}

	/** The largest difference of two plans' answers, relative to values above 1. */
	private static double difference(Network network, TilePlan one, TilePlan other) {
		try (Runner runner = backend.runner(network, PlanRun.weights(network))) {
			Map<String, Tensor> expected = new PlanRun(runner, other).answers();
			double largest = 0;
			for (Map.Entry<String, Tensor> answer : new PlanRun(runner, one).answers().entrySet()) {
				largest = Math.max(largest, difference(answer.getValue().data(), expected.get(answer.getKey()).data()));
			}
			return largest;
		}
	}

	private static double difference(float[] one, float[] other) {
		assertThat(one).hasSameSizeAs(other);
		double largest = 0;
		for (int i = 0; i < one.length; i++) {
			largest = Math.max(largest, Math.abs(one[i] - other[i]) / Math.max(1, Math.abs(other[i])));
		}
		return largest;
	}
}
