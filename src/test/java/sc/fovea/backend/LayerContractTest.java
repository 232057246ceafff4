package sc.fovea.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.gson.Gson;

import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.net.Axis;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.NetworkTree;
import sc.fovea.net.RandomValues;
import sc.fovea.net.Ratio;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.Shape;
import sc.fovea.net.Span;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.net.ZeroPadding;

/** What every layer promises, whatever it computes; measured on the reference backend. */
class LayerContractTest {

	private static final Backend REFERENCE = new ReferenceProvider().open(BackendOptions.cpu());

	static Stream<LayerCase> cases() {
		return LayerCase.all();
	}

	/** A layer without a case here would pass both backends unseen. */
	@Test
	void every_permitted_layer_has_cases() {
		assertThat(cases().map(c -> c.layer().getClass()).distinct().map(Class::getSimpleName)).containsExactlyInAnyOrderElementsOf(
			permitted(Layer.class).map(Class::getSimpleName).toList());
	}

	private static Stream<Class<?>> permitted(Class<?> type) {
		return type.isRecord() ? Stream.of(type) : Stream.of(type.getPermittedSubclasses()).flatMap(LayerContractTest::permitted);
	}

	static Stream<LayerCase> tileableCases() {
		return cases().filter(c -> !c.layer().source(new Span(0, 1), Axis.Y).isAll());
	}

	@ParameterizedTest
	@MethodSource("cases")
	void the_predicted_shape_is_the_shape_of_the_answer(LayerCase c) {
		Network network = c.network();
		Map<String, Tensor> batch = c.batch(1);
		Map<String, Shape> given = new HashMap<>();
		batch.forEach((name, tensor) -> given.put(name, tensor.imageShape()));
		Tensor answer = run(network, batch);
		assertThat(answer.imageShape()).isEqualTo(network.shapes(given).get(LayerCase.NODE));
		assertThat(answer.batch()).isEqualTo(batch.containsKey("regions") ? 3 : 2);
		assertThat(answer.channels()).as("known before the image is").isEqualTo(network.shapes().get(LayerCase.NODE).channels());
	}

	/** Without padding the last window just fits; zeros are added; otherwise the extent follows the grid, begun pixels included. */
	@ParameterizedTest
	@MethodSource("tileableCases")
	void the_predicted_extent_follows_from_span_or_grid(LayerCase c) {
		Map<String, Shape> given = new HashMap<>();
		c.batch(1).forEach((name, tensor) -> given.put(name, tensor.imageShape()));
		Shape answer = c.network().shapes(given).get(LayerCase.NODE);
		for (Axis axis : Axis.values()) {
			int extent = answer.along(axis);
			int input = c.shape().along(axis);
			if (c.layer().toString().contains("padding=VALID")) {
				assertThat(c.layer().source(new Span(extent - 1, extent), axis).to()).isLessThanOrEqualTo(input);
				assertThat(c.layer().source(new Span(extent, extent + 1), axis).to()).isGreaterThan(input);
			}
			else if (c.layer() instanceof ZeroPadding zeros) {
				int added = axis == Axis.Y ? zeros.top() + zeros.bottom() : zeros.left() + zeros.right();
				assertThat(extent).isEqualTo(input + added);
			}
			else {
				Ratio grid = c.layer().grid(axis);
				assertThat(extent).isEqualTo((int) Math.ceil((double) input * grid.out() / grid.in()));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("tileableCases")
	void a_pixel_changes_only_outputs_whose_source_span_holds_it_and_all_at_its_ends(LayerCase c) {
		Tensor impulses = run(c.network(), impulses(c));
		for (int pixel = 0; pixel < impulses.batch() - 1; pixel++) {
			for (int i = 0; i < impulses.height(); i++) {
				for (int j = 0; j < impulses.width(); j++) {
					checkResponse(c, impulses, pixel, i, j);
				}
			}
		}
	}

	private static void checkResponse(LayerCase c, Tensor impulses, int pixel, int i, int j) {
		int y = pixel / c.shape().width();
		int x = pixel % c.shape().width();
		Span rows = c.layer().source(new Span(i, i + 1), Axis.Y);
		Span columns = c.layer().source(new Span(j, j + 1), Axis.X);
		boolean changed = changed(impulses, pixel, i, j);
		if (changed) {
			assertThat(holds(rows, y) && holds(columns, x)).as("output (%d, %d) changed by pixel (%d, %d)", i, j, y, x).isTrue();
		}
		if (c.readsEndsOfSpan() && isEnd(rows, y) && isEnd(columns, x)) {
			assertThat(changed).as("output (%d, %d) changed by pixel (%d, %d)", i, j, y, x).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("tileableCases")
	void the_source_of_a_span_is_the_union_of_the_sources_of_its_pixels(LayerCase c) {
		for (Axis axis : Axis.values()) {
			for (int from = -5; from < 5; from++) {
				Span union = Stream.iterate(from, i -> i + 1).limit(6).map(i -> c.layer().source(new Span(i, i + 1), axis)).reduce(Span::union).get();
				Span source = c.layer().source(new Span(from, from + 6), axis);
				assertThat(c.readsEndsOfSpan() ? union.equals(source) : union.contains(source)).as("%s of %s", source, union).isTrue();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("tileableCases")
	void moving_the_output_by_the_grid_moves_its_source(LayerCase c) {
		for (Axis axis : Axis.values()) {
			int in = c.layer().grid(axis).in();
			int out = c.layer().grid(axis).out();
			Span here = c.layer().source(new Span(3, 8), axis);
			assertThat(c.layer().source(new Span(3 + 4 * out, 8 + 4 * out), axis)).isEqualTo(new Span(here.from() + 4 * in, here.to() + 4 * in));
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void an_output_that_sees_all_depends_on_every_pixel(LayerCase c) {
		if (c.readsEndsOfSpan() && c.layer().source(new Span(0, 1), Axis.Y).isAll()) {
			Tensor impulses = run(c.network(), impulses(c));
			for (int pixel = 0; pixel < impulses.batch() - 1; pixel++) {
				assertThat(changed(impulses, pixel, 0, 0)).as("pixel %d", pixel).isTrue();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void it_survives_the_tree_and_json(LayerCase c) {
		Network network = c.trainable();
		assertThat(NetworkTree.parse(NetworkTree.of(network))).isEqualTo(network);
		Gson gson = new Gson();
		assertThat(NetworkTree.parse(gson.fromJson(gson.toJson(NetworkTree.of(network)), Map.class))).isEqualTo(network);
	}

	@ParameterizedTest
	@MethodSource("cases")
	void the_same_seed_gives_the_same_weights_and_answer(LayerCase c) {
		Network network = c.trainable();
		assertThat(Weights.initialise(network, 5)).isEqualTo(Weights.initialise(c.trainable(), 5));
		assertThat(run(network, c.batch(3))).isEqualTo(run(network, c.batch(3)));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void an_image_of_a_batch_does_not_depend_on_the_others(LayerCase c) {
		if (c.layer() instanceof RegionLayer) {
			return;
		}
		Map<String, Tensor> both = c.batch(4);
		Map<String, Tensor> first = new HashMap<>();
		both.forEach((name, tensor) -> first.put(name, image(tensor, 0)));
		assertThat(run(c.network(), first)).isEqualTo(image(run(c.network(), both), 0));
	}

	/** One image for each pixel, in which the first channel of this pixel is raised; as last the image itself. */
	private static Map<String, Tensor> impulses(LayerCase c) {
		Map<String, Tensor> batch = new HashMap<>();
		c.batch(2).forEach((name, tensor) -> batch.put(name, repeated(image(tensor, 0), c.shape().height() * c.shape().width() + 1)));
		Tensor x = batch.get("x");
		for (int pixel = 0; pixel < x.batch() - 1; pixel++) {
			x.data()[(pixel * (x.batch() - 1) + pixel) * x.channels()] += 100;
		}
		return batch;
	}

	private static Tensor image(Tensor batch, int index) {
		int length = batch.data().length / batch.batch();
		return Tensor.of(Arrays.copyOfRange(batch.data(), index * length, (index + 1) * length), 1, batch.height(), batch.width(),
			batch.channels());
	}

	private static Tensor repeated(Tensor image, int times) {
		Tensor batch = Tensor.zeros(times, image.height(), image.width(), image.channels());
		for (int i = 0; i < times; i++) {
			System.arraycopy(image.data(), 0, batch.data(), i * image.data().length, image.data().length);
		}
		return batch;
	}

	private static boolean changed(Tensor impulses, int pixel, int i, int j) {
		int base = impulses.batch() - 1;
		for (int channel = 0; channel < impulses.channels(); channel++) {
			if (at(impulses, pixel, i, j, channel) != at(impulses, base, i, j, channel)) {
				return true;
			}
		}
		return false;
	}

	private static float at(Tensor t, int... index) {
		return t.data()[((index[0] * t.height() + index[1]) * t.width() + index[2]) * t.channels() + index[3]];
	}

	private static boolean holds(Span span, int position) {
		return span.from() <= position && position < span.to();
	}

	private static boolean isEnd(Span span, int position) {
		return span.from() == position || span.to() - 1 == position;
	}

	private static Tensor run(Network network, Map<String, Tensor> batch) {
		try (Runner runner = REFERENCE.runner(network, RandomValues.weights(network, 7))) {
			return runner.run(batch).get(LayerCase.NODE);
		}
	}
}
