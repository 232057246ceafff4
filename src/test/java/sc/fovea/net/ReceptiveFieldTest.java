package sc.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceBackend;

class ReceptiveFieldTest {

	private static final Network U_NET = Network.input("image", 1)
		.then("down1", Convolution.of(2, 3)).then("pool1", Pooling.max(2))
		.then("down2", Convolution.of(2, 3)).then("pool2", Pooling.max(2))
		.then("bottom", Convolution.of(2, 3))
		.then("up2", new TransposedConvolution(2, 2, 2, true)).then("join2", Join.concatenate(), "down2", "up2").then("right2", Convolution.of(2, 3))
		.then("up1", Upsampling.nearest(2)).then("join1", Join.concatenate(), "down1", "up1").then("right1", Convolution.of(2, 3));

	@Test
	void stacked_convolutions_add_up() {
		Network network = Network.input("x", 1).then("a", Convolution.of(1, 3)).then("b", Convolution.of(1, 5).dilation(2)).then("c", Convolution.of(1, 2));
		ReceptiveField field = new ReceptiveField(network);
		assertThat(field.source("c", new Span(0, 1), Axis.Y)).isEqualTo(new Span(-5, 7));
		assertThat(field.size("c")).contains(Size.of(1 + 2 + 8 + 1));
		assertThat(field.source("x", new Span(3, 9), Axis.X)).isEqualTo(new Span(3, 9));
	}

	@Test
	void strides_multiply() {
		Network network = Network.input("x", 1).then("a", Convolution.of(1, 3).stride(2)).then("b", Convolution.of(1, 3).stride(2));
		assertThat(new ReceptiveField(network).size("b")).contains(Size.of(3 + 2 * 2));
		assertThat(new ReceptiveField(network).grids(Axis.X)).containsEntry("b", new Ratio(1, 4));
		assertThat(new ReceptiveField(network).alignment(Axis.Y)).isEqualTo(4);
	}

	@Test
	void rows_and_columns_differ_where_the_kernel_does() {
		Network network = Network.input("x", 1).then("a", new Pooling(Pooling.Kind.MAX, new Size(1, 4), new Size(1, 4), Padding.SAME));
		ReceptiveField field = new ReceptiveField(network);
		assertThat(field.size("a")).contains(new Size(1, 4));
		assertThat(field.alignment(Axis.Y)).isEqualTo(1);
		assertThat(field.alignment(Axis.X)).isEqualTo(4);
	}

	@Test
	void coprime_strides_align_to_their_product() {
		Network network = Network.input("x", 1).then("a", Pooling.max(2), "x").then("b", Pooling.max(3), "x");
		assertThat(new ReceptiveField(network).alignment(Axis.X)).isEqualTo(6);
	}

	@Test
	void a_u_net_returns_to_the_grid_of_its_image() {
		ReceptiveField field = new ReceptiveField(U_NET);
		assertThat(field.grids(Axis.Y)).containsEntry("bottom", new Ratio(1, 4)).containsEntry("right1", Ratio.ONE);
		assertThat(field.alignment(Axis.Y)).isEqualTo(4);
		assertThat(field.seesWhole("right1")).isEmpty();
	}

	@Test
	void joining_different_grids_names_the_node() {
		Network network = Network.input("x", 1).then("pool", Pooling.max(2)).then("bad", Join.add(), "x", "pool");
		assertThatThrownBy(() -> new ReceptiveField(network).grids(Axis.Y)).isInstanceOf(ShapeException.class)
			.hasMessageContaining("'bad'").hasMessageContaining("1/1 and 1/2");
	}

	@Test
	void a_node_that_sees_the_whole_image_is_named() {
		Network network = Network.input("x", 4).then("conv", Convolution.of(4, 3)).then("norm", Normalization.group(2)).then("relu", Activation.relu())
			.then("side", Activation.relu(), "conv");
		ReceptiveField field = new ReceptiveField(network);
		assertThat(field.seesWhole("relu")).contains("norm");
		assertThat(field.seesWhole("side")).isEmpty();
		assertThat(field.size("relu")).isEmpty();
		assertThat(field.source("relu", new Span(0, 1), Axis.X).isAll()).isTrue();
		assertThat(network.describe()).contains("all");
	}

	@Test
	void the_span_of_a_u_net_is_measured_and_tight() {
		checkMeasured(U_NET, 24, true);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })
	void what_a_random_network_reads_lies_inside_its_span(long seed) {
		checkMeasured(randomNetwork(seed), 26, false);
	}

	/** Raises every pixel along the diagonal and looks which outputs change. */
	private static void checkMeasured(Network network, int side, boolean tight) {
		Weights weights = RandomValues.weights(network, 3);
		Tensor batch = Tensor.zeros(side + 1, side, side, 1);
		Tensor base = RandomValues.normal(17, 1, side, side, 1);
		for (int n = 0; n <= side; n++) {
			System.arraycopy(base.data(), 0, batch.data(), n * side * side, side * side);
			if (n < side) {
				batch.data()[(n * side + n) * side + n] += 100;
			}
		}
		try (Runner runner = new ReferenceBackend().runner(network, weights)) {
			Tensor answer = runner.run(batch);
			for (Axis axis : Axis.values()) {
				checkAxis(new ReceptiveField(network), answer, axis, tight);
			}
		}
	}

	private static void checkAxis(ReceptiveField field, Tensor answer, Axis axis, boolean tight) {
		int side = answer.batch() - 1;
		int extent = axis == Axis.Y ? answer.height() : answer.width();
		for (int line = 0; line < extent; line++) {
			Span span = field.source(field.network().outputs().get(0), new Span(line, line + 1), axis).intersect(new Span(0, side));
			for (int pixel = 0; pixel < side; pixel++) {
				boolean inside = span.contains(new Span(pixel, pixel + 1));
				boolean end = pixel == span.from() || pixel == span.to() - 1;
				boolean changed = changed(answer, pixel, line, axis);
				assertThat(changed && !inside || tight && end && !changed).as("pixel %d for %s %d, span %s", pixel, axis, line, span).isFalse();
			}
		}
	}

	private static boolean changed(Tensor answer, int image, int line, Axis axis) {
		int base = answer.batch() - 1;
		int length = answer.height() * answer.width() * answer.channels();
		int row = answer.width() * answer.channels();
		for (int i = 0; i < length; i++) {
			boolean onLine = (axis == Axis.Y ? i / row : i % row / answer.channels()) == line;
			if (onLine && answer.data()[image * length + i] != answer.data()[base * length + i]) {
				return true;
			}
		}
		return false;
	}

	/** A chain of random layers with a skip connection around each that keeps the grid. */
	private static Network randomNetwork(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Network network = Network.input("image", 1).then("stem", Convolution.of(2, 1 + random.nextInt(4)));
		for (int i = 0; i < 4; i++) {
			Layer layer = randomLayer(random, i == 2);
			String before = network.last();
			network = network.then("layer" + i, layer);
			if (layer.grid(Axis.Y).equals(Ratio.ONE) && layer.grid(Axis.X).equals(Ratio.ONE)) {
				network = network.then("skip" + i, Join.add(), before, "layer" + i);
			}
		}
		return network;
	}

	private static Layer randomLayer(SplittableRandom random, boolean enlarging) {
		List<Layer> choice = enlarging
			? List.of(new TransposedConvolution(2, 3 + random.nextInt(2), 2, true), new Upsampling(3, Upsampling.Method.BILINEAR), Upsampling.nearest(2))
			: List.of(Convolution.of(2, 1 + random.nextInt(4)).dilation(1 + random.nextInt(2)), Convolution.of(2, 3).stride(2),
				new Convolution(2, new Size(2, 3), new Size(3, 1), 1, Padding.SAME, Convolution.Connection.FULL, true), Convolution.depthwise(3),
				new Pooling(Pooling.Kind.MAX, Size.of(3), Size.of(2), Padding.SAME), Pooling.of(Pooling.Kind.AVERAGE, 2),
				new Activation(Activation.Function.SOFTPLUS), Normalization.batch());
		return choice.get(random.nextInt(choice.size()));
	}

	@Test
	void several_inputs_share_one_span() {
		Network network = Network.input("a", 1).withInput("b", Shape.ofChannels(1)).then("wide", Convolution.of(1, 5), "a").then("sum", Join.add(), "wide",
			"b");
		assertThat(new ReceptiveField(network).source("sum", new Span(0, 1), Axis.Y)).isEqualTo(new Span(-2, 3));
		assertThat(network.shapes(Map.of("a", new Shape(4, 4, 1), "b", new Shape(4, 4, 1)))).containsEntry("sum", new Shape(4, 4, 1));
	}
}
