package sc.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

	private static final Network SMALL = Network.input("image", 1)
		.then("conv", Convolution.of(16, 3))
		.then("relu", Activation.relu())
		.then("pool", Pooling.max(2))
		.then("head", Convolution.pointwise(2));

	@Test
	void each_layer_follows_the_last_and_becomes_the_output() {
		assertThat(SMALL.nodes()).extracting(Node::name).containsExactly("conv", "relu", "pool", "head");
		assertThat(SMALL.node("pool").inputs()).containsExactly("relu");
		assertThat(SMALL.outputs()).containsExactly("head");
		assertThat(SMALL.last()).isEqualTo("head");
		assertThat(Network.input("image", 1).last()).isEqualTo("image");
	}

	@Test
	void shapes_follow_the_image() {
		assertThat(SMALL.shapes(new Shape(65, 64, 1))).containsEntry("conv", new Shape(65, 64, 16)).containsEntry("head", new Shape(33, 32, 2));
		assertThat(SMALL.shapes()).containsEntry("head", new Shape(Shape.ANY, Shape.ANY, 2));
	}

	@Test
	void adding_to_a_network_leaves_it_as_it_was() {
		Network longer = SMALL.then("more", Activation.relu());
		assertThat(SMALL.nodes()).hasSize(4);
		assertThat(longer.nodes()).hasSize(5);
		assertThatThrownBy(() -> SMALL.nodes().clear()).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> SMALL.inputs().clear()).isInstanceOf(UnsupportedOperationException.class);
	}

	@Test
	void a_node_may_read_several_earlier_ones() {
		Network branched = SMALL.then("left", Convolution.of(3, 1), "pool").then("join", Join.concatenate(), "left", "pool");
		assertThat(branched.shapes()).containsEntry("join", new Shape(Shape.ANY, Shape.ANY, 19));
	}

	@Test
	void a_name_is_used_once() {
		assertThatThrownBy(() -> SMALL.then("relu", Activation.relu())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'relu' twice");
		assertThatThrownBy(() -> SMALL.then("image", Activation.relu())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'image' twice");
	}

	@Test
	void an_unknown_input_is_named_with_those_that_are_known() {
		assertThatThrownBy(() -> SMALL.then("more", Activation.relu(), "foo")).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("'more'").hasMessageContaining("foo").hasMessageContaining("conv");
	}

	@Test
	void a_node_cannot_read_itself_or_a_later_one() {
		Node self = new Node("a", Join.add(), List.of("x", "a"));
		Node later = new Node("a", Join.add(), List.of("x", "b"));
		Node b = new Node("b", Activation.relu(), List.of("a"));
		Map<String, Shape> x = Map.of("x", Shape.ofChannels(1));
		assertThatThrownBy(() -> new Network(x, List.of(self), List.of("a"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'a'");
		assertThatThrownBy(() -> new Network(x, List.of(later, b), List.of("b"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'a'");
	}

	@Test
	void there_is_an_input_and_an_output() {
		assertThatThrownBy(() -> new Network(Map.of(), List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> SMALL.withOutputs()).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> SMALL.withOutputs("foo")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("foo");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a.b", "1a", "../a", "ä", "a/b" })
	void a_name_is_fit_for_files_and_graphs(String name) {
		assertThatThrownBy(() -> SMALL.then(name, Activation.relu())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'" + name + "'");
		assertThatThrownBy(() -> Network.input(name, 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'" + name + "'");
	}

	@Test
	void a_layer_that_does_not_fit_names_its_node_what_it_expects_and_what_it_got() {
		assertThatThrownBy(() -> SMALL.then("sum", Join.add(), "relu", "head")).isInstanceOf(ShapeException.class)
			.hasMessageContaining("'sum'").hasMessageContaining("equal height and width and channels").hasMessageContaining("(any, any, 2)");
		assertThatThrownBy(() -> SMALL.then("dense", Dense.of(2))).isInstanceOf(ShapeException.class)
			.hasMessageContaining("'dense'").hasMessageContaining("GlobalPooling");
		assertThatThrownBy(() -> SMALL.then("two", Activation.relu(), "conv", "relu")).isInstanceOf(ShapeException.class).hasMessageContaining("one input");
		assertThatThrownBy(() -> SMALL.then("one", Join.add())).isInstanceOf(ShapeException.class).hasMessageContaining("two or more");
		assertThatThrownBy(() -> SMALL.then("norm", Normalization.group(3), "conv")).isInstanceOf(ShapeException.class).hasMessageContaining("3 groups");
		assertThatThrownBy(() -> SMALL.then("roi", new RoiAlign(7, 2, 1), "conv", "relu")).isInstanceOf(ShapeException.class)
			.hasMessageContaining("5 channels");
	}

	@Test
	void an_image_that_does_not_fit_is_named() {
		assertThatThrownBy(() -> SMALL.shapes(new Shape(8, 8, 3))).isInstanceOf(ShapeException.class)
			.hasMessageContaining("'image'").hasMessageContaining("(any, any, 1)").hasMessageContaining("(8, 8, 3)");
		Network small = Network.input("x", 1).then("valid", Convolution.of(1, 5).padding(Padding.VALID));
		assertThatThrownBy(() -> small.shapes(new Shape(4, 9, 1))).isInstanceOf(ShapeException.class).hasMessageContaining("'valid'")
			.hasMessageContaining("5 pixels").hasMessageContaining("(4, 9, 1)");
		Network fixed = Network.input("x", new Shape(8, Shape.ANY, 1)).then("relu", Activation.relu());
		assertThat(fixed.shapes(new Shape(8, 5, 1))).containsEntry("relu", new Shape(8, 5, 1));
		assertThatThrownBy(() -> fixed.shapes(new Shape(9, 5, 1))).isInstanceOf(ShapeException.class).hasMessageContaining("(8, any, 1)");
	}

	@Test
	void extents_beyond_an_int_are_refused_with_the_nodes_name() {
		Network wide = Network.input("x", 1 << 20).then("a", new Convolution(1 << 10, Size.of(1), Size.of(1), 1, Padding.SAME,
			Convolution.Connection.DEPTHWISE, false));
		assertThatThrownBy(() -> wide.then("b", Join.concatenate(), "a", "a")).isInstanceOf(ShapeException.class).hasMessageContaining("'b'");
		Convolution far = new Convolution(1, Size.of(1 << 20), Size.of(1), 1 << 20, Padding.SAME, Convolution.Connection.FULL, false);
		assertThatThrownBy(() -> Network.input("x", new Shape(8, 8, 1)).then("c", far)).isInstanceOf(ShapeException.class).hasMessageContaining("'c'");
		assertThatThrownBy(() -> Network.input("x", 1 << 20).then("huge", Convolution.of(1 << 20, 1)).weights()).isInstanceOf(ShapeException.class)
			.hasMessageContaining("'huge'");
	}

	@Test
	void up_to_keeps_what_the_node_needs() {
		Network two = SMALL.withInput("unused", Shape.ofChannels(1)).then("side", Convolution.of(4, 3), "conv");
		Network part = two.upTo("side");
		assertThat(part.nodes()).extracting(Node::name).containsExactly("conv", "side");
		assertThat(part.inputs()).containsOnlyKeys("image");
		assertThat(part.outputs()).containsExactly("side");
		assertThatThrownBy(() -> two.upTo("foo")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'foo'").hasMessageContaining("pool");
	}

	@Test
	void up_to_several_keeps_what_any_of_them_needs_in_the_networks_order() {
		Network two = SMALL.withInput("mask", Shape.ofChannels(1)).then("side", Activation.relu(), "mask");
		Network part = two.upTo("side", "relu");
		assertThat(part.nodes()).extracting(Node::name).containsExactly("conv", "relu", "side");
		assertThat(part.inputs()).containsOnlyKeys("image", "mask");
		assertThat(part.outputs()).containsExactly("side", "relu");
	}

	@Test
	void after_a_node_its_value_is_an_input() {
		Network two = SMALL.withInput("regions", new Shape(1, 1, RoiAlign.REGION)).then("pick", new RoiAlign(3, 2, 2), "pool", "regions")
			.then("class", Dense.of(4))
			.withOutputs("head", "class", "relu");
		Network rest = two.after("pool");
		assertThat(rest.nodes()).extracting(Node::name).containsExactly("head", "pick", "class");
		assertThat(rest.inputs()).containsExactly(Map.entry("pool", Shape.ofChannels(16)), Map.entry("regions", new Shape(1, 1, RoiAlign.REGION)));
		assertThat(rest.outputs()).as("those that depend on it").containsExactly("head", "class");
		assertThat(two.upTo("class").after("pick").inputs()).as("a fixed size stays").containsExactly(Map.entry("pick", new Shape(3, 3, 16)));
		assertThat(two.after("relu", "pool").inputs()).as("only what is still needed").containsOnlyKeys("pool", "regions");
		assertThat(SMALL.after("image")).isEqualTo(SMALL);
	}

	@Test
	void after_the_end_there_is_nothing() {
		assertThatThrownBy(() -> SMALL.after("head")).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected an output behind [head], got only [head].");
		assertThatThrownBy(() -> SMALL.withOutputs("conv").after("pool")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[conv]");
		assertThatThrownBy(() -> SMALL.after("foo")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'foo'").hasMessageContaining("pool");
	}

	@Test
	void another_head_reads_the_kept_node() {
		Network head = Network.input("features", 16).then("classes", Convolution.pointwise(5)).then("probability", new Activation(Activation.Function.SOFTMAX));
		Network renewed = SMALL.replaceAfter("pool", head);
		assertThat(renewed.nodes()).extracting(Node::name).containsExactly("conv", "relu", "pool", "classes", "probability");
		assertThat(renewed.node("classes").inputs()).containsExactly("pool");
		assertThat(renewed.outputs()).containsExactly("probability");
		assertThat(renewed.inputs()).isEqualTo(SMALL.inputs());
	}

	@Test
	void a_head_that_does_not_fit_is_refused() {
		assertThatThrownBy(() -> SMALL.replaceAfter("pool", Network.input("features", 8).then("new", Activation.relu())))
			.isInstanceOf(ShapeException.class).hasMessageContaining("'pool'").hasMessageContaining("(any, any, 8)").hasMessageContaining("(any, any, 16)");
		assertThatThrownBy(() -> SMALL.replaceAfter("pool", Network.input("features", 16).then("relu", Activation.relu())))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'relu' twice");
		assertThatThrownBy(() -> SMALL.replaceAfter("pool", Network.input("a", 16).withInput("b", Shape.ofChannels(1)).then("n", Activation.relu(), "a")))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("one input");
	}

	@Test
	void outputs_can_be_several() {
		Network two = SMALL.withOutputs("relu", "head");
		assertThat(two.outputs()).containsExactly("relu", "head");
		assertThat(two.nodes()).isEqualTo(SMALL.nodes());
	}

	@Test
	void weights_are_named_by_node_in_the_order_of_the_network() {
		assertThat(SMALL.weights()).extracting(WeightSpec::name).containsExactly("conv.kernel", "conv.bias", "head.kernel", "head.bias");
		assertThat(SMALL.weights().get(0).shape()).containsExactly(3, 3, 1, 16);
		assertThat(SMALL.weightsByNode().get("relu")).isEmpty();
	}

	@Test
	void ancestors_are_all_that_a_node_depends_on() {
		assertThat(SMALL.ancestors("pool")).containsExactlyInAnyOrder("image", "conv", "relu", "pool");
		assertThat(SMALL.ancestors("image")).containsExactly("image");
		assertThatThrownBy(() -> SMALL.ancestors("foo")).isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void networks_of_equal_parts_are_equal() {
		assertThat(SMALL).isEqualTo(SMALL.withOutputs("head")).isNotEqualTo(SMALL.withOutputs("pool"));
	}
}
