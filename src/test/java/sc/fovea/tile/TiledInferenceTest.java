package sc.fovea.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.backend.Runner;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;

class TiledInferenceTest {

	private static final MemoryBudget SIDE_32 = new MemoryBudget(1 << 30).withSide(32);

	/** Gives its input back, and is out of memory above a number of pixels. */
	private record Copying(Network network, int pixels, List<Integer> failures) implements Runner {

		Copying(int pixels) {
			this(Network.input("image", 1).then("same", Activation.relu()), pixels, new ArrayList<>());
		}

		@Override
		public Map<String, Tensor> run(Map<String, Tensor> inputs) {
			Tensor input = inputs.get("image");
			if (input.data().length > pixels) {
				failures.add(input.data().length);
				if (pixels % 2 == 0) {
					throw new OutOfMemoryException("Too large.", new IllegalStateException());
				}
				throw new OutOfMemoryError("Too large.");
			}
			return Map.of("same", input);
		}

		@Override
		public void close() {}
	}

	/** Puts tiles into one image and refuses one that comes twice. */
	private static final class Once implements TileSink {

		private final float[] image;
		private final int width;
		private final List<Tile> tiles = new ArrayList<>();

		Once(int width, int height) {
			this.width = width;
			this.image = new float[width * height];
			Arrays.fill(image, Float.NaN);
		}

		@Override
		public void accept(Tile tile, Map<String, Tensor> answers) {
			tiles.add(tile);
			int i = 0;
			for (int y = (int) tile.y(); y < tile.y() + tile.height(); y++) {
				for (int x = (int) tile.x(); x < tile.x() + tile.width(); x++) {
					assertThat(image[y * width + x]).isNaN();
					image[y * width + x] = answers.get("same").data()[i++];
				}
			}
		}

		void check() {
			for (int i = 0; i < image.length; i++) {
				assertThat(image[i]).isEqualTo(NoiseImage.value(i % width, i / width, 0));
			}
		}
	}

	private static final class Watch implements Progress {

		private final List<Long> done = new ArrayList<>();
		private final int stopAfter;

		Watch(int stopAfter) {
			this.stopAfter = stopAfter;
		}

		@Override
		public void progress(long pixels, long total) {
			done.add(pixels);
		}

		@Override
		public boolean isCancelled() {
			return done.size() >= stopAfter;
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1 << 20, 300, 255, 100, 17, 2, 1 })
	void out_of_memory_halves_tiles_and_every_pixel_comes_once(int pixels) {
		Copying runner = new Copying(pixels);
		Once sink = new Once(97, 70);
		Watch watch = new Watch(Integer.MAX_VALUE);
		new TiledInference(runner, SIDE_32).run(new NoiseImage(1, 97, 70), sink, watch);
		sink.check();
		assertThat(sink.tiles).allMatch(tile -> tile.core().area() <= pixels);
		assertThat(runner.failures()).doesNotHaveDuplicates();
		assertThat(watch.done).isSorted().last().isEqualTo(97L * 70);
	}

	/** Gives its input back, and takes too long for more than 3000 pixels. */
	private record Slow(Network network, List<Integer> pixels) implements Runner {

		@Override
		public Map<String, Tensor> run(Map<String, Tensor> inputs) {
			Tensor input = inputs.get("image");
			pixels.add(input.data().length);
			try {
				Thread.sleep(input.data().length > 3000 ? 1600 : 0);
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
			return Map.of("same", input);
		}

		@Override
		public void close() {}
	}

	@Test
	void a_tile_that_takes_too_long_is_the_last_of_its_size() {
		Slow runner = new Slow(new Copying(1).network(), new ArrayList<>());
		Once sink = new Once(192, 64);
		new TiledInference(runner, new MemoryBudget(1 << 30).withSide(64)).run(new NoiseImage(1, 192, 64), sink, Progress.none());
		sink.check();
		assertThat(runner.pixels()).containsExactly(4096, 2048, 2048, 2048, 2048);
	}

	@Test
	void memory_too_small_for_one_pixel_is_said() {
		TiledInference inference = new TiledInference(new Copying(0), SIDE_32);
		assertThatThrownBy(() -> inference.run(new NoiseImage(1, 97, 70), new Once(97, 70), Progress.none()))
			.isInstanceOf(BackendException.class)
			.hasMessageContaining("1x1 at (0, 0)").hasCauseInstanceOf(OutOfMemoryException.class);
	}

	@Test
	void a_network_that_sees_the_whole_image_is_not_halved() {
		Network global = Network.input("image", 1).then("same", new GlobalPooling(Pooling.Kind.MAX));
		Copying runner = new Copying(global, 100, new ArrayList<>());
		assertThatThrownBy(() -> new TiledInference(runner, SIDE_32).run(new NoiseImage(1, 97, 70), new Once(97, 70), Progress.none()))
			.isInstanceOf(BackendException.class).hasMessageContaining("97x70");
		assertThat(runner.failures()).hasSize(1);
	}

	@Test
	void an_error_of_the_sink_is_not_taken_for_lack_of_memory() {
		List<Tile> tiles = new ArrayList<>();
		TileSink full = (tile, answers) -> {
			tiles.add(tile);
			throw new OutOfMemoryError("The sink's own.");
		};
		TiledInference inference = new TiledInference(new Copying(1 << 20), SIDE_32);
		assertThatThrownBy(() -> inference.run(new NoiseImage(1, 97, 70), full, Progress.none())).isInstanceOf(OutOfMemoryError.class);
		assertThat(tiles).hasSize(1);
	}

	@Test
	void a_cancelled_run_stops_before_the_next_tile() {
		Once sink = new Once(97, 70);
		TiledInference inference = new TiledInference(new Copying(1 << 20), SIDE_32);
		assertThatThrownBy(() -> inference.run(new NoiseImage(1, 97, 70), sink, new Watch(2))).isInstanceOf(CancellationException.class)
			.hasMessageContaining("of 6790 pixels");
		assertThat(sink.tiles).hasSize(2);
	}

	/** Waits in each run but the last until the next tile has been read, and knows whether it is at work. */
	private record Waiting(Network network, Semaphore reads, AtomicInteger runs, AtomicBoolean atWork) implements Runner {

		Waiting() {
			this(Network.input("image", 1).then("same", Activation.relu()), new Semaphore(0), new AtomicInteger(), new AtomicBoolean());
		}

		@Override
		public Map<String, Tensor> run(Map<String, Tensor> inputs) {
			atWork.set(true);
			try {
				int needed = runs.incrementAndGet() == 1 ? 2 : 1;
				assertThat(reads.tryAcquire(needed, 10, TimeUnit.SECONDS)).as("the next tile is read during run " + runs).isTrue();
			}
			catch (InterruptedException e) {
				throw new AssertionError(e);
			}
			atWork.set(false);
			return Map.of("same", inputs.get("image"));
		}

		/** Noise that counts how often it is read. */
		TileSource image() {
			NoiseImage noise = new NoiseImage(1, 97, 70);
			return new TileSource() {

				@Override
				public int channels() {
					return 1;
				}

				@Override
				public long width() {
					return noise.width();
				}

				@Override
				public long height() {
					return noise.height();
				}

				@Override
				public void read(Region region, float[] target) {
					noise.read(region, target);
					reads.release();
				}
			};
		}

		@Override
		public void close() {}
	}

	@Test
	void the_next_tile_is_read_while_the_network_works() {
		Waiting runner = new Waiting();
		Once sink = new Once(97, 70);
		TileSource image = runner.image();
		runner.reads().release(); // for the last run
		new TiledInference(runner, SIDE_32).run(image, sink, Progress.none());
		sink.check();
		assertThat(sink.tiles).hasSize(12);
	}

	@Test
	void no_run_goes_on_after_an_error() {
		Waiting runner = new Waiting();
		TileSink broken = (tile, answers) -> {
			throw new IllegalStateException("The sink's own.");
		};
		runner.reads().release(); // for the second run
		assertThatThrownBy(() -> new TiledInference(runner, SIDE_32).run(runner.image(), broken, Progress.none()))
			.isInstanceOf(IllegalStateException.class).hasMessage("The sink's own.");
		assertThat(runner.atWork()).isFalse();
		assertThat(runner.runs()).hasValue(2);
	}

	@Test
	void an_error_of_the_network_comes_as_it_is() {
		BackendException failure = new BackendException("Broken.");
		Runner broken = new Runner() {

			@Override
			public Network network() {
				return Network.input("image", 1).then("same", Activation.relu());
			}

			@Override
			public Map<String, Tensor> run(Map<String, Tensor> inputs) {
				throw failure;
			}

			@Override
			public void close() {}
		};
		TiledInference inference = new TiledInference(broken, SIDE_32);
		assertThatThrownBy(() -> inference.run(new NoiseImage(1, 97, 70), new Once(97, 70), Progress.none())).isSameAs(failure);
	}

	@Test
	void a_wrong_number_of_channels_names_the_input() {
		TiledInference inference = new TiledInference(new Copying(1 << 20), SIDE_32);
		assertThatThrownBy(() -> inference.run(new NoiseImage(3, 9, 9), new Once(9, 9), Progress.none())).isInstanceOf(ShapeException.class)
			.hasMessageContaining("image").hasMessageContaining("3");
	}

	@Test
	void tiles_of_a_network_with_alignment_are_halved_to_the_alignment() {
		Network strided = Network.input("image", 1).then("conv", Convolution.of(1, 3).stride(8));
		TilePlan plan = TilePlan.of(strided, 100, 100, new MemoryBudget(1 << 30).withSide(64));
		assertThat(plan.half(plan.tile(0)).width()).isEqualTo(32);
		List<Tile> parts = plan.split(plan.tile(0), new Size(8, 24));
		assertThat(parts).extracting(Tile::x).contains(0L, 24L, 48L);
		assertThat(plan.half(parts.get(0))).isEqualTo(new Size(8, 16));
	}
}
