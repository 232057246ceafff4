package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PixelSize;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Convolution;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.classification.ImageClasses;
import sc.fovea.task.detection.Boxes;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.task.semantic.SemanticClasses;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** Maps of the nodes of a network: exact on the reference backend, whole and block by block. */
class OutputMapsTest {

	private static final int WIDTH = 92;
	private static final int HEIGHT = 76;
	private static final MemoryBudget TILES = new MemoryBudget(1L << 40, 1L << 40, 32);
	private static final Model MODEL = StarOracle.model(2, 4, new Normalisation.Fixed(0.5, -3), OptionalDouble.empty());
	private static final Backend REFERENCE = new ReferenceProvider().open(BackendOptions.cpu());

	private static int[] pixels(int width, int height) {
		return TestImages.touching(width, height, 2);
	}

	private static Hyperstack image(int width, int height) {
		int[] pixels = pixels(width, height);
		return Hyperstack.of(ArrayImgs.ints(pixels, width, height), "XY", PixelSize.PIXEL);
	}

	private static OutputMap map(OutputMaps maps, Hyperstack image) {
		return maps.of(image, Segmenter.Place.FIRST, SegmentationOptions.STANDARD, Progress.none());
	}

	/** One run over the whole image, without tiles. */
	private static Tensor direct(String node) {
		Network part = MODEL.network().upTo(node);
		int[] pixels = pixels(WIDTH, HEIGHT);
		Tensor input = Tensor.zeros(1, HEIGHT, WIDTH, 1);
		for (int i = 0; i < pixels.length; i++) {
			input.data()[i] = 0.5f * pixels[i] - 3;
		}
		try (Runner runner = REFERENCE.runner(part, MODEL.weights().of(part))) {
			return runner.run(input);
		}
	}

	private static void compare(RandomAccessibleInterval<? extends RealType<?>> found, Tensor expected) {
		assertThat(found.dimensionsAsLongArray()).containsExactly(expected.width(), expected.height(), expected.channels());
		Cursor<? extends RealType<?>> cursor = Views.flatIterable(Views.zeroMin(found)).localizingCursor();
		while (cursor.hasNext()) {
			float value = cursor.next().getRealFloat();
			int at = (cursor.getIntPosition(1) * expected.width() + cursor.getIntPosition(0)) * expected.channels() + cursor.getIntPosition(2);
			if (value != expected.data()[at]) {
				assertThat(value).as(Arrays.toString(cursor.positionAsLongArray())).isEqualTo(expected.data()[at]);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reach", "foreground", "coarse", "step", "features", "distances" })
	void features_are_those_of_one_run_over_the_whole_image(String node) {
		Tensor expected = direct(node);
		try (OutputMaps maps = OutputMaps.features(MODEL, node, REFERENCE, TILES)) {
			OutputMap map = map(maps, image(WIDTH, HEIGHT));
			compare(map.whole(), expected);
			compare(map.lazily(), expected);
			Img<DoubleType> cells = new CellImgFactory<>(new DoubleType(), 13).create(map.dimensions());
			map.write(Views.translate(cells, 100, -7, 3));
			compare(cells, expected);
		}
	}

	@Test
	void the_probability_of_an_object_is_a_map_of_one_channel() {
		try (OutputMaps maps = OutputMaps.probabilities(MODEL, REFERENCE, TILES)) {
			OutputMap map = map(maps, image(WIDTH, HEIGHT));
			compare(map.whole(), direct("probability"));
			Img<FloatType> plane = ArrayImgs.floats(WIDTH / 2, HEIGHT / 2);
			map.write(plane);
			compare(Views.addDimension(plane, 0, 0), direct("probability"));
			assertThat(maps.model()).isSameAs(MODEL);
		}
	}

	private static Model model(TaskSettings task, Network network) {
		return new Model(StarOracle.card(), MODEL.input(), task, network, Weights.initialise(network, 1));
	}

	@Test
	void probabilities_of_classes_have_a_channel_each() {
		Model model = model(new SemanticClasses(IntStream.range(0, StarOracle.RAYS).mapToObj(i -> "class" + i).toList(), "distances"),
			StarOracle.network(2, 4));
		try (OutputMaps maps = OutputMaps.probabilities(model, REFERENCE, TILES)) {
			assertThat(map(maps, image(WIDTH, HEIGHT)).dimensions()).containsExactly(WIDTH / 2, HEIGHT / 2, StarOracle.RAYS);
		}
	}

	@Test
	void scores_of_boxes_are_a_map_too() {
		Network network = Network.input("image", 1).then("scores", Convolution.pointwise(2)).then("distances", Convolution.pointwise(4), "image")
			.withOutputs("scores", "distances");
		Boxes boxes = new Boxes(List.of("red", "white"), 1, new Boxes.Heads("scores", "distances"), new Boxes.Thresholds(0.5, 0.5));
		try (OutputMaps maps = OutputMaps.probabilities(model(boxes, network), REFERENCE, TILES)) {
			assertThat(map(maps, image(WIDTH, HEIGHT)).dimensions()).containsExactly(WIDTH, HEIGHT, 2);
		}
	}

	/** A task whose network takes regions beside the image. */
	private record Regional(String title, List<String> outputs, List<String> regionInputs) implements TaskSettings {

		@Override
		public void check(Network network) {}
	}

	@Test
	void a_node_that_needs_more_than_the_image_is_refused() {
		Network network = Network.input("image", 1).then("own", Convolution.pointwise(1)).withInput("more", Shape.ofChannels(1))
			.then("other", Convolution.pointwise(1), "more").then("both", Join.add(), "own", "other");
		Model model = model(new Regional("regions", List.of("both"), List.of("more")), network);
		assertThatThrownBy(() -> OutputMaps.features(model, "both", REFERENCE, TILES)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected a node that needs only the image, got 'both', which needs [image, more].");
		OutputMaps.features(model, "own", REFERENCE, TILES).close();
	}

	@Test
	void a_model_whose_answer_is_no_map_has_features_only() {
		Network network = StarOracle.network(2, 4).then("mean", new GlobalPooling(Pooling.Kind.AVERAGE), "distances");
		List<String> classes = IntStream.range(0, StarOracle.RAYS).mapToObj(i -> "class" + i).toList();
		Model model = model(new ImageClasses(classes, "mean"), network);
		assertThatThrownBy(() -> OutputMaps.probabilities(model, REFERENCE, TILES)).isInstanceOf(IllegalArgumentException.class).hasMessage(
			"Expected a model that gives a map of probabilities, got 'oracle' for image classification; ask for the features of one of its nodes.");
		PixelSize size = new PixelSize(0.5, 0.25, 2, "micron");
		Hyperstack image = Hyperstack.of(image(WIDTH, HEIGHT).plane(0, 0, 0), "XY", size);
		try (OutputMaps maps = OutputMaps.features(model, "mean", REFERENCE, TILES)) {
			OutputMap map = map(maps, image);
			assertThat(map.dimensions()).containsExactly(1, 1, StarOracle.RAYS);
			assertThat(map.lazily().getAt(0, 0, 5)).isEqualTo(map.whole().getAt(0, 0, 5));
			assertThat(map.pixelSize()).as("one pixel for all").isEqualTo(new PixelSize(0.5 * WIDTH, 0.25 * HEIGHT, 2, "micron"));
		}
	}

	/** At 1 µm the model sees half of 91 × 71 pixels of 0.5 µm, rounded up, and the node a quarter of that. */
	@ParameterizedTest
	@CsvSource({ "0, 12, 9, 4", "1, 23, 18, 2", "2, 46, 36, 1" })
	void a_map_knows_the_size_of_its_pixels(double scale, int width, int height, double micrometres) {
		Model model = StarOracle.model(2, 4, new Normalisation.None(), OptionalDouble.of(1));
		Hyperstack image = Hyperstack.of(image(91, 71).plane(0, 0, 0), "XY", new PixelSize(0.5, 0.5, 2, "micron"));
		try (OutputMaps maps = OutputMaps.features(model, "step", REFERENCE, TILES)) {
			OutputMap map = maps.of(image, Segmenter.Place.FIRST, new SegmentationOptions(0, 0, scale, 0), Progress.none());
			assertThat(map.dimensions()).containsExactly(width, height, 1);
			assertThat(map.pixelSize().width()).isBetween(micrometres * 0.98, micrometres * 1.02);
			assertThat(map.pixelSize().depth()).isEqualTo(2);
			Hyperstack again = Hyperstack.of(map.lazily(), "XYC", map.pixelSize());
			assertThat(again.plane(0, 0, 0).getAt(width - 1, height - 1).getRealFloat()).isEqualTo(map.whole().getAt(width - 1, height - 1, 0).get());
		}
	}

	@Test
	void a_network_of_fixed_size_sees_the_image_stretched() {
		Model model = model(MODEL.task(), MODEL.network().withInputSize(new Size(32, 48)));
		try (OutputMaps maps = OutputMaps.features(model, "coarse", REFERENCE, TILES)) {
			OutputMap map = map(maps, image(96, 96));
			assertThat(map.dimensions()).containsExactly(24, 16, 1);
			assertThat(new double[] { map.pixelSize().width(), map.pixelSize().height() }).containsExactly(4, 6);
			assertThat(map.lazily().getAt(23, 15, 0)).isEqualTo(map.whole().getAt(23, 15, 0));
			assertThatThrownBy(() -> maps.of(image(96, 96), Segmenter.Place.FIRST, new SegmentationOptions(0, 0, 2, 0), Progress.none()))
				.isInstanceOf(IllegalArgumentException.class).hasMessage("Expected no scale for a network that sees images of 48x32 pixels, got 2.0.");
		}
	}

	@Test
	void another_plane_and_channel_have_another_map() {
		int[] first = pixels(WIDTH, HEIGHT);
		Img<FloatType> pixels = ArrayImgs.floats(WIDTH, HEIGHT, 2, 2);
		for (int i = 0; i < first.length; i++) {
			pixels.getAt(i % WIDTH, i / WIDTH, 1, 1).set(first[i]);
		}
		try (OutputMaps maps = OutputMaps.features(MODEL, "step", REFERENCE, TILES)) {
			Hyperstack image = Hyperstack.of(pixels, "XYCT", PixelSize.PIXEL);
			OutputMap map = maps.of(image, new Segmenter.Place(0, 1, 1), new SegmentationOptions(0, 0, 0, 2), Progress.none());
			compare(map.whole(), direct("step"));
		}
	}

	@Test
	void what_does_not_fit_is_refused() {
		assertThatThrownBy(() -> OutputMaps.features(MODEL, "encoder", REFERENCE, TILES)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageStartingWith("Expected the name of a node, got 'encoder'; nodes are [reach, foreground,");
		try (OutputMaps maps = OutputMaps.features(MODEL, "coarse", REFERENCE, TILES)) {
			assertThatThrownBy(
				() -> maps.of(image(WIDTH, HEIGHT), Segmenter.Place.FIRST, new SegmentationOptions(0.5, 0, 0, 0), Progress.none()))
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessage("Expected no probability and no overlap for a map, got probability=0.5 and overlap=0.0.");
			assertThatThrownBy(() -> map(maps, image(WIDTH, HEIGHT)).write(ArrayImgs.floats(WIDTH, HEIGHT, 1))).isInstanceOf(IllegalArgumentException.class)
				.hasMessage("Expected an image (x, y, c) of [46, 38, 1] pixels for the map, got [92, 76, 1].");
		}
	}

	/** Whatever threads visit blocks, one is left to compute them. */
	@Test
	void blocks_may_be_visited_by_many_threads() {
		Tensor expected = direct("features");
		try (OutputMaps maps = OutputMaps.features(MODEL, "features", REFERENCE, TILES)) {
			RandomAccessibleInterval<FloatType> lazy = map(maps, image(WIDTH, HEIGHT)).lazily();
			Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> IntStream.range(0, 64).parallel().forEach(i -> {
				int x = i * 7 % expected.width();
				int y = i * 5 % expected.height();
				assertThat(lazy.getAt(x, y, 0).get()).isEqualTo(expected.data()[(y * expected.width() + x) * expected.channels()]);
			}));
		}
	}

	@Test
	void a_map_stops_when_it_is_cancelled() {
		AtomicBoolean isCancelled = new AtomicBoolean();
		Progress progress = new Progress() {

			@Override
			public void progress(long done, long total) {}

			@Override
			public boolean isCancelled() {
				return isCancelled.get();
			}
		};
		try (OutputMaps maps = OutputMaps.features(MODEL, "coarse", REFERENCE, TILES)) {
			OutputMap map = maps.of(image(WIDTH, HEIGHT), Segmenter.Place.FIRST, SegmentationOptions.STANDARD, progress);
			RandomAccessibleInterval<FloatType> lazy = map.lazily();
			lazy.getAt(0, 0, 0).get();
			isCancelled.set(true);
			assertThatThrownBy(map::whole).isInstanceOf(CancellationException.class);
			assertThatThrownBy(() -> lazy.getAt(45, 37, 0).get()).isInstanceOf(CancellationException.class);
		}
	}
}
