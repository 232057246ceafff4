package sc.fovea.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Upsampling;
import sc.fovea.net.WeightSpec;

/** What every architecture promises, and what those of the literature have. */
class ArchitecturesTest {

	static List<Architecture> all() {
		return List.of(new UNet(), new NetworkInNetwork(), new LeNet5(), new Vgg(), new ResNet18(), new ResNet50(), new MobileNetV1(), new MobileNetV2(),
			new Fcn32s(), new Fcn16s(), new Fcn8s());
	}

	private static TrunkOptions options(Architecture architecture, int grid, double dropout) {
		return new TrunkOptions(3, grid, Math.max(1, architecture.filters(32) / 4), architecture.depth(grid), PoolingChoice.OPEN, dropout);
	}

	private static long trained(Network network) {
		return network.weights().stream().filter(WeightSpec::trained).mapToLong(WeightSpec::count).sum();
	}

	/** Whether a dropout lies on the way to a batch normalization. */
	private static boolean isShifted(Network network) {
		Set<String> dropouts = Set.copyOf(network.nodes().stream().filter(n -> n.layer() instanceof Dropout).map(n -> n.name()).toList());
		return network.nodes().stream().filter(n -> n.layer() instanceof Normalization).anyMatch(n -> network.ancestors(n.name()).stream().anyMatch(
			dropouts::contains));
	}

	@ParameterizedTest
	@MethodSource("all")
	void every_head_for_places_fits_every_architecture_on_every_grid(Architecture architecture) {
		for (int grid : List.of(1, 2, 4)) {
			if (architecture.depth(grid) + Integer.numberOfTrailingZeros(grid) > architecture.mostHalvings() + 1) continue;
			Trunk trunk = Trunk.of(architecture, options(architecture, grid, 0.5));
			Shape image = new Shape(64, 96, 3);
			Map<String, Shape> stars = StarHeads.standard().attach(trunk.network(), grid).shapes(image);
			assertThat(stars.get(StarHeads.DISTANCES)).isEqualTo(new Shape(64 / grid, 96 / grid, 32));
			assertThat(stars.get(StarHeads.FOREGROUND)).isEqualTo(new Shape(64, 96, 1));
			Network classes = new SemanticHead(3).attach(trunk.network(), grid);
			assertThat(classes.shapes(image).get(SemanticHead.CLASSES)).isEqualTo(new Shape(64, 96, 3));
			assertThat(BoxHeads.standard(2).attach(trunk.network()).shapes(image).get(BoxHeads.SCORES)).isEqualTo(new Shape(64 / grid, 96 / grid, 2));
			assertThat(Trunk.of(classes)).as("its trunk is found again").isEqualTo(trunk);
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void every_architecture_tells_whole_images_apart(Architecture architecture) {
		TrunkOptions options = new TrunkOptions(3, 1 << architecture.halvings(), architecture.filters(16), 1, PoolingChoice.OPEN, 0.5);
		Network network = new ClassHead(4, 0.5).attach(architecture.features(options));
		assertThat(network.shapes(new Shape(64, 64, 3)).get(ClassHead.CLASSES)).isEqualTo(new Shape(1, 1, 4));
		assertThat(network.nodes().stream().filter(n -> n.layer() instanceof Dropout)).as("dropout of the head alone").hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("all")
	void no_dropout_comes_before_a_batch_normalization(Architecture architecture) {
		Network trunk = architecture.trunk(options(architecture, 2, 0.5));
		assertThat(trunk.nodes().stream().anyMatch(n -> n.layer() instanceof Dropout)).as("dropout is not ignored").isTrue();
		assertThat(isShifted(trunk)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("all")
	void it_is_described_in_a_line(Architecture architecture) {
		assertThat(architecture.summary()).matches(".*\\((.+ )?\\d{4}, (arXiv:\\d{4}\\.\\d{4,5}|doi:.+)\\)");
		assertThat(architecture.summary().length()).isLessThan(120);
	}

	@ParameterizedTest
	@ValueSource(strings = { "MAX", "AVERAGE", "L2" })
	void every_pooling_is_as_it_is_asked_for(Pooling.Kind kind) {
		PoolingChoice choice = new PoolingChoice(Optional.of(kind), OptionalInt.of(3), OptionalInt.empty());
		for (Architecture architecture : all()) {
			if (!architecture.hasPoolings()) continue;
			Network trunk = architecture.trunk(new TrunkOptions(1, 2, 4, architecture.depth(2), choice, 0));
			assertThat(trunk.nodes().stream().map(n -> n.layer()).filter(Pooling.class::isInstance)).as(architecture.name()).isNotEmpty()
				.allSatisfy(layer -> assertThat(layer).isEqualTo(new Pooling(kind, Size.of(3), Size.of(2), sc.fovea.net.Padding.SAME)));
		}
	}

	@Test
	void poolings_of_another_stride_shrink_features_of_whole_images() {
		PoolingChoice choice = new PoolingChoice(Optional.empty(), OptionalInt.empty(), OptionalInt.of(3));
		Network network = new NetworkInNetwork().features(new TrunkOptions(1, 8, 4, 1, choice, 0));
		assertThat(network.shapes(new Shape(81, 81, 1)).get(network.last())).isEqualTo(new Shape(3, 3, 16));
		assertThatThrownBy(() -> new NetworkInNetwork().trunk(new TrunkOptions(1, 8, 4, 1, choice, 0))).hasMessageContainingAll("stride of 2", "got 3");
	}

	/** 11,689,512 in the reference implementation, of which 513,000 are the fully connected layer's. */
	@Test
	void resnet18_has_the_weights_of_the_paper() {
		Network network = new ResNet18().features(new TrunkOptions(3, 32, 64, 1, PoolingChoice.OPEN, 0));
		assertThat(trained(network)).isEqualTo(11_176_512);
		assertThat(trained(new ClassHead(1000, 0).attach(network))).isEqualTo(11_689_512);
		assertThat(network.shapes(new Shape(224, 224, 3)).get(network.last())).isEqualTo(new Shape(7, 7, 512));
	}

	/** C1 156, C3 2,416 where each map sees all of S2, C5 48,120, F6 10,164, and 850 of the ten classes. */
	@Test
	void lenet5_has_the_weights_of_the_paper() {
		Network network = new LeNet5().features(new TrunkOptions(1, 4, 6, 1, PoolingChoice.OPEN, 0));
		assertThat(trained(network.then("pool", new sc.fovea.net.GlobalPooling(Pooling.Kind.AVERAGE)).then("digits", Dense.of(10)))).isEqualTo(61_706);
		assertThat(network.nodes().stream().map(n -> n.layer()).filter(Pooling.class::isInstance)).containsOnly(Pooling.of(Pooling.Kind.AVERAGE, 2));
	}

	/** VGG-16 without its top 14,714,688, fc6 102,764,544 and fc7 16,781,312: the published 134 million but for the scores. */
	@Test
	void a_fully_convolutional_network_has_the_weights_of_the_paper() {
		Network network = new Fcn32s().features(new TrunkOptions(3, 32, 64, 1, PoolingChoice.OPEN, 0));
		assertThat(trained(network)).isEqualTo(134_260_544);
	}

	@ParameterizedTest
	@CsvSource({ "0, 32", "1, 16", "2, 8" })
	void scores_of_as_many_levels_as_the_name_says_are_enlarged_at_once(int skips, int factor) {
		Architecture fcn = List.of(new Fcn32s(), new Fcn16s(), new Fcn8s()).get(skips);
		assertThat(fcn.name()).isEqualTo("fcn-" + factor + "s");
		Network trunk = fcn.trunk(new TrunkOptions(3, 1, 4, fcn.depth(1), PoolingChoice.OPEN, 0));
		assertThat(trunk.node("upscore").layer()).isEqualTo(new Upsampling(factor, Upsampling.Method.BILINEAR));
		assertThat(trunk.nodes().stream().filter(n -> n.name().endsWith("_add"))).hasSize(skips);
		assertThat(fcn.scoreGrid(2)).isEqualTo(1);
	}

	@Test
	void skips_that_do_not_fit_are_refused() {
		assertThatThrownBy(() -> new Fcn8s().trunk(new TrunkOptions(3, 4, 4, 2, PoolingChoice.OPEN, 0))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContainingAll("depth of at least 3", "fcn-8s", "got 2");
	}

	@Test
	void an_architecture_that_breaks_its_promise_is_refused() {
		Architecture broken = new Architecture() {

			@Override
			public String name() {
				return "broken";
			}

			@Override
			public Network trunk(TrunkOptions options) {
				return Network.input(UNet.IMAGE, options.channels()).then("pool", Pooling.max(4));
			}
		};
		assertThatThrownBy(() -> Trunk.of(broken, options(broken, 2, 0))).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("'broken'",
			"grid of 2", "got a grid of 4");
	}
}
