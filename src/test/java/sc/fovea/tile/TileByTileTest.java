package sc.fovea.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.RandomNetworks;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Upsampling;

/** The answers of tiles, put together, are those of one run over the whole image. */
class TileByTileTest {

	private static final MemoryBudget PLENTY = new MemoryBudget(1L << 40, 1L << 40, 1 << 20);

	static long[] seeds() {
		return LongStream.range(0, 30).toArray();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void tiles_of_a_random_network_equal_the_whole(long seed) {
		Network network = RandomNetworks.of(seed);
		TilePlan whole = TilePlan.of(network, 61, 53, PLENTY);
		assertThat(whole.count()).isOne();
		TilePlan tiles = whole.withCore(new Size(11, 14));
		assertThat(tiles.count()).isGreaterThan(3);
		assertThat(run(network, tiles)).isEqualTo(run(network, whole));
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 9", "3, 2", "7, 8", "16, 16", "17, 31", "33, 1" })
	void tiles_equal_the_whole_for_any_size(int width, int height) {
		Network network = hourglass();
		TilePlan whole = TilePlan.of(network, width, height, PLENTY);
		assertThat(run(network, whole.withCore(Size.of(8)))).isEqualTo(run(network, whole));
		assertThat(run(network, whole).get("half").height()).isEqualTo((height + 1) / 2);
	}

	@Test
	void a_halo_one_step_too_small_fails() {
		Network network = hourglass();
		TilePlan whole = TilePlan.of(network, 96, 90, PLENTY);
		TilePlan tiles = whole.withCore(Size.of(24));
		assertThat(run(network, tiles)).isEqualTo(run(network, whole));
		assertThat(run(network, tiles.withHaloTrimmed(1))).isNotEqualTo(run(network, whole));
	}

	@Test
	void a_halo_one_pixel_too_small_fails_without_strides() {
		Network network = Network.input("image", 2).then("a", Convolution.of(3, 5)).then("b", Activation.relu())
			.then("c", Convolution.of(1, 4).dilation(2));
		TilePlan whole = TilePlan.of(network, 40, 30, PLENTY);
		TilePlan tiles = whole.withCore(Size.of(10));
		assertThat(tiles.tile(5).read()).isEqualTo(new Region(10 - 5, 10 - 5, 10 + 5 + 5, 10 + 5 + 5));
		assertThat(run(network, tiles)).isEqualTo(run(network, whole));
		assertThat(run(network, tiles.withHaloTrimmed(1))).isNotEqualTo(run(network, whole));
	}

	@Test
	void tiles_beyond_the_last_answer_of_unpadded_windows_add_nothing() {
		Network network = Network.input("image", 2).then("valid", Convolution.of(1, 9).padding(Padding.VALID));
		TilePlan whole = TilePlan.of(network, 41, 30, PLENTY);
		assertThat(run(network, whole).get("valid").shape()).containsExactly(1, 22, 33, 1);
		assertThat(run(network, whole.withCore(Size.of(7)))).isEqualTo(run(network, whole));
	}

	private static Network hourglass() {
		return Network.input("image", 2).then("full", Convolution.of(3, 3)).then("half", Pooling.max(2)).then("a", Convolution.of(3, 3))
			.then("quarter", Convolution.of(3, 3).stride(2)).then("b", Convolution.of(3, 3)).then("up1", Upsampling.nearest(2))
			.then("skip1", Join.concatenate(), "up1", "a").then("c", Convolution.of(2, 3)).then("up2", Upsampling.nearest(2))
			.then("skip2", Join.concatenate(), "up2", "full").then("head", Convolution.of(1, 3)).withOutputs("head", "half");
	}

	private static Map<String, Tensor> run(Network network, TilePlan plan) {
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(network, PlanRun.weights(network))) {
			return new PlanRun(runner, plan).answers();
		}
	}
}
