package sc.fovea.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.net.Axis;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dropout;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Pooling;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Size;
import sc.fovea.net.Weights;

/** The trunk and the heads behind it. */
class UNetTest {

	private static TrunkOptions options(int channels, int grid, int depth) {
		return new TrunkOptions(channels, grid, 4, depth, Pooling.Kind.MAX, 0);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 1", "1, 1, 3", "3, 2, 3", "1, 2, 4", "3, 4, 2", "2, 8, 1" })
	void features_lie_on_the_grid(int channels, int grid, int depth) {
		Network trunk = new UNet().trunk(options(channels, grid, depth));
		assertThat(trunk.inputs()).containsOnlyKeys(UNet.IMAGE);
		int step = grid << depth - 1;
		Map<String, Shape> shapes = trunk.shapes(new Shape(3 * step, 2 * step, channels));
		assertThat(shapes.get(trunk.last())).isEqualTo(new Shape(3 * step / grid, 2 * step / grid, 4));
		assertThat(new ReceptiveField(trunk).alignment(Axis.X)).isEqualTo(step);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 3", "2, 1", "2, 3", "4, 1", "4, 3" })
	void star_heads_answer_on_the_grid_and_at_every_pixel(int grid, int channels) {
		Network network = new StarHeads(32, 8).attach(new UNet().trunk(options(channels, grid, 2)), grid);
		assertThat(network.outputs()).containsExactly(StarHeads.PROBABILITY, StarHeads.DISTANCES, StarHeads.FOREGROUND);
		Map<String, Shape> shapes = network.shapes(new Shape(32, 48, channels));
		assertThat(shapes.get(StarHeads.PROBABILITY)).isEqualTo(new Shape(32 / grid, 48 / grid, 1));
		assertThat(shapes.get(StarHeads.DISTANCES)).isEqualTo(new Shape(32 / grid, 48 / grid, 32));
		assertThat(shapes.get(StarHeads.FOREGROUND)).isEqualTo(new Shape(32, 48, 1));
		assertThat(shapes.get(StarHeads.PROBABILITY_LOGIT)).isEqualTo(shapes.get(StarHeads.PROBABILITY));
		assertThat(shapes.get(StarHeads.FOREGROUND_LOGIT)).isEqualTo(shapes.get(StarHeads.FOREGROUND));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void the_semantic_head_answers_at_every_pixel(int grid) {
		Network network = new SemanticHead(5).attach(new UNet().trunk(options(3, grid, 2)), grid);
		assertThat(network.outputs()).containsExactly(SemanticHead.CLASSES);
		assertThat(network.shapes(new Shape(16, 24, 3)).get(SemanticHead.CLASSES)).isEqualTo(new Shape(16, 24, 5));
	}

	@Test
	void without_a_layer_at_full_resolution_a_convolution_on_the_image_takes_its_place() {
		Network stemless = Network.input("image", 1).then("conv", Convolution.of(4, 3).stride(2));
		Network network = new SemanticHead(2).attach(stemless, 2);
		assertThat(network.shapes(new Shape(16, 24, 1)).get(SemanticHead.CLASSES)).isEqualTo(new Shape(16, 24, 2));
		assertThat(network.node("fine_join").inputs()).containsExactly("fine_double", "fine_stem_relu");
		assertThat(network.node("fine_stem").inputs()).containsExactly("image");
	}

	@Test
	void the_stem_is_joined_at_full_resolution() {
		Network network = new SemanticHead(2).attach(new UNet().trunk(options(1, 4, 2)), 4);
		assertThat(network.node("fine_join").inputs()).containsExactly("fine_double", UNet.STEM);
	}

	@Test
	void poolings_that_do_not_halve_are_refused() {
		TrunkOptions options = new TrunkOptions(1, 2, 4, 3, new PoolingChoice(Optional.empty(), OptionalInt.empty(), OptionalInt.of(3)), 0);
		assertThatThrownBy(() -> new UNet().trunk(options)).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("stride of 2", "unet", "got 3",
			"classification");
	}

	@ParameterizedTest
	@EnumSource(Pooling.Kind.class)
	void levels_are_halved_by_the_chosen_pooling(Pooling.Kind kind) {
		Network trunk = new UNet().trunk(new TrunkOptions(1, 4, 4, 3, kind, 0));
		assertThat(trunk.nodes().stream().filter(n -> n.layer() instanceof Pooling).map(Node::layer)).hasSize(4).containsOnly(Pooling.of(kind, 2));
	}

	@Test
	void dropout_comes_before_the_deepest_convolution() {
		Network trunk = new UNet().trunk(new TrunkOptions(1, 2, 4, 3, Pooling.Kind.MAX, 0.25));
		assertThat(trunk.node("bottom_dropout").layer()).isEqualTo(new Dropout(0.25));
		assertThat(trunk.node("bottomb").inputs()).containsExactly("bottom_dropout");
		Network without = new UNet().trunk(options(1, 2, 3));
		assertThat(without.nodes()).hasSize(trunk.nodes().size() - 1).noneMatch(n -> n.layer() instanceof Dropout);
		assertThat(without.weights()).isEqualTo(trunk.weights());
	}

	/**
	 * Two 3 × 3 convolutions per level widen the window by 4 of that level's pixels; maxima over pairs and doublings keep it aligned. The window of a
	 * pixel of depth d on a grid g, walked from the output to the input by hand.
	 */
	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 2", "1, 3", "2, 1", "2, 3", "2, 4", "4, 2" })
	void the_receptive_field_follows_from_the_levels(int grid, int depth) {
		Network trunk = new UNet().trunk(options(1, grid, depth));
		long from = 0;
		long to = 1;
		for (int level = 1; level < depth; level++) { // up path: block, then the doubling's source
			from = Math.floorDiv(from - 2, 2);
			to = Math.floorDiv(to + 2 - 1, 2) + 1;
		}
		from -= 2;
		to += 2;
		for (int level = 1; level < depth; level++) { // down path: the pooling's source, then the block
			from = 2 * from - 2;
			to = 2 * to + 2;
		}
		for (int g = grid; g > 1; g /= 2) {
			from = 2 * from - 2;
			to = 2 * to + 2;
		}
		int side = (int) (to - from);
		assertThat(new ReceptiveField(trunk).size(trunk.last())).isEqualTo(Optional.of(new Size(side, side)));
	}

	@Test
	void the_standard_has_0_9_million_weights() {
		Network network = StarHeads.standard().attach(new UNet().trunk(TrunkOptions.forChannels(1)), 2);
		long expected = convolution(1, 16) + convolution(16, 16) // stem
			+ convolution(16, 32) + convolution(32, 32) + convolution(32, 64) + convolution(64, 64) + convolution(64, 96) + convolution(96, 96) // down
			+ convolution(96, 128) + convolution(128, 128) // bottom
			+ convolution(128 + 96, 96) + convolution(96, 96) + convolution(96 + 64, 64) + convolution(64, 64) + convolution(64 + 32, 32) + convolution(32, 32) // up
			+ convolution(32, 64) + 64 + 1 + 64 * 32 + 32 // features, probability, distances
			+ 32 * 32 + 32 + convolution(32 + 16, 24) + convolution(24, 24) + 24 + 1; // foreground
		assertThat(Weights.initialise(network, 1).count()).isEqualTo(expected).isBetween(850_000L, 950_000L);
	}

	private static long convolution(long from, long to) {
		return 9 * from * to + to;
	}

	@Test
	void options_outside_their_range_are_refused() {
		assertThatThrownBy(() -> options(0, 1, 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("channels");
		assertThatThrownBy(() -> options(1, 3, 1)).hasMessageContaining("power of two");
		assertThatThrownBy(() -> options(1, 1, 0)).hasMessageContaining("depth");
		assertThatThrownBy(() -> new TrunkOptions(1, 1, 4, 1, Pooling.Kind.MAX, 1)).hasMessageContaining("dropout rate").hasMessageContaining("1.0");
	}

	@Test
	void an_image_that_is_no_multiple_of_the_alignment_is_refused_by_name() {
		Network trunk = new UNet().trunk(options(1, 1, 3));
		assertThatThrownBy(() -> trunk.shapes(new Shape(10, 12, 1))).isInstanceOf(ShapeException.class).hasMessageContaining("up");
	}
}
