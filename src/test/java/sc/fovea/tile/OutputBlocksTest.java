package sc.fovea.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.net.Convolution;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.RandomNetworks;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;

/** The blocks of a lazy output, put together, are the answer of one run over the whole image. */
class OutputBlocksTest {

	private static final MemoryBudget PLENTY = new MemoryBudget(1L << 40, 1L << 40, 1 << 20);

	/** Out of memory above some pixels, and counts its runs. */
	private record Small(Runner runner, int pixels, AtomicInteger runs) implements Runner {

		@Override
		public Network network() {
			return runner.network();
		}

		@Override
		public Map<String, Tensor> run(Map<String, Tensor> inputs) {
			Tensor input = inputs.values().iterator().next();
			if (input.height() * input.width() > pixels) {
				throw new OutOfMemoryException("Too large.", new IllegalStateException());
			}
			runs.incrementAndGet();
			return runner.run(inputs);
		}

		@Override
		public void close() {
			runner.close();
		}
	}

	static long[] seeds() {
		return LongStream.range(0, 15).toArray();
	}

	private static Runner runner(Network network) {
		return new ReferenceProvider().open(BackendOptions.cpu()).runner(network, PlanRun.weights(network));
	}

	private static RandomAccessibleInterval<FloatType> image(Runner runner, TilePlan plan, String output) {
		return new OutputBlocks(runner, plan, new MirroredSource(new NoiseImage(2, plan.imageWidth(), plan.imageHeight())), output).image();
	}

	/** From the last pixel to the first, so that blocks come in another order than tiles. */
	private static void compare(RandomAccessibleInterval<FloatType> lazy, Tensor whole) {
		assertThat(lazy.dimensionsAsLongArray()).containsExactly(whole.width(), whole.height(), whole.channels());
		Cursor<FloatType> cursor = Views.flatIterable(Views.zeroMin(Views.invertAxis(Views.invertAxis(lazy, 0), 1))).localizingCursor();
		while (cursor.hasNext()) {
			float value = cursor.next().get();
			int x = whole.width() - 1 - cursor.getIntPosition(0);
			int y = whole.height() - 1 - cursor.getIntPosition(1);
			float expected = whole.data()[(y * whole.width() + x) * whole.channels() + cursor.getIntPosition(2)];
			if (value != expected) {
				assertThat(value).as("x=" + x + ", y=" + y).isEqualTo(expected);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void blocks_of_a_random_network_equal_the_whole(long seed) {
		Network network = RandomNetworks.of(seed);
		TilePlan whole = TilePlan.of(network, 61, 53, PLENTY);
		TilePlan tiles = whole.withCore(new Size(11, 14));
		assertThat(tiles.count()).isGreaterThan(3);
		try (Runner runner = runner(network)) {
			Map<String, Tensor> expected = new PlanRun(runner, whole).answers();
			expected.forEach((output, answer) -> compare(image(runner, tiles, output), answer));
		}
	}

	@Test
	void a_block_is_computed_when_it_is_visited_and_only_then() {
		Network network = Network.input("image", 2).then("conv", Convolution.of(3, 3)).then("half", Pooling.max(2));
		TilePlan plan = TilePlan.of(network, 64, 48, PLENTY).withCore(Size.of(16));
		Small runner = new Small(runner(network), 1 << 20, new AtomicInteger());
		RandomAccessibleInterval<FloatType> lazy = image(runner, plan, "half");
		assertThat(runner.runs.get()).isZero();
		lazy.getAt(9, 3, 0).get();
		lazy.getAt(15, 7, 2).get();
		assertThat(runner.runs.get()).isOne();
		lazy.getAt(16, 7, 2).get();
		assertThat(runner.runs.get()).isEqualTo(2);
	}

	@Test
	void a_block_too_large_for_the_device_is_computed_in_parts() {
		Network network = Network.input("image", 2).then("conv", Convolution.of(3, 3)).then("half", Pooling.max(2));
		TilePlan whole = TilePlan.of(network, 40, 30, PLENTY);
		try (Runner all = runner(network)) {
			Small small = new Small(all, 150, new AtomicInteger());
			compare(image(small, whole.withCore(Size.of(24)), "half"), new PlanRun(all, whole).answers().get("half"));
			assertThat(small.runs.get()).isGreaterThan(4);
			RandomAccessibleInterval<FloatType> tooSmall = image(new Small(all, 8, new AtomicInteger()), whole, "half");
			assertThatThrownBy(() -> tooSmall.getAt(0, 0, 0)).isInstanceOf(OutOfMemoryException.class);
		}
	}

	@Test
	void a_network_that_sees_the_whole_image_has_one_block() {
		Network network = Network.input("image", 2).then("conv", Convolution.of(3, 3)).then("mean", new GlobalPooling(Pooling.Kind.AVERAGE));
		try (Runner runner = runner(network)) {
			TilePlan plan = TilePlan.of(network, 40, 30, PLENTY);
			compare(image(runner, plan, "mean"), new PlanRun(runner, plan).answers().get("mean"));
		}
	}

	@Test
	void what_does_not_fit_is_refused() {
		Network network = Network.input("image", 2).then("conv", Convolution.of(3, 3)).then("half", Pooling.max(2));
		try (Runner runner = runner(network)) {
			TiledInference inference = new TiledInference(runner, PLENTY);
			assertThatThrownBy(() -> inference.lazily(new NoiseImage(2, 9, 9), "conv")).isInstanceOf(IllegalArgumentException.class)
				.hasMessage("Expected one of the outputs [half], got 'conv'.");
			assertThatThrownBy(() -> inference.lazily(new NoiseImage(1, 9, 9), "half")).isInstanceOf(ShapeException.class);
		}
	}
}
