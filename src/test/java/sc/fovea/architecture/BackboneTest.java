package sc.fovea.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.net.Network;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.WeightSpec;

/** What the published backbones have in common; that their features are right is shown with the weights of Keras. */
class BackboneTest {

	private static final Map<String, Backbone> BACKBONES = Map.of("mobilenet-v1", new MobileNetV1(), "mobilenet-v2", new MobileNetV2(), "resnet50",
		new ResNet50(), "vgg", new Vgg(), "squeezenet", new SqueezeNet());

	static List<Backbone> backbones() {
		return List.copyOf(BACKBONES.values());
	}

	private static TrunkOptions options(int grid, int width, int depth, double dropout) {
		return new TrunkOptions(3, grid, width, depth, PoolingChoice.OPEN, dropout);
	}

	/** The numbers that {@code count_params()} of the models in Keras gives, without their tops. */
	@ParameterizedTest
	@CsvSource({ "mobilenet-v1, 3, 1, 3228864", "mobilenet-v1, 3, 0.25, 218544", "mobilenet-v2, 3, 1, 2257984", "mobilenet-v2, 3, 1.4, 4363712",
		"mobilenet-v2, 3, 0.35, 410208", "resnet50, 3, 1, 23587712", "vgg, 3, 1, 14714688", "squeezenet, 3, 1, 722496" })
	void it_has_as_many_weights_as_in_keras(String name, int channels, double multiplier, long count) {
		Network network = BACKBONES.get(name).features(channels, multiplier);
		assertThat(network.weights().stream().mapToLong(WeightSpec::count).sum()).isEqualTo(count);
		assertThat(BACKBONES.get(name).name()).isEqualTo(name);
	}

	@ParameterizedTest
	@CsvSource({ "mobilenet-v1, 2, conv_pw_1_relu", "mobilenet-v1, 16, conv_pw_11_relu", "mobilenet-v1, 32, conv_pw_13_relu",
		"mobilenet-v2, 2, block_1_expand_relu", "mobilenet-v2, 8, block_6_expand_relu", "mobilenet-v2, 32, out_relu", "resnet50, 2, conv1_relu",
		"resnet50, 4, conv2_block3_out", "resnet50, 16, conv4_block6_out", "resnet50, 32, conv5_block3_out", "vgg, 8, block4_conv3_relu",
		"vgg, 32, block5_pool", "squeezenet, 4, fire3_concat", "squeezenet, 16, fire9_concat" })
	void a_trunk_ends_with_the_deepest_features_of_its_grid(String name, int grid, String last) {
		Network trunk = BACKBONES.get(name).trunk(options(grid, 16, 1, 0));
		assertThat(trunk.last()).isEqualTo(last);
		Shape features = trunk.shapes(new Shape(96, 64, 3)).get(last);
		assertThat(features).isEqualTo(new Shape(96 / grid, 64 / grid, features.channels()));
	}

	@ParameterizedTest
	@MethodSource("backbones")
	void the_width_of_a_trunk_is_that_of_its_first_convolution(Backbone backbone) {
		Network trunk = backbone.trunk(options(1 << backbone.halvings(), 2 * backbone.firstFilters(), 1, 0));
		assertThat(trunk).isEqualTo(backbone.features(3, 2));
		assertThat(trunk.weights().get(0).shape()).endsWith(2 * backbone.firstFilters());
	}

	@ParameterizedTest
	@MethodSource("backbones")
	void what_a_backbone_has_not_is_refused(Backbone backbone) {
		String halvings = "1 to " + backbone.halvings() + " halvings";
		assertThatThrownBy(() -> backbone.trunk(options(32, 32, 4, 0))).hasMessageContainingAll(halvings, backbone.name(), "got 8", "depth 4");
		assertThatThrownBy(() -> backbone.trunk(options(1, 32, 1, 0))).hasMessageContainingAll(halvings, backbone.name(), "got 0");
		assertThatThrownBy(() -> backbone.trunk(options(64, 32, 1, 0))).hasMessageContaining("got 6");
	}

	@Test
	void poolings_are_refused_where_there_are_none() {
		TrunkOptions chosen = new TrunkOptions(3, 32, 32, 1, Pooling.Kind.L2, 0);
		assertThatThrownBy(() -> new MobileNetV1().trunk(chosen)).hasMessageContainingAll("no pooling", "mobilenet-v1", "vgg");
		assertThat(new ResNet50().trunk(chosen).node("pool1_pool").layer()).isEqualTo(new Pooling(Pooling.Kind.L2, Size.of(3), Size.of(2), Padding.SAME));
	}

	@Test
	void a_width_multiplier_is_a_number_that_leaves_filters() {
		for (double multiplier : new double[] { 0, -1, Double.NaN, Double.POSITIVE_INFINITY, 17 }) {
			assertThatThrownBy(() -> new MobileNetV2().features(1, multiplier)).hasMessageContainingAll("width multiplier", Double.toString(multiplier));
		}
		assertThatThrownBy(() -> new MobileNetV1().features(1, 0.03)).hasMessageContainingAll("1/32", "0.03");
	}

	/** The rule of the published code, with the values that it gives: at least 8, the nearest of 8, never more than 10 % less. */
	@ParameterizedTest
	@CsvSource({ "1, 8", "11.2, 16", "12, 16", "16, 16", "19, 24", "20, 24", "33, 32", "35.5, 32", "36, 40", "59, 56" })
	void filters_come_in_eights(double share, int filters) {
		assertThat(new WidthMultiplier(1).inEights(share)).isEqualTo(filters);
	}
}
