package sc.fovea.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.BackendException;
import sc.fovea.net.Axis;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Size;
import sc.fovea.net.Upsampling;

class TilePlanTest {

	private static final Network NETWORK = Network.input("image", 1).then("a", Convolution.of(8, 3)).then("pool", Pooling.max(4))
		.then("b", Convolution.of(8, 3)).then("up", Upsampling.nearest(4)).then("head", Convolution.pointwise(2));

	@Test
	void an_image_that_fits_is_one_tile() {
		TilePlan plan = TilePlan.of(NETWORK, 101, 50, new MemoryBudget(1 << 30));
		assertThat(plan.count()).isOne();
		assertThat(plan.tile(0)).isEqualTo(new Tile(new Region(0, 0, 101, 50), new Region(0, 0, 104, 52)));
		assertThat(plan.extent("head", Axis.X)).isEqualTo(101);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 1", "1000, 700, 1", "999, 3001, 2", "5, 4000, 8", "4096, 4096, 3" })
	void cores_cover_the_image_exactly_once_and_reads_stay_in_the_budget(int width, int height, int mebibytes) {
		MemoryBudget budget = new MemoryBudget((long) mebibytes << 20);
		TilePlan plan = TilePlan.of(NETWORK, width, height, budget);
		BitSet covered = new BitSet(width * height);
		for (long i = 0; i < plan.count(); i++) {
			Tile tile = plan.tile(i);
			Shape read = new Shape(tile.read().height(), tile.read().width(), 1);
			assertThat(TileMemory.of(NETWORK, read).bytes()).isLessThanOrEqualTo(budget.bytes());
			assertThat(tile.x() % 4 + tile.y() % 4 + tile.read().width() % 4 + tile.read().height() % 4).isZero();
			cover(tile.core(), width, covered);
		}
		assertThat(covered.cardinality()).isEqualTo(width * height);
	}

	private static void cover(Region core, int width, BitSet covered) {
		for (int y = (int) core.y(); y < core.y() + core.height(); y++) {
			int from = y * width + (int) core.x();
			assertThat(covered.get(from, from + core.width()).isEmpty()).isTrue();
			covered.set(from, from + core.width());
		}
	}

	@Test
	void a_larger_budget_gives_larger_tiles_up_to_the_longest_side() {
		long[] areas = LongStream.of(1, 4, 16, 32, 1024)
			.map(m -> TilePlan.of(NETWORK, 9000, 9000, new MemoryBudget(m << 20)).tile(0).core().area()).toArray();
		assertThat(areas).isSorted().doesNotHaveDuplicates();
		assertThat(TilePlan.of(NETWORK, 9000, 9000, new MemoryBudget(1L << 40).withSide(512)).core()).isEqualTo(Size.of(500));
	}

	private static double read(TilePlan plan) {
		return LongStream.range(0, plan.count()).mapToDouble(i -> plan.tile(i).read().area()).sum();
	}

	private static long mostWork(TilePlan plan) {
		return LongStream.range(0, plan.count()).mapToObj(i -> plan.tile(i).read())
			.mapToLong(read -> Work.multiplyAdds(NETWORK, new Shape(read.height(), read.width(), 1))).max().orElseThrow();
	}

	@ParameterizedTest
	@CsvSource({ "400, 300, 1000000", "400, 300, 4000000", "900, 60, 2000000", "60, 900, 2000000", "256, 256, 8000000" })
	void no_other_size_within_the_budget_reads_much_less(int width, int height, long multiplyAdds) {
		TilePlan plan = TilePlan.of(NETWORK, width, height, new MemoryBudget(1L << 40, 1L << 40, multiplyAdds, 4096));
		double least = Double.MAX_VALUE;
		for (int w = 4; w <= width; w += 4) {
			for (int h = 4; h <= height; h += 4) {
				TilePlan other = plan.withCore(new Size(h, w));
				if (other.count() < 200 && mostWork(other) <= multiplyAdds) {
					least = Math.min(least, read(other));
				}
			}
		}
		assertThat(mostWork(plan)).isLessThanOrEqualTo(multiplyAdds);
		assertThat(read(plan)).isLessThanOrEqualTo(1.05 * least);
	}

	/** A convolution of 3x3 from 1 to 8 channels, one from 8 to 8 on a sixteenth of the pixels, and one of 1x1 from 8 to 2. */
	@Test
	void work_is_counted_by_hand() {
		assertThat(Work.multiplyAdds(NETWORK, new Shape(8, 12, 1))).isEqualTo(8 * 12 * 9 * 8 + 2 * 3 * 9 * 8 * 8 + 8 * 12 * 8 * 2);
	}

	@Test
	void images_as_wide_as_a_tile_are_cut_into_bands() {
		TilePlan plan = TilePlan.of(NETWORK, 1024, 1024, new MemoryBudget(1L << 40, 1L << 40, Work.multiplyAdds(NETWORK, new Shape(600, 1024, 1)), 4096));
		assertThat(plan.core()).isEqualTo(new Size(512, 1024));
	}

	@Test
	void the_heap_limits_tiles_too() {
		MemoryBudget budget = new MemoryBudget(1L << 40, 1 << 20, 1024);
		TilePlan plan = TilePlan.of(NETWORK, 9000, 9000, budget);
		Region read = plan.tile(plan.count() / 2).read();
		assertThat(read.area() * Float.BYTES * (1 + 2 * 2)).isBetween(1L << 19, 1L << 20);
	}

	@Test
	void a_budget_too_small_for_the_smallest_tile_is_said() {
		assertThatThrownBy(() -> TilePlan.of(NETWORK, 1000, 1000, new MemoryBudget(1000))).isInstanceOf(BackendException.class)
			.hasMessageContaining("smallest tile").hasMessageContaining("4x4");
	}

	@Test
	void images_larger_than_memory_are_planned_at_once() {
		TilePlan plan = TilePlan.of(NETWORK, 2_000_000_000, 2_000_000_000, new MemoryBudget(256 << 20));
		Tile last = plan.tile(plan.count() - 1);
		assertThat(last.x() + last.width()).isEqualTo(2_000_000_000);
		assertThat(last.read().x()).isEqualTo(last.x() - 8);
	}

	static Layer whole(String name) {
		return switch (name) {
			case "pooling" -> new GlobalPooling(Pooling.Kind.AVERAGE);
			case "dense" -> Dense.of(3);
			default -> Normalization.group(1);
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "pooling", "dense", "group" })
	void a_network_that_sees_the_whole_image_is_not_tiled_and_says_why(String name) {
		Shape input = name.equals("dense") ? new Shape(2000, 2000, 1) : Shape.ofChannels(1);
		Network network = Network.input("image", input).then("a", Convolution.of(2, 3)).then(name, whole(name));
		assertThat(TilePlan.reasonAgainstTiles(network)).contains("node '" + name + "' sees the whole image");
		assertThat(TilePlan.of(network, 2000, 2000, new MemoryBudget(1 << 30)).count()).isOne();
		assertThatThrownBy(() -> TilePlan.of(network, 2000, 2000, new MemoryBudget(1 << 20))).isInstanceOf(BackendException.class)
			.hasMessageContaining("node '" + name + "' sees the whole image").hasMessageContaining("2000x2000");
	}

	@Test
	void a_network_of_fixed_size_takes_that_size_only() {
		Network network = Network.input("image", new Shape(32, 32, 1)).then("a", Convolution.of(2, 3));
		assertThat(TilePlan.of(network, 32, 32, new MemoryBudget(1 << 20).withSide(8)).count()).isOne();
		assertThatThrownBy(() -> TilePlan.of(network, 64, 64, new MemoryBudget(1 << 20)))
			.isInstanceOf(ShapeException.class).hasMessageContaining("image");
	}

	@Test
	void several_inputs_and_empty_images_are_refused() {
		Network two = Network.input("a", 1).withInput("b", Shape.ofChannels(1)).then("sum", Join.add(), "a", "b");
		assertThatThrownBy(() -> TilePlan.of(two, 9, 9, new MemoryBudget(1 << 20)))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[a, b]");
		assertThatThrownBy(() -> TilePlan.of(NETWORK, 0, 9, new MemoryBudget(1 << 20)))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0x9");
	}

	@Test
	void memory_is_the_largest_set_of_values_alive_at_once() {
		Network chain = Network.input("image", 1).then("a", Convolution.of(4, 3)).then("b", Convolution.of(2, 3)).then("c", Convolution.of(1, 3));
		TileMemory memory = TileMemory.of(chain, new Shape(10, 10, 1));
		assertThat(memory.heapBytes()).isEqualTo(100 * 4 * (2 * 1 + 3 * 1));
		assertThat(memory.bytes() - memory.heapBytes()).isEqualTo(100 * 4 * (4 + 2) * 2);
	}

	@Test
	void the_automatic_budget_stays_below_the_machine() {
		MemoryBudget budget = MemoryBudget.automatic();
		assertThat(budget.bytes()).isBetween(256L << 20, 8L << 30);
		assertThat(budget.heapBytes()).isLessThan(Runtime.getRuntime().maxMemory());
	}
}
