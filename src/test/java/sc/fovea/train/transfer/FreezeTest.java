package sc.fovea.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.architecture.Trunk;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarSetup;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.loop.Stage;

/** Which layers learn, and when. */
class FreezeTest {

	private static final Network FOUR = Network.input("image", 1).then("a", Convolution.pointwise(2)).then("a_relu", Activation.relu())
		.then("b", Convolution.pointwise(2)).then("b_relu", Activation.relu()).then("c", Convolution.pointwise(2)).then("head", Convolution.pointwise(1));
	private static final Set<String> HEADS = Set.of("head");
	private static final StarSetup TASK = StarSetup.standard(1);
	private static final Model SOURCE = new Model(TrainingJob.About.named("source").card(), ModelInput.ofAnyScale(1, new Normalisation.Percentile(1, 99)),
		TASK.settings(), TASK.network(), Weights.initialise(TASK.network(), 1));

	@ParameterizedTest
	@CsvSource({ "none, ''", "head, 'a, a_relu, b, b_relu, c'", "b, 'a, a_relu, b'", "a_relu, 'a, a_relu'", "0%, ''", "25%, a", "50%, 'a, b'",
		"62%, 'a, b'", "100%, 'a, b, c, head'" })
	void what_a_user_writes_names_the_frozen_layers(String text, String frozen) {
		assertThat(Freeze.parse(text).frozen(FOUR, HEADS)).containsExactlyInAnyOrderElementsOf(
			frozen.isEmpty() ? List.of() : List.of(frozen.split(", ")));
		assertThat(Freeze.parse(text)).hasToString(text);
	}

	@Test
	void a_layer_that_does_not_exist_is_named_with_the_nearest() {
		assertThatThrownBy(() -> Freeze.parse("heat").frozen(FOUR, HEADS)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("got 'heat'").hasMessageContaining("Did you mean 'head'?").hasMessageContaining("a, b, c, head");
	}

	@Test
	void a_layer_of_a_file_is_frozen_in_the_trunks_of_all_colour_axes() {
		Network net = Network.input("image", 2).then("axis1_a", Convolution.pointwise(2), "image").then("axis2_a", Convolution.pointwise(2), "image")
			.then("axis1_b", Convolution.pointwise(2), "axis1_a").then("axis2_b", Convolution.pointwise(2), "axis2_a")
			.then("axes", Join.concatenate(), "axis1_b", "axis2_b").then("head", Convolution.pointwise(1));
		assertThat(Freeze.parse("a").frozen(net, HEADS)).containsExactlyInAnyOrder("axis1_a", "axis2_a");
		assertThat(Freeze.parse("axis2_b").frozen(net, HEADS)).containsExactlyInAnyOrder("axis2_a", "axis2_b");
		assertThat(Freeze.parse("50%").frozen(net, HEADS)).contains("axis1_a", "axis2_a").doesNotContain("axis2_b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1%", "101%", "many%", "NaN%" })
	void a_share_is_between_0_and_100_percent(String text) {
		assertThatThrownBy(() -> Freeze.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("Expected a share");
	}

	private static List<Stage> stages(String freeze, int unfreeze, Weights weights) {
		return new Transfer(SOURCE, Freeze.parse(freeze), unfreeze).stages(FOUR, weights, HEADS);
	}

	private static final Weights ALL = Weights.initialise(FOUR, 1);
	private static final Weights HEADLESS = ALL.filter(name -> !name.startsWith("head."));

	@Test
	void layers_of_the_model_learn_a_tenth_as_fast_as_new_ones() {
		assertThat(stages("none", 0, HEADLESS)).containsExactly(new Stage(0, Map.of("a", 0.1, "b", 0.1, "c", 0.1)));
		assertThat(stages("none", 0, ALL)).containsExactly(new Stage(0, Map.of("a", 1.0, "b", 1.0, "c", 1.0, "head", 1.0)));
	}

	@Test
	void new_layers_learn_whatever_is_frozen() {
		assertThat(stages("100%", 0, HEADLESS).get(0).rates()).containsEntry("c", 0.0).doesNotContainKey("head");
		assertThatThrownBy(() -> stages("100%", 0, ALL)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("all frozen by '100%'");
	}

	@Test
	void layers_begin_to_learn_from_the_head_to_the_image() {
		List<Stage> stages = stages("none", 3, ALL);
		assertThat(stages).extracting(Stage::from).containsExactly(0.0, 0.5 / 3, 1.0 / 3, 0.5);
		assertThat(learning(stages)).containsExactly(Set.of("head"), Set.of("head", "c"), Set.of("head", "c", "b"), Set.of("head", "c", "b", "a"));
		assertThat(learning(stages("a", 2, ALL))).containsExactly(Set.of("head"), Set.of("head", "c"), Set.of("head", "c", "b"));
		assertThat(stages("none", 90, ALL)).hasSize(4);
		assertThat(stages("head", 4, ALL)).hasSize(1);
	}

	private static List<Set<String>> learning(List<Stage> stages) {
		return stages.stream().map(stage -> {
			Set<String> learning = new LinkedHashSet<>(Layers.weighted(FOUR));
			learning.removeIf(name -> stage.rates().getOrDefault(name, 1.0) == 0);
			return learning;
		}).toList();
	}

	@Test
	void the_heads_of_a_segmentation_network_are_what_stands_on_its_trunk() {
		Network network = TASK.network();
		Trunk trunk = Trunk.of(network);
		assertThat(trunk.grid()).isEqualTo(2);
		assertThat(trunk.network().last()).isEqualTo("up1b_relu");
		assertThat(trunk.heads(network)).contains("features", "probability", "distances", "fine", "fine2", "foreground").doesNotContain("stem1a", "up1b");
		Set<String> frozen = new Freeze.AllButHead().frozen(network, trunk.heads(network));
		double share = frozen.stream().filter(Layers.weighted(network)::contains).count() / (double) Layers.weighted(network).size();
		assertThat(share).isCloseTo(0.67, within(0.1));
		assertThatThrownBy(() -> Trunk.of(FOUR.upTo("c"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a network for segmentation");
	}

	@Test
	void few_images_teach_the_head_alone() {
		assertThat(Freeze.parse("automatic").decided(9)).isEqualTo(new Freeze.AllButHead());
		assertThat(Freeze.parse("automatic").decided(10)).isEqualTo(new Freeze.None());
		assertThat(Freeze.parse("none").decided(1)).isEqualTo(new Freeze.None());
		assertThat(Freeze.parse("50%").decided(1)).isEqualTo(new Freeze.Share(50));
	}
}
